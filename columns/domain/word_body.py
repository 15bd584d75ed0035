"""The body of a draft out of the blocks of a Word file: sections, tables, figures, notes."""

import re
import uuid
from dataclasses import dataclass, field
from html import escape
from typing import Any

from columns.domain.word_html import RichText, flat_text
from columns.word import WordDocument

MAX_HEADING, MAX_CAPTION, MAX_ALT = 80, 200, 200
NOTES_HEADING = "注释"
SPEAKER = re.compile(r"^问[：:]\s*")
# The mark may stand inside bold tags.
ANSWER_MARK = re.compile(r"^((?:<[^>]*>)*)答[：:]\s*")


@dataclass(slots=True)
class Body:
    """Blocks as a StreamField takes them, and what the editor must know about the way there."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    dropped: list[dict[str, Any]] = field(default_factory=list)
    # The text of the first paragraph, without markup and notes.
    lead: str = ""

    def keep_long_title(self, title: str) -> None:
        """A title too long for its field stands in full at the beginning of the text."""
        text = RichText().stored(f"<p>{escape(title)}</p>")
        self.blocks.insert(0, _block("section", {"heading": "", "level": "2", "text": text}))
        self.warnings.append("标题太长，已截短；完整的标题放在正文开头，请核对。")


def body_of(document: WordDocument, image_ids: list[int], has_questions: bool = False) -> Body:
    """Map the reader's blocks: a heading opens a section with the text that follows it; tables and pictures stand alone.

    `image_ids` are library ids by the document's picture index. Text that no field can hold whole (a very long heading
    or caption) goes into the text beside it, never away. `has_questions`: the page type has blocks of questions and
    answers, and paragraphs that begin with 问： and 答： become such.
    """
    asked = sum(1 for block in document.blocks if block["type"] == "paragraph" and _asks(block["html"]))
    writer = (_InterviewWriter if has_questions and asked > 1 else _Writer)(document, image_ids)
    for block in document.blocks:
        getattr(writer, block["type"])(block)
    writer.end()
    return writer.body


class _Writer:
    """Collects paragraphs until a heading, a table or a picture ends their section."""

    def __init__(self, document: WordDocument, image_ids: list[int]) -> None:
        self.body = Body()
        self._notes = document.notes
        self._image_ids = image_ids
        self._notes_id = str(uuid.uuid4()) if document.notes else ""
        self._rich_text = RichText(f"#b-{self._notes_id[:8]}" if self._notes_id else "")
        self._heading, self._level = "", "2"
        self._parts: list[str] = []

    def heading(self, block: dict[str, Any]) -> None:
        self._close()
        text = flat_text(block["html"]).replace("\n", " ").strip()
        if len(text) > MAX_HEADING:
            self._parts.append(f"<p><b>{escape(text, quote=False)}</b></p>")
            self.body.warnings.append(f"小标题“{text[:20]}……”超过{MAX_HEADING}字，已改为正文里的粗体。")
        else:
            self._heading, self._level = text, str(block["level"])

    def paragraph(self, block: dict[str, Any]) -> None:
        if not _says_something(self.body.lead):
            self.body.lead = flat_text(block["html"], notes=False).replace("\n", " ")
        self._parts.append(f"<p>{block['html']}</p>")

    def list(self, block: dict[str, Any]) -> None:
        self._parts.append(block["html"])

    def table(self, block: dict[str, Any]) -> None:
        caption = block["caption"]
        if len(caption) > MAX_CAPTION:
            self._parts.append(f"<p>{escape(caption, quote=False)}</p>")
            caption = ""
        self._close()
        self.body.blocks.append(_block("table", table_value(block["rows"], caption)))
        if any("<" in cell["html"].replace("<br>", "") for row in block["rows"] for cell in row):
            self._drop("表格里的粗体、链接等格式")

    def image(self, block: dict[str, Any]) -> None:
        self._close()
        caption, alt = block["caption"], block["alt"]
        value = {"image": self._image_ids[block["image"]], "decorative": False, "credit": ""}
        value["caption"] = caption if len(caption) <= MAX_CAPTION else ""
        value["alt"] = alt[:MAX_ALT]
        self.body.blocks.append(_block("figure", value))
        if len(caption) > MAX_CAPTION:
            self._parts.append(f"<p>{escape(caption, quote=False)}</p>")
            self.body.warnings.append(f"图注“{caption[:20]}……”超过{MAX_CAPTION}字，已放在图片下面的正文里。")
        if len(alt) > MAX_ALT:
            self.body.warnings.append(f"一张图片的替代文字超过{MAX_ALT}字，已截短：{alt[:20]}……")

    def end(self) -> None:
        """Close the last section and put the notes behind it."""
        self._close()
        if self._notes:
            items = "".join(f"<li>{note.html}</li>" for note in self._notes)
            value = {"heading": NOTES_HEADING, "level": "2", "text": self._rich_text.stored(f"<ol>{items}</ol>")}
            self.body.blocks.append({**_block("section", value), "id": self._notes_id})
        if self._rich_text.italics:
            self._drop("斜体", self._rich_text.italics)

    def _close(self) -> None:
        if self._heading or self._parts:
            text = self._rich_text.stored("".join(self._parts))
            self.body.blocks.append(_block("section", {"heading": self._heading, "level": self._level, "text": text}))
        self._heading, self._level, self._parts = "", "2", []

    def _drop(self, what: str, count: int = 1) -> None:
        for entry in self.body.dropped:
            if entry["what"] == what:
                entry["count"] += count
                return
        self.body.dropped.append({"what": what, "count": count, "detail": ""})


class _InterviewWriter(_Writer):
    """Questions and answers instead of sections, as soon as the first question has come."""

    def __init__(self, document: WordDocument, image_ids: list[int]) -> None:
        super().__init__(document, image_ids)
        self._question: str | None = None

    def paragraph(self, block: dict[str, Any]) -> None:
        if _asks(block["html"]):
            self._close()
            self._question = SPEAKER.sub("", flat_text(block["html"]).replace("\n", " "))
            return
        if self._question is not None and not self._parts:
            block = {**block, "html": ANSWER_MARK.sub(r"\1", block["html"], count=1)}
        super().paragraph(block)

    def _close(self) -> None:
        if self._question is None:
            super()._close()
            return
        answer = {"speaker": "", "text": self._rich_text.stored("".join(self._parts))}
        answers = [{"type": "item", "value": answer, "id": str(uuid.uuid4())}]
        value = {"label": "", "question": self._question, "answers": answers}
        self.body.blocks.append(_block("question", value))
        self._question, self._parts = None, []


def _says_something(text: str) -> bool:
    """Not a number of an official paper and not an address such as 各市教育局：."""
    return any(mark in text for mark in "，。！？；") and not text.endswith("：")


def _asks(html: str) -> bool:
    return flat_text(html).startswith(("问：", "问:"))


def table_value(rows: list[list[dict[str, Any]]], caption: str) -> dict[str, Any]:
    """A table block's value: a full grid of texts, the merged cells, and which edge holds headers."""
    texts: dict[tuple[int, int], str] = {}
    merges = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in texts:
                column += 1
            down, right = max(1, min(cell["rowspan"], len(rows) - row)), max(1, cell["colspan"])
            if (down, right) != (1, 1):
                merges.append({"row": row, "col": column, "rowspan": down, "colspan": right})
            for r in range(row, row + down):
                for c in range(column, column + right):
                    texts[r, c] = ""
            texts[row, column] = _cell_text(cell)
            column += right
    width = max((column for _, column in texts), default=-1) + 1
    first_row = bool(rows and rows[0]) and all(cell["header"] for cell in rows[0])
    first_column = bool(rows) and not first_row and all(row and row[0]["header"] for row in rows)
    return {
        "data": [[texts.get((row, column), "") for column in range(width)] for row in range(len(rows))],
        "mergeCells": merges,
        "first_row_is_table_header": first_row,
        "first_col_is_header": first_column,
        "table_header_choice": "row" if first_row else "column" if first_column else "neither",
        "table_caption": caption,
    }


def _cell_text(cell: dict[str, Any]) -> str:
    """The reader's own text knows list numbers; the marks of notes are only in the HTML."""
    return flat_text(cell["html"]) if "#note" in cell["html"] else cell["text"]


def _block(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
