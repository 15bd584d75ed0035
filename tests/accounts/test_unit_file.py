"""Reading files of units: every encoding that offices write, and every way to get it wrong."""

import io
import zipfile

import pytest

from accounts.domain.unit_file import COLUMNS, MAX_BYTES, MAX_LINES, UnitLine, UnreadableFile, read_unit_file

HEADING = ",".join(COLUMNS)
SCHOOL = "鹊华信息工程学校,鹊华信工,学校,普通中专,济南市,天桥区,鹊华电校;鹊华中专,示例举办单位,"
CELLS = dict(zip(COLUMNS, SCHOOL.split(","), strict=True))


def problems(text: str) -> list[str]:
    return [str(problem) for problem in read_unit_file(text.encode())[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_encodings_and_line_ends(encoding, end):
    content = f"{HEADING}{end}{SCHOOL}{end}".encode(encoding)

    assert read_unit_file(content) == ([UnitLine(2, CELLS)], [])


def test_columns_stand_in_any_order():
    order = COLUMNS[::-1]
    content = f"{','.join(order)}\n{','.join(CELLS[name] for name in order)}\n"

    assert read_unit_file(content.encode()) == ([UnitLine(2, CELLS)], [])


def test_quotes_blank_lines_and_trailing_empty_cells_count_for_nothing():
    content = f'{HEADING},,\n\n"鹊华信息工程学校", 鹊华信工\u3000,{SCHOOL.split(",", 2)[2]},,\n,,,,,,,,\n'

    assert read_unit_file(content.encode()) == ([UnitLine(3, CELLS)], [])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件是空的。"),
        (b"\xef\xbb\xbf \r\n,,,\r\n", "文件是空的。"),
        (HEADING.encode(), "只有表头，没有单位。"),
        (
            "名称;简称;性质\n甲;乙;学校\n".encode(),
            "第1行：列与列之间要用英文逗号隔开。请另存为“CSV（逗号分隔）”再导入。",
        ),
        ("名称\t简称\n".encode(), "第1行：列与列之间要用英文逗号隔开。请另存为“CSV（逗号分隔）”再导入。"),
        ("名称，简称\n".encode(), "第1行：列与列之间要用英文逗号隔开。请另存为“CSV（逗号分隔）”再导入。"),
        (f"{HEADING}\n甲".encode("utf-16"), "文件是 UTF-16 编码。请另存为“CSV UTF-8（逗号分隔）”再导入。"),
        (b"\xff\xfa\x80\x81,\xff\n", "认不出文件的编码。请另存为“CSV UTF-8（逗号分隔）”再导入。"),
        (f'{HEADING}\n"甲,乙\n'.encode(), "第2行：这一行的引号不成对，或者一格太长。请检查后重新保存。"),
        (f"{HEADING}\n{'甲' * 200_000},\n".encode(), "第2行：这一行的引号不成对，或者一格太长。请检查后重新保存。"),
        (b"x" * (MAX_BYTES + 1), "文件超过2 MB。请分成几个文件。"),
        (f"{HEADING}\n{'甲,,,,,,,,' + chr(10)}".encode() * 1, None),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, message):
    if message is None:
        assert len(read_unit_file(content)[0]) == 1
        return
    with pytest.raises(UnreadableFile) as caught:
        read_unit_file(content)

    assert str(caught.value.problem) == message


def test_an_excel_file_under_the_name_of_a_csv():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")

    with pytest.raises(UnreadableFile, match="这是 Excel 文件"):
        read_unit_file(content.getvalue())


def test_too_many_lines():
    content = f"{HEADING}\n" + "甲,,学校,,,,,,\n" * (MAX_LINES + 1)

    with pytest.raises(UnreadableFile, match="有5001行，一次最多导入5000行"):
        read_unit_file(content.encode())


def test_a_heading_names_all_its_faults_at_once():
    with pytest.raises(UnreadableFile) as caught:
        read_unit_file("名称,名称,简称,电话,,性质,学校类别,城市,区县,曾用名\n".encode())

    assert str(caught.value.problem) == (
        "第1行：表头不对。缺少的列：举办者、官网；不认识的列：电话、（空）；重复的列：名称。"
        f"表头应为：{HEADING}（次序不限）。"
    )


def test_a_line_with_too_few_or_too_many_cells():
    found = problems(f"{HEADING}\n甲,乙\n{SCHOOL}\n{SCHOOL},多出来的\n")

    tail = "内容里的逗号要用引号括起来，或改成中文逗号。"
    assert found == [f"第2行：有2格，表头有9列。{tail}", f"第4行：有10格，表头有9列。{tail}"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_a_cell_that_looks_like_a_formula(start):
    found = problems(f'{HEADING}\n甲,"{start}cmd|A1",学校,,,,,,\n')

    assert found == [f"第2行，简称：不能以“{start}”开头，表格软件会把它当成公式。"]


@pytest.mark.parametrize("hidden", ["\0", "\x1b", "\u200b", "\u202e", "\ue000", "\ufeff"])
def test_characters_that_nobody_sees(hidden):
    found = problems(f"{HEADING}\n甲{hidden}乙,,学校,,,,,,\n")

    assert found == [f"第2行，名称：有看不见的字符（U+{ord(hidden):04X}），请删去，换行也不行。"]


def test_line_numbers_are_those_of_the_file_even_after_a_cell_with_a_line_break():
    found = problems(f'{HEADING}\n"甲\n乙",,学校,,,,,,\n\n=丙,,学校,,,,,,\n')

    assert found == [
        "第2行，名称：有看不见的字符（U+000A），请删去，换行也不行。",
        "第5行，名称：不能以“=”开头，表格软件会把它当成公式。",
    ]
