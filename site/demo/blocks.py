"""From the pieces of a demonstration text to the blocks of a body, as a revision stores them."""

import uuid
from collections.abc import Callable
from html import escape
from typing import Any

from demo.texts import Facts, Figure, Piece, Question, Quote, Section, Table

NAMESPACE = uuid.UUID("6f1d5c1e-8f0a-4c55-9d0e-2f7f3f0b7a11")


class Blocks:
    """Makes the blocks of one text; their ids depend on the text's key and their place alone, so reruns are equal."""

    def __init__(self, key: str, image_of: Callable[[Figure], int], level: str = "2") -> None:
        self._key = key
        self._level = level
        self._image_of = image_of
        self._made = 0

    def body(self, pieces: list[Piece]) -> list[dict[str, Any]]:
        """Blocks for stories and interviews."""
        return [self._block(piece) for piece in pieces]

    def parts(self, pieces: list[Piece], names: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
        """Blocks by part; `names` maps the headings that begin a part to its field, other headings stand inside it."""
        parts: dict[str, list[dict[str, Any]]] = {field: [] for field in names.values()}
        field = next(iter(parts))
        for piece in pieces:
            if isinstance(piece, Section) and piece.heading in names:
                field = names[piece.heading]
                piece = Section("", piece.paragraphs)
            if piece != Section("", ()):
                parts[field].append(self._block(piece))
        return parts

    def plain_body(self, pieces: list[Piece]) -> list[dict[str, Any]]:
        """Blocks for notices and standard pages, which know no quotes: a remark becomes a bold paragraph."""
        return [self._remark(piece) if isinstance(piece, Quote) else self._block(piece) for piece in pieces]

    def _block(self, piece: Piece) -> dict[str, Any]:
        match piece:
            case Section():
                value = {"heading": piece.heading, "level": self._level, "text": _paragraphs(piece.paragraphs)}
                return self._made_of("section", value)
            case Quote():
                return self._made_of("quote", {"text": piece.text, "speaker": piece.speaker})
            case Facts():
                return self._made_of(
                    "facts", {"facts": self._items({"number": number, "label": label} for number, label in piece.rows)}
                )
            case Table():
                return self._made_of("table", _table(piece))
            case Figure():
                value = {"alt": piece.alt, "decorative": False, "caption": piece.caption, "credit": piece.credit}
                return self._made_of("figure", {"image": self._image_of(piece), **value})
            case Question():
                answers = self._items({"speaker": who, "text": _paragraphs(lines)} for who, lines in piece.answers)
                value = {"label": piece.label, "question": piece.question, "answers": answers}
                return self._made_of("question", value)

    def _remark(self, quote: Quote) -> dict[str, Any]:
        text = f"<p><b>{escape(quote.text, quote=False)}</b></p>"
        return self._made_of("section", {"heading": "", "level": "2", "text": text})

    def _items(self, values: Any) -> list[dict[str, Any]]:
        return [self._made_of("item", value) for value in values]

    def _made_of(self, kind: str, value: dict[str, Any]) -> dict[str, Any]:
        self._made += 1
        return {"type": kind, "value": value, "id": str(uuid.uuid5(NAMESPACE, f"{self._key}#{self._made}"))}


def _paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)


def _table(table: Table) -> dict[str, Any]:
    return {
        "data": [list(row) for row in table.rows],
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": table.caption,
    }
