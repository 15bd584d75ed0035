"""Tables: merged cells, headers, captions, layout tables, hostile sizes."""

from collections.abc import Callable

import pytest

from tests.support.ooxml import Docx, cell, para, row, run, table

Html = Callable[..., str]
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def body_rows(html: str) -> str:
    return html.removeprefix("<table><tbody>").removesuffix("</tbody></table>")


def test_cells_merged_both_ways(html_of: Html) -> None:
    body = table(
        row(cell("单位", properties=DOWN), cell("名额", properties='<w:gridSpan w:val="2"/>')),
        row(cell(properties=ON), cell("高职"), cell("中职")),
        row(cell("济南"), cell("10"), cell("20")),
        columns=3,
    )

    assert body_rows(html_of(body)) == (
        '<tr><td rowspan="2">单位</td><td colspan="2">名额</td></tr><tr><td>高职</td><td>中职</td></tr>'
        "<tr><td>济南</td><td>10</td><td>20</td></tr>"
    )


def test_old_horizontal_merge(html_of: Html) -> None:
    first = row(cell("宽", properties='<w:hMerge w:val="restart"/>'), cell(properties="<w:hMerge/>"))

    assert body_rows(html_of(table(first, row(cell("左"), cell("右"))))) == (
        '<tr><td colspan="2">宽</td></tr><tr><td>左</td><td>右</td></tr>'
    )


def test_text_in_a_continued_cell_is_kept(html_of: Html) -> None:
    body = table(row(cell("甲", properties=DOWN), cell("乙")), row(cell("藏", properties=ON), cell("丙")))

    assert body_rows(html_of(body)) == '<tr><td rowspan="2">甲<br>藏</td><td>乙</td></tr><tr><td>丙</td></tr>'


def test_rows_that_only_continue_are_left_out(html_of: Html) -> None:
    body = table(
        row(cell("甲", properties=DOWN), cell("乙", properties=DOWN)), row(cell(properties=ON), cell(properties=ON))
    )

    assert body_rows(html_of(body)) == "<tr><td>甲</td><td>乙</td></tr>"


def test_a_row_that_is_left_out_adds_nothing_to_the_spans(html_of: Html) -> None:
    first = row(cell("甲", properties=DOWN), cell("乙", properties=DOWN))
    body = table(first, row(cell(properties=ON), cell(properties=ON)), row(cell("丙"), cell("丁")))

    assert body_rows(html_of(body)) == "<tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr>"


@pytest.mark.parametrize("span", ["999999999", "99999999999999999999", "-3", "x", "0"])
def test_absurd_spans_are_held_to_the_grid(html_of: Html, span: str) -> None:
    body = table(row(cell("宽", properties=f'<w:gridSpan w:val="{span}"/>')), row(cell("左"), cell("右")))

    assert "colspan" not in html_of(body).replace(' colspan="2"', "")


def test_spans_count_only_edges_that_are_used(html_of: Html) -> None:
    two = '<w:gridSpan w:val="2"/>'
    body = table(row(cell("甲", properties=two), cell("乙", properties=two)), columns=4)

    assert body_rows(html_of(body)) == "<tr><td>甲</td><td>乙</td></tr>"


def test_header_rows_marked_or_bold(read: Callable) -> None:
    marked = table(row(cell("甲"), cell("乙"), properties="<w:tblHeader/>"), row(cell("1"), cell("2")))
    bold = table(row(cell(para(run("甲", "<w:b/>"))), cell(para(run("乙", "<w:b/>")))), row(cell("1"), cell("2")))
    plain = table(row(cell("甲"), cell("乙")), row(cell("1"), cell("2")))

    blocks = read(Docx(body=para("题", style="Title") + marked + para("隔") + bold + para("隔") + plain)).blocks

    headers = [[c["header"] for r in b["rows"] for c in r] for b in blocks if b["type"] == "table"]
    assert headers == [[True, True, False, False]] * 2 + [[False] * 4]


def test_block_of_a_table(read: Callable) -> None:
    body = para("题", style="Title") + para("表1　名额分配") + table(row(cell("甲", "乙"), cell(run("丙"))))

    assert read(Docx(body=body)).blocks == [
        {
            "type": "table",
            "caption": "表1 名额分配",
            "html": "<table><caption>表1 名额分配</caption><tbody><tr><td>甲<br>乙</td><td>丙</td></tr></tbody></table>",
            "rows": [[
                {"text": "甲\n乙", "html": "甲<br>乙", "colspan": 1, "rowspan": 1, "header": False},
                {"text": "丙", "html": "丙", "colspan": 1, "rowspan": 1, "header": False},
            ]],
        }
    ]  # fmt: skip


def test_a_single_cell_is_a_frame(html_of: Html) -> None:
    assert html_of(table(row(cell("甲", "乙")), columns=1)) == "<p>甲</p>\n<p>乙</p>"


def test_nested_table_keeps_its_text(read: Callable) -> None:
    inner = table(row(cell("内一"), cell("内二")), row(cell("内三"), cell("内四")))

    result = read(Docx(body=para("题", style="Title") + table(row(cell("外"), cell(inner, para("后"))))))

    assert body_rows(result.html) == "<tr><td>外</td><td>内一　内二<br>内三　内四<br>后</td></tr>"
    assert result.dropped == [{"what": "表格里的表格", "count": 1, "detail": "文字保留在外层单元格里"}]


def test_inserted_rows_stay_and_deleted_rows_go(html_of: Html) -> None:
    body = table(
        row(cell("甲"), cell("乙")),
        row(cell("删"), cell("去"), properties='<w:del w:id="1"/>'),
        row(cell("新"), cell("增"), properties='<w:ins w:id="2"/>'),
    )

    assert body_rows(html_of(body)) == "<tr><td>甲</td><td>乙</td></tr><tr><td>新</td><td>增</td></tr>"


def test_rows_and_cells_in_content_controls(html_of: Html) -> None:
    second = f"<w:sdt><w:sdtContent>{cell('乙')}</w:sdtContent></w:sdt>"
    wrapped = f"<w:sdt><w:sdtContent>{row(cell('甲'), second)}</w:sdtContent></w:sdt>"

    assert body_rows(html_of(table(wrapped))) == "<tr><td>甲</td><td>乙</td></tr>"
