"""Reading a CSV file of units: from bytes of unknown origin to lines of text cells."""

import csv
import io
import unicodedata
from dataclasses import dataclass

from accounts.domain.unit_report import Problem

COLUMNS = ("名称", "简称", "性质", "学校类别", "城市", "区县", "曾用名", "举办者", "官网")
MAX_BYTES = 2 * 1024 * 1024
MAX_LINES = 5000
# A spreadsheet runs a cell that starts like this, as soon as somebody opens an export of our list in it.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One line of the file: its number (the first is 1, the heading) and its cells by column."""

    line: int
    cells: dict[str, str]


class UnreadableFile(Exception):
    """The file as a whole cannot be read; `problem` says why."""

    def __init__(self, message: str, line: int | None = None) -> None:
        self.problem = Problem(line, "", message)
        super().__init__(str(self.problem))


def read_unit_file(content: bytes) -> tuple[list[UnitLine], list[Problem]]:
    """The lines of a CSV file (UTF-8 with or without mark, GB18030) and what is wrong with single cells.

    Raises `UnreadableFile` when there is no telling where cells begin and end: wrong format, encoding, delimiter or
    heading, too large, empty.
    """
    records = _records(_text(content))
    heading = _heading(records[0][1])
    if len(records) - 1 > MAX_LINES:
        raise UnreadableFile(f"有{len(records) - 1}行，一次最多导入{MAX_LINES}行。请分成几个文件。")
    lines, problems = [], []
    for number, record in records[1:]:
        line, wrong = _line(number, record, heading)
        problems += wrong
        if line is not None:
            lines.append(line)
    if not lines and not problems:
        raise UnreadableFile("只有表头，没有单位。")
    return lines, problems


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableFile(f"文件超过{MAX_BYTES // 1024 // 1024} MB。请分成几个文件。")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile("这是 Excel 文件。请在表格软件里“另存为”CSV（逗号分隔）再导入。")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile("文件是 UTF-16 编码。请另存为“CSV UTF-8（逗号分隔）”再导入。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip():
            raise UnreadableFile("文件是空的。")
        return text
    raise UnreadableFile("认不出文件的编码。请另存为“CSV UTF-8（逗号分隔）”再导入。")


def _records(text: str) -> list[tuple[int, list[str]]]:
    """(number of the first line, cells) of every record that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, start = [], 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                records.append((start, record))
            start = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile("这一行的引号不成对，或者一格太长。请检查后重新保存。", start) from error
    if not records:
        raise UnreadableFile("文件是空的。")
    return records


def _heading(record: list[str]) -> list[str]:
    names = [cell.strip() for cell in record]
    while names and not names[-1]:
        names.pop()
    if len(names) == 1 and any(mark in names[0] for mark in ";；\t|，、"):
        raise UnreadableFile("列与列之间要用英文逗号隔开。请另存为“CSV（逗号分隔）”再导入。", 1)
    unknown = [name or "（空）" for name in names if name not in COLUMNS]
    missing = [name for name in COLUMNS if name not in names]
    twice = sorted({name for name in names if names.count(name) > 1 and name in COLUMNS}, key=COLUMNS.index)
    faults = [
        f"{what}：{'、'.join(found)}"
        for what, found in (("缺少的列", missing), ("不认识的列", unknown), ("重复的列", twice))
        if found
    ]
    if faults:
        raise UnreadableFile(f"表头不对。{'；'.join(faults)}。表头应为：{','.join(COLUMNS)}（次序不限）。", 1)
    return names


def _line(number: int, record: list[str], heading: list[str]) -> tuple[UnitLine | None, list[Problem]]:
    cells = [cell.strip() for cell in record]
    while len(cells) > len(heading) and not cells[-1]:
        cells.pop()
    if len(cells) != len(heading):
        message = f"有{len(cells)}格，表头有{len(heading)}列。内容里的逗号要用引号括起来，或改成中文逗号。"
        return None, [Problem(number, "", message)]
    problems = []
    for column, cell in zip(heading, cells, strict=True):
        if message := _cell_fault(cell):
            problems.append(Problem(number, column, message))
    return (None if problems else UnitLine(number, dict(zip(heading, cells, strict=True)))), problems


def _cell_fault(cell: str) -> str:
    hidden = next((c for c in cell if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co")), "")
    if hidden:
        return f"有看不见的字符（U+{ord(hidden):04X}），请删去，换行也不行。"
    if cell.startswith(FORMULA_STARTS):
        return f"不能以“{cell[0]}”开头，表格软件会把它当成公式。"
    return ""
