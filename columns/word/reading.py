"""What every part of the Word reader shares while one file is read."""

from collections.abc import Callable
from dataclasses import dataclass, field

from columns.word import limits
from columns.word.container import Package, Relationship
from columns.word.fields import FieldStack
from columns.word.names import Element, q
from columns.word.numbering import Numbering
from columns.word.pictures import PictureShelf
from columns.word.pieces import Piece, Tally
from columns.word.refusal import WordRefused
from columns.word.styles import Styles

_CONTENT_TAGS = (q("w:t"), q("w:txbxContent"), q("c:chart"), q("dgm:relIds"), q("v:imagedata"))


@dataclass(slots=True)
class Reading:
    """One file: its definitions, its counters and what has been found so far."""

    package: Package
    styles: Styles
    numbering: Numbering
    tally: Tally
    pictures: PictureShelf
    note_numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    note_ids: set[tuple[str, str]] = field(default_factory=set)
    paragraphs: int = 0
    cells: int = 0
    characters: int = 0

    def count(self, paragraphs: int = 0, cells: int = 0, characters: int = 0) -> None:
        """Add to the counters; raises WordRefused at their limits."""
        self.paragraphs += paragraphs
        self.cells += cells
        self.characters += characters
        if self.paragraphs > limits.PARAGRAPHS or self.cells > limits.TABLE_CELLS:
            raise WordRefused("too_complex")
        if self.characters > limits.TEXT_CHARACTERS:
            raise WordRefused("too_long")

    def refer(self, kind: str, note_id: str) -> tuple[int, bool] | None:
        """Number of a note (all notes count together) and whether this is its first reference."""
        key = (kind, note_id)
        if key not in self.note_ids:
            return None
        known = self.note_numbers.get(key)
        if known is not None:
            return known, False
        self.note_numbers[key] = len(self.note_numbers) + 1
        return self.note_numbers[key], True


@dataclass(slots=True)
class Scope:
    """One story (body, one note): its links and fields, and the way to read blocks in it."""

    reading: Reading
    links: dict[str, Relationship]
    fields: FieldStack
    blocks: Callable[[Element, "Scope"], list[Piece]]
    depth: int = 0

    def nested(self, parent: Element) -> list[Piece]:
        """The blocks inside a text box or cell; raises WordRefused when nested too deeply."""
        self.depth += 1
        if self.depth > limits.BLOCK_DEPTH:
            raise WordRefused("too_complex")
        try:
            return self.blocks(parent, self)
        finally:
            self.depth -= 1


def chosen_branch(alternatives: Element) -> Element | None:
    """The one branch of mc:AlternateContent to read: a Choice with content, else the Fallback."""
    choices = alternatives.findall(q("mc:Choice"))
    for choice in choices:
        if any(_is_content(element) for element in choice.iter()):
            return choice
    fallback = alternatives.find(q("mc:Fallback"))
    if fallback is not None:
        return fallback
    return choices[0] if choices else None


def _is_content(element: Element) -> bool:
    if element.tag in _CONTENT_TAGS:
        return True
    return element.tag == q("a:blip") and bool(element.get(q("r:embed")) or element.get(q("r:link")))
