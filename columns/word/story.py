"""Reads the blocks of a story: paragraphs, tables and what stands between them."""

from columns.word.container import Relationship
from columns.word.fields import FieldStack
from columns.word.inline import RenderedLine, Token, arrange
from columns.word.names import Element, child_value, q, switch, value, whole
from columns.word.numbering import Number
from columns.word.pieces import Line, Piece
from columns.word.reading import Reading, Scope, chosen_branch
from columns.word.runs import InlineReader, is_inline
from columns.word.styles import ParagraphStyle
from columns.word.tables import read_table

_SKIPPED = {
    q(name)
    for name in (
        "w:sectPr", "w:tcPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:sdtPr", "w:sdtEndPr",
        "w:customXmlPr", "w:del", "w:moveFrom", "w:pPr", "w:rPr",
    )
}  # fmt: skip
_OUTLINE_LENGTH = 60  # longer paragraphs with an outline level are body text


def read_story(root: Element, reading: Reading, links: dict[str, Relationship]) -> list[Piece]:
    """Everything a body or one note shows, in reading order."""
    return read_blocks(root, Scope(reading, links, FieldStack(root), read_blocks))


def read_blocks(parent: Element, scope: Scope) -> list[Piece]:
    """The blocks directly inside a body, note, cell or text box."""
    flow = _Flow(scope)
    for child in parent:
        flow.take(child)
    flow.finish()
    return flow.pieces


class _Flow:
    """Collects pieces; `_carried` is text whose paragraph mark is deleted or hidden."""

    def __init__(self, scope: Scope) -> None:
        self.pieces: list[Piece] = []
        self._scope = scope
        self._carried: list[Token] = []

    def take(self, element: Element) -> None:
        """Read one child; unknown wrappers are read through, so that no text is lost."""
        tag = element.tag
        if tag == q("w:p"):
            self._paragraph(element)
        elif tag == q("w:tbl"):
            self.finish()
            self._table(element)
        elif tag in _SKIPPED:
            return
        elif tag == q("w:sdt"):
            self._content_control(element)
        elif tag in {q("w:altChunk"), q("w:subDoc")}:
            self._scope.reading.tally.drop("嵌入的其他文档")
        elif tag == q("mc:AlternateContent"):
            self._all(chosen_branch(element))
        elif is_inline(element):
            loose = InlineReader(self._scope, None)
            loose.read_one(element)
            self._carried.extend(loose.tokens)
        else:
            self._all(element)

    def finish(self) -> None:
        """Turn carried text that no paragraph follows into a paragraph of its own."""
        tokens, self._carried = self._carried, []
        if tokens:
            self.pieces.extend(arrange(tokens, lambda line: Line(line.html, line.text)))

    def _all(self, parent: Element | None) -> None:
        for child in () if parent is None else parent:
            self.take(child)

    def _table(self, table: Element) -> None:
        pieces = read_table(table, self._scope)
        if self._scope.fields.visible:
            self.pieces.extend(pieces)

    def _content_control(self, control: Element) -> None:
        part = _descend(control, "w:sdtPr", "w:docPartObj")
        gallery = child_value(part, "w:docPartGallery")
        if gallery == "Table of Contents":
            self._scope.reading.tally.drop("目录")
            return
        self._all(control.find(q("w:sdtContent")))

    def _paragraph(self, paragraph: Element) -> None:
        self._scope.reading.count(paragraphs=1)
        properties = paragraph.find(q("w:pPr"))
        style_id = child_value(properties, "w:pStyle")
        reader = InlineReader(self._scope, style_id)
        reader.read(paragraph)
        if _joins_next(properties):
            self._carried.extend(reader.tokens)
            return
        tokens, self._carried = [*self._carried, *reader.tokens], []
        style = self._scope.reading.styles.paragraph(style_id)
        number = self._number(properties, style)
        used = False

        def line(rendered: RenderedLine) -> Piece:
            nonlocal used
            made = _line(rendered, properties, style, reader.size, None if used else number)
            used = True
            return made

        self.pieces.extend(arrange(tokens, line))

    def _number(self, properties: Element | None, style: ParagraphStyle) -> Number | None:
        """Count the paragraph in its list; its own list wins over that of its style."""
        numbering = self._scope.reading.numbering
        own = None if properties is None else properties.find(q("w:numPr"))
        num_id, level = child_value(own, "w:numId"), child_value(own, "w:ilvl")
        if num_id is None and style.number is not None:
            num_id, style_level, style_id = style.number
            linked = numbering.level_of_style(num_id, style_id)
            level = level or (str(linked) if linked is not None else style_level)
        if num_id is None or num_id == "0" or not self._scope.fields.visible:
            return None
        return numbering.advance(num_id, whole(level, 0, 0, 8))


def _descend(element: Element | None, *names: str) -> Element | None:
    for name in names:
        element = None if element is None else element.find(q(name))
    return element


def _joins_next(properties: Element | None) -> bool:
    """Whether the paragraph runs on in the next one: its mark is deleted, or it is a drop cap."""
    mark = _descend(properties, "w:rPr")
    if mark is not None:
        if mark.find(q("w:del")) is not None or mark.find(q("w:moveFrom")) is not None:
            return True
        if switch(mark, "w:vanish") or switch(mark, "w:specVanish"):
            return True
    return (value(_descend(properties, "w:framePr"), "w:dropCap") or "none") != "none"


def _line(
    rendered: RenderedLine,
    properties: Element | None,
    style: ParagraphStyle,
    size: int | None,
    number: Number | None,
) -> Line:
    level = style.level
    outline = child_value(properties, "w:outlineLvl")
    if level is None and not style.role and outline and len(rendered.text) <= _OUTLINE_LENGTH:
        index = whole(outline, 9, 0, 9)
        level = index + 1 if index < 9 else None
    alignment = child_value(properties, "w:jc")
    return Line(
        html=rendered.html,
        text=rendered.text,
        level=level,
        role=style.role,
        centred=style.centred if alignment is None else alignment == "center",
        bold=rendered.all_bold,
        size=size or style.size,
        number=number,
    )
