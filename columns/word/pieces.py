"""The steps between Word's XML and finished blocks: lines, pictures and grids in order."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from columns.word.numbering import Number


@dataclass(slots=True)
class Line:
    """One paragraph that shows something.

    `level` is 1–9 for headings; `role` "title", "subtitle", "caption" or empty; `size` in
    half points; `number` belongs to list and numbered paragraphs.
    """

    html: str
    text: str
    level: int | None = None
    role: str = ""
    centred: bool = False
    bold: bool = False
    size: int | None = None
    number: Number | None = None


@dataclass(slots=True)
class Picture:
    """One picture at its place; `image` is an index into the document's images."""

    image: int
    alt: str
    caption: str = ""


@dataclass(slots=True)
class Cell:
    """One cell of a grid; `pieces` is its content."""

    pieces: list["Piece"]
    colspan: int = 1
    rowspan: int = 1
    header: bool = False


@dataclass(slots=True)
class Grid:
    """One table."""

    rows: list[list[Cell]]
    caption: str = ""


Piece: TypeAlias = Line | Picture | Grid


@dataclass(slots=True)
class Tally:
    """What was left out, counted by its Chinese label, and what the editor should check."""

    counts: Counter[str] = field(default_factory=Counter)
    details: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def drop(self, what: str, detail: str = "", count: int = 1) -> None:
        """Count something that is not in the draft."""
        self.counts[what] += count
        known = self.details.setdefault(what, [])
        if detail and detail not in known and len(known) < 5:
            known.append(detail[:200])

    def warn(self, sentence: str) -> None:
        """Add a sentence for the editor, once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def report(self) -> list[dict[str, Any]]:
        """The entries for `WordDocument.dropped`, in the order they were met."""
        return [
            {"what": what, "count": count, "detail": "；".join(self.details.get(what, []))}
            for what, count in self.counts.items()
        ]
