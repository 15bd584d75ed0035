"""Reads tables: merged cells, header rows, and tables that only lay out pictures."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from columns.word.names import Element, child_value, q, switch, whole
from columns.word.pieces import Cell, Grid, Line, Picture, Piece
from columns.word.reading import Scope

_WRAPPERS = {q("w:sdt"), q("w:sdtContent"), q("w:customXml"), q("w:ins"), q("w:moveTo")}
_CAPTION_LENGTH = 80
_BOLD_HEADERS = 3
_SPAN_LIMIT = 9_999


@dataclass(slots=True)
class _Slot:
    """One cell before merging: its place in Word's grid from `start` to `end`."""

    start: int
    end: int
    pieces: list[Piece]
    continues: bool = False
    rows: int = 1


@dataclass(slots=True)
class _Row:
    slots: list[_Slot] = field(default_factory=list)
    header: bool = False


def read_table(table: Element, scope: Scope) -> list[Piece]:
    """A grid, or the content itself when the table is only a frame or a picture layout."""
    columns = len(table.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}"))
    rows = [_read_row(row, scope, columns) for row in _children(table, q("w:tr"))]
    rows = [row for row in rows if row.slots]
    _merge_down(rows)
    rows = [row for row in rows if row.slots]
    if not rows:
        return []
    slots = [slot for row in rows for slot in row.slots]
    if len(slots) == 1 or _is_frame(rows):
        return [piece for slot in slots for piece in slot.pieces]
    if _is_picture_layout(slots):
        return _picture_layout(rows)
    if not any(slot.pieces for slot in slots):
        scope.reading.tally.drop("空白表格")
        return []
    return _as_grid(rows, scope)


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Rows or cells, also those inside content controls; deleted ones are left out."""
    for child in parent:
        if child.tag == tag:
            if not _is_deleted(child):
                yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _is_deleted(element: Element) -> bool:
    row, cell = element.find(q("w:trPr")), element.find(q("w:tcPr"))
    removed = row is not None and row.find(q("w:del")) is not None
    return removed or (cell is not None and cell.find(q("w:cellDel")) is not None)


def _read_row(row: Element, scope: Scope, columns: int) -> _Row:
    properties = row.find(q("w:trPr"))
    cells = list(_children(row, q("w:tc")))
    widest = max(columns, len(cells))
    at = whole(child_value(properties, "w:gridBefore"), 0, 0, widest)
    read = _Row(header=bool(switch(properties, "w:tblHeader")))
    if at and cells:
        read.slots.append(_Slot(0, at, []))  # an indented row keeps its place in HTML
    for cell in cells:
        scope.reading.count(cells=1)
        setting = cell.find(q("w:tcPr"))
        span = whole(child_value(setting, "w:gridSpan"), 1, 1, widest)
        pieces = scope.nested(cell)
        if _merge_state(setting, "w:hMerge") == "continue" and read.slots:
            read.slots[-1].end = at + span
            read.slots[-1].pieces.extend(pieces)
        else:
            continues = _merge_state(setting, "w:vMerge") == "continue"
            read.slots.append(_Slot(at, at + span, pieces, continues))
        at += span
    return read


def _merge_state(setting: Element | None, name: str) -> str:
    """ "restart", "continue" or empty; without a value the cell continues."""
    found = None if setting is None else setting.find(q(name))
    if found is None:
        return ""
    return found.get(q("w:val")) or "continue"


def _merge_down(rows: list[_Row]) -> None:
    """Join cells that continue the one above; text in a hidden part joins it too."""
    above: dict[int, _Slot] = {}
    for row in rows:
        seen: dict[int, _Slot] = {}
        kept = []
        whole_row_continues = all(s.continues and s.start in above for s in row.slots)
        for slot in row.slots:
            opener = above.get(slot.start) if slot.continues else None
            if opener is None:
                seen[slot.start] = slot
                kept.append(slot)
                continue
            opener.pieces.extend(slot.pieces)
            # A row that only continues would be an empty HTML row, so it is left out.
            opener.rows += 0 if whole_row_continues else 1
            seen[slot.start] = opener
        row.slots = kept
        above = seen


def _is_frame(rows: list[_Row]) -> bool:
    """One column around pictures or other tables: a frame, not a table."""
    if any(len(row.slots) != 1 for row in rows):
        return False
    return any(not isinstance(p, Line) for row in rows for p in row.slots[0].pieces)


def _is_picture_layout(slots: list[_Slot]) -> bool:
    """Pictures side by side with short lines of text and nothing else."""
    with_pictures = [s for s in slots if any(isinstance(p, Picture) for p in s.pieces)]
    only_text = [s for s in slots if s.pieces and all(isinstance(p, Line) for p in s.pieces)]
    if not with_pictures or len(only_text) > len(with_pictures):
        return False
    texts = ["".join(p.text for p in s.pieces if isinstance(p, Line)) for s in slots]
    has_tables = any(isinstance(p, Grid) for s in slots for p in s.pieces)
    return not has_tables and all(len(text) <= _CAPTION_LENGTH for text in texts)


def _picture_layout(rows: list[_Row]) -> list[Piece]:
    """Each picture followed by its own words: in its cell, or in the cell below."""
    taken: set[int] = set()
    pieces: list[Piece] = []
    for index, row in enumerate(rows):
        below = {s.start: s for s in rows[index + 1].slots} if index + 1 < len(rows) else {}
        for slot in row.slots:
            if id(slot) in taken:
                continue
            pieces.extend(slot.pieces)
            under = below.get(slot.start)
            if under is None or not slot.pieces or not isinstance(slot.pieces[-1], Picture):
                continue
            if under.pieces and all(isinstance(p, Line) for p in under.pieces):
                taken.add(id(under))
                words = [p.text for p in under.pieces if isinstance(p, Line)]
                slot.pieces[-1].caption = " ".join(" ".join(words).split())
    return pieces


def _as_grid(rows: list[_Row], scope: Scope) -> list[Piece]:
    """The table with the fewest columns that show the same; its pictures follow it."""
    edges = sorted({edge for row in rows for s in row.slots for edge in (s.start, s.end)})
    place = {edge: index for index, edge in enumerate(edges)}
    headers = _header_rows(rows)
    grid: list[list[Cell]] = []
    pictures: list[Picture] = []
    for index, row in enumerate(rows):
        cells = []
        for slot in row.slots:
            pictures.extend(p for p in slot.pieces if isinstance(p, Picture))
            content: list[Piece] = [p for p in slot.pieces if not isinstance(p, Picture)]
            colspan = max(1, place[slot.end] - place[slot.start])
            rowspan = max(1, min(slot.rows, len(rows) - index, _SPAN_LIMIT))
            cells.append(Cell(content, colspan, rowspan, header=index < headers))
        grid.append(cells)
    if pictures:
        scope.reading.tally.warn(f"表格里的 {len(pictures)} 张图片移到了表格后面，请检查位置。")
    if any(isinstance(p, Grid) for row in grid for cell in row for p in cell.pieces):
        scope.reading.tally.drop("表格里的表格", "文字保留在外层单元格里")
    return [Grid(grid), *pictures]


def _header_rows(rows: list[_Row]) -> int:
    """How many rows at the top are headers: marked as such, or all bold."""
    marked = 0
    while marked < len(rows) and rows[marked].header:
        marked += 1
    if marked == len(rows):
        return 0
    if marked:
        return marked
    bold = next((index for index, row in enumerate(rows) if not _all_bold(row)), 0)
    return bold if bold <= _BOLD_HEADERS else 0


def _all_bold(row: _Row) -> bool:
    lines = [piece for slot in row.slots for piece in slot.pieces]
    filled = all(slot.pieces for slot in row.slots)
    return filled and all(isinstance(piece, Line) and piece.bold for piece in lines)
