"""Tables for spreadsheets, as workbook or CSV: text stays text, whatever somebody wrote into a form."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from core.machines.clean import xml_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet may take for the beginning of a formula or a command.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
Row = Sequence[str | int]


def plain(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula, when this file or a copy of it is opened."""
    text = xml_text(text)
    return f"'{text}" if text.lstrip(" \u00a0\u3000").startswith(DANGEROUS) else text


def workbook(name: str, headings: Row, rows: Iterable[Row], widths: Sequence[int]) -> bytes:
    """One sheet with bold headings; numbers are numbers, everything else is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.append([_cell(sheet, heading, True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: object, value: str | int, is_bold: bool = False) -> Cell | int:
    if isinstance(value, int):
        return value
    cell = WriteOnlyCell(sheet, value=plain(value))
    cell.data_type = "s"
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def csv_text(headings: Row, rows: Iterable[Row]) -> str:
    """The same as CSV, with the mark by which spreadsheets know UTF-8."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in [headings, *rows]:
        writer.writerow([value if isinstance(value, int) else plain(value) for value in row])
    return "\ufeff" + out.getvalue()
