"""The roll of a session as a workbook: text stays text, whatever somebody wrote into the form."""

from io import BytesIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from core.machines.sheets import plain
from lectures.enums import Seat
from lectures.models import Desk, Registration

HEADINGS = ("序号", "编号", "姓名", "单位", "手机号", "邮箱", "状态", "报名时间", "签到时间")
WIDTHS = (6, 12, 12, 28, 16, 28, 10, 18, 18)
TIME = "%Y-%m-%d %H:%M"


def roll_of(desk: Desk) -> bytes:
    """Seats first, then the waiting list in order; cancelled ones are left out."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("报名名单")
    for column, width in zip("ABCDEFGHI", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.append(
        [_cell(sheet, plain(f"{desk.title}　{desk.place}　{timezone.localtime(desk.starts_at):{TIME}}"), True)]
    )
    sheet.append([_cell(sheet, heading, True) for heading in HEADINGS])
    for number, row in enumerate(people_of(desk), 1):
        texts = [row.number, row.name, row.unit_name, row.phone, row.email, str(row.get_state_display())]
        times = [_time(row.created_at), _time(row.checked_in_at)]
        sheet.append([number, *(_cell(sheet, plain(text)) for text in [*texts, *times])])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def people_of(desk: Desk) -> list[Registration]:
    """Those who have a seat or wait for one, in this order."""
    active = Registration.objects.filter(desk=desk).exclude(state=Seat.CANCELLED).order_by("pk")
    return sorted(active, key=lambda registration: registration.state == Seat.WAITING)


def _cell(sheet: object, text: str, is_bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def _time(at: object) -> str:
    return f"{timezone.localtime(at):{TIME}}" if at else ""
