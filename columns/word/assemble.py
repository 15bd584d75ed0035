"""Turns pieces into the blocks and the HTML of the finished document."""

from html import escape
from typing import Any

from columns.word.captions import attach_captions
from columns.word.lists import in_list, list_html, number_text, numbered_html, take_list
from columns.word.markup import figure, plain, sanitised
from columns.word.pictures import PictureShelf
from columns.word.pieces import Cell, Grid, Line, Picture, Piece

_HEADING_LENGTH = 120
_CELL_GAP = "　"


def make_blocks(pieces: list[Piece], shelf: PictureShelf) -> list[dict[str, Any]]:
    """The blocks of `WordDocument` for pieces in reading order."""
    pieces = attach_captions(pieces)
    top = min((_level(p) for p in pieces if isinstance(p, Line) and _level(p)), default=1)
    blocks: list[dict[str, Any]] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if isinstance(piece, Line) and in_list(piece):
            taken = take_list(_lines_from(pieces, index))
            blocks.append(_list_block(taken))
            index += len(taken)
            continue
        if isinstance(piece, Line):
            blocks.append(_line_block(piece, top))
        elif isinstance(piece, Picture):
            shelf.describe(piece.image, piece.alt, piece.caption)
            blocks.append({"type": "image", "image": piece.image, "caption": piece.caption, "alt": piece.alt})
        else:
            blocks.append(_table_block(piece))
        index += 1
    return blocks


def whole_html(blocks: list[dict[str, Any]], shelf: PictureShelf) -> str:
    """All blocks as one HTML text; notes are added by the caller."""
    parts = []
    for block in blocks:
        if block["type"] == "heading":
            parts.append(f"<h{block['level']}>{block['html']}</h{block['level']}>")
        elif block["type"] == "paragraph":
            parts.append(f"<p>{block['html']}</p>")
        elif block["type"] == "image":
            image = shelf.images[block["image"]]
            parts.append(figure(image.file, block["alt"], block["caption"]))
        else:
            parts.append(block["html"])
    return "\n".join(parts)


def inline_html(pieces: list[Piece]) -> str:
    """Pieces as they stand in a table cell or a note: lines, lists, flattened tables."""
    html = ""
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if isinstance(piece, Line) and in_list(piece):
            taken = take_list(_lines_from(pieces, index))
            html += list_html(taken)
            index += len(taken)
            continue
        words = ""
        if isinstance(piece, Line):
            words = numbered_html(piece)
        elif isinstance(piece, Grid):
            words = "<br>".join(
                _CELL_GAP.join(filter(None, (inline_html(cell.pieces) for cell in row))) for row in piece.rows
            )
            words = f"{escape(piece.caption, quote=False)}<br>{words}" if piece.caption else words
        if words:
            html += ("<br>" if html and not html.endswith(("</ul>", "</ol>")) else "") + words
        index += 1
    return html


def _lines_from(pieces: list[Piece], start: int) -> list[Line]:
    """The unbroken run of lines that begins at `start`."""
    lines: list[Line] = []
    for piece in pieces[start:]:
        if not isinstance(piece, Line) or piece.number is None:
            break
        lines.append(piece)
    return lines


def _level(line: Line) -> int:
    """The heading level of a line, 0 for body text; later title lines are top headings."""
    if len(line.text) > _HEADING_LENGTH:
        return 0
    return line.level or (1 if line.role == "title" else 0)


def _line_block(line: Line, top: int) -> dict[str, Any]:
    html = sanitised(numbered_html(line))
    if not _level(line):
        return {"type": "paragraph", "html": html}
    html = html.replace("<b>", "").replace("</b>", "").replace("<br>", " ")
    number = "" if line.number is None else plain(number_text(line))
    text = number + " ".join(line.text.split())
    return {"type": "heading", "level": min(4, 2 + _level(line) - top), "text": text, "html": html}


def _list_block(lines: list[Line]) -> dict[str, Any]:
    first = lines[0].number
    ordered = first is not None and first.kind == "ordered"
    return {"type": "list", "ordered": ordered, "html": sanitised(list_html(lines))}


def _table_block(grid: Grid) -> dict[str, Any]:
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
    caption = f"<caption>{escape(grid.caption, quote=False)}</caption>" if grid.caption else ""
    head = next((i for i, row in enumerate(grid.rows) if not row or not row[0].header), len(rows))
    html = f"<table>{caption}"
    if head:
        html += "<thead>" + "".join(_row_html(row) for row in rows[:head]) + "</thead>"
    html += "<tbody>" + "".join(_row_html(row) for row in rows[head:]) + "</tbody></table>"
    return {"type": "table", "caption": grid.caption, "html": sanitised(html), "rows": rows}


def _cell(cell: Cell) -> dict[str, Any]:
    html = sanitised(inline_html(cell.pieces))
    return {
        "text": _cell_text(cell.pieces),
        "html": html,
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "header": cell.header,
    }


def _cell_text(pieces: list[Piece]) -> str:
    """The words of a cell, one line for each paragraph, with list numbers in front."""
    lines = []
    for piece in pieces:
        if isinstance(piece, Line):
            lines.append(plain(number_text(piece)) + piece.text)
        elif isinstance(piece, Grid):
            rows = [[_cell_text(cell.pieces) for cell in row] for row in piece.rows]
            lines.extend([piece.caption] if piece.caption else [])
            lines.extend(_CELL_GAP.join(filter(None, row)) for row in rows)
    return "\n".join(lines)


def _row_html(row: list[dict[str, Any]]) -> str:
    cells = []
    for cell in row:
        tag = "th" if cell["header"] else "td"
        spans = "".join(f' {n}="{cell[n]}"' for n in ("colspan", "rowspan") if cell[n] > 1)
        cells.append(f"<{tag}{spans}>{cell['html']}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"
