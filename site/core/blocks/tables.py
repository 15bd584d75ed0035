"""Tables with merged cells and a caption."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock

# The grid library that Wagtail ships knows no Chinese: its menu is named here.
MENU = {
    "row_above": "在上方插入一行",
    "row_below": "在下方插入一行",
    "col_left": "在左侧插入一列",
    "col_right": "在右侧插入一列",
    "remove_row": "删除这一行",
    "remove_col": "删除这一列",
    "mergeCells": "合并（拆分）单元格",
    "undo": "撤销",
    "redo": "重做",
}
TABLE_OPTIONS = {
    "language": "en-US",
    "mergeCells": True,
    "minSpareRows": 0,
    "startRows": 3,
    "startCols": 3,
    "contextMenu": {"items": {key: {"name": name} for key, name in MENU.items()}},
}
MAX_ROWS, MAX_COLUMNS, MAX_CAPTION = 2_000, 100, 200
HEADER_CHOICES = ("", "row", "column", "both", "neither")


@dataclass(frozen=True, slots=True)
class Cell:
    """One visible cell of a table."""

    text: str
    rowspan: int
    colspan: int
    scope: str


def visible_rows(value: dict[str, Any]) -> list[list[Cell]]:
    """The rows of a table block's stored value as visible cells; cells covered by a merged one are left out."""
    data = value.get("data") or []
    spans = {
        (merge["row"], merge["col"]): (merge.get("rowspan", 1), merge.get("colspan", 1))
        for merge in value.get("mergeCells") or []
    }
    covered = {
        (row + down, column + right)
        for (row, column), (rowspan, colspan) in spans.items()
        for down in range(rowspan)
        for right in range(colspan)
        if down or right
    }
    first_row = bool(value.get("first_row_is_table_header"))
    first_column = bool(value.get("first_col_is_header"))
    rows = []
    for row, cells in enumerate(data):
        rows.append([])
        for column, text in enumerate(cells):
            if (row, column) not in covered:
                scope = "col" if first_row and row == 0 else "row" if first_column and column == 0 else ""
                rows[-1].append(Cell(str(text or ""), *spans.get((row, column), (1, 1)), scope))
    return rows


def checked(value: Any) -> dict[str, Any] | None:
    """A table as the editor's script sends it, reduced to what we show; raises ValueError for any other shape.

    Spans outside the grid would cost memory without bound when the table is shown.
    """
    if value is None:
        return None
    data = [[_cell_text(cell) for cell in _list(row, MAX_COLUMNS)] for row in _list(value["data"], MAX_ROWS)]
    if len({len(row) for row in data}) > 1:
        raise ValueError("a ragged table")
    width = len(data[0]) if data else 0
    merges = []
    for merge in _list(value.get("mergeCells") or [], len(data) * width):
        row, column, down, right = (int(merge[name]) for name in ("row", "col", "rowspan", "colspan"))
        if min(row, column) < 0 or min(down, right) < 1 or row + down > len(data) or column + right > width:
            raise ValueError("a merged cell reaches outside the table")
        merges.append({"row": row, "col": column, "rowspan": down, "colspan": right})
    choice = value.get("table_header_choice") or ""
    choice = "column" if choice == "col" else choice  # how Wagtail completes tables of before its version 6
    if choice not in HEADER_CHOICES:
        raise ValueError("unknown header choice")
    return {
        "data": data,
        "mergeCells": merges,
        "table_header_choice": choice,
        "first_row_is_table_header": choice in ("row", "both"),
        "first_col_is_header": choice in ("column", "both"),
        "table_caption": _cell_text(value.get("table_caption"))[:MAX_CAPTION],
    }


def _list(value: Any, limit: int) -> list:
    if not isinstance(value, list) or len(value) > limit:
        raise ValueError("not a list, or too long")
    return value


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str | int | float) or "\0" in str(value):
        raise ValueError("a cell is no text")
    return str(value)


class TableBlock(WagtailTableBlock):
    """A table as editors know it from spreadsheets; readers get real header cells and a caption."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("table_options", TABLE_OPTIONS)
        super().__init__(**kwargs)

    class Meta:
        label = "表格"
        icon = "table"
        template = "core/blocks/table.html"

    def value_from_form(self, value: str) -> dict[str, Any] | None:
        """The posted JSON, checked."""
        return checked(json.loads(value))

    def render(self, value: Any, context: dict[str, Any] | None = None) -> str:
        """Render with our own template: merged cells, scopes, a caption."""
        if not value:
            return ""
        return blocks.Block.render(self, value, context)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the visible rows."""
        context = blocks.Block.get_context(self, value, parent_context)
        context.update(rows=visible_rows(value), caption=value.get("table_caption") or "")
        return context

    def clean(self, value: Any) -> Any:
        """Publishing needs at least one filled cell."""
        value = super().clean(value)
        if not self.is_deferred_validation and value and not any(any(row) for row in value.get("data") or []):
            raise ValidationError("表格是空的：请填写，或删去这个表格。")
        return value
