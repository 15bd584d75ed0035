"""Headings from styles, and where the title comes from."""

from collections.abc import Callable

import pytest

from tests.support.ooxml import Docx, cell, para, row, run, style, table

CENTRED = '<w:jc w:val="center"/>'
BIG = '<w:b/><w:sz w:val="44"/>'
BIG_HEAD = para(run("山东省教育厅文件", BIG), properties=CENTRED)
BIG_TITLE = para(run("关于培训的通知", BIG), properties=CENTRED)


def picture_layout() -> str:
    """A table between two lines that look like one title."""
    return table(row(cell("甲"), cell("乙")))


BODY = para("为深入贯彻落实有关文件精神，现就开展全省职业院校教师培训工作的有关事项通知如下，请认真组织实施。")


@pytest.mark.parametrize("name", ["heading 1", "Heading 1", "标题 1", "标题1", "標題 1", "Überschrift 1"])
def test_localised_heading_names(read: Callable, name: str) -> None:
    result = read(
        Docx(body=para("题", style="T") + para("背景", style="x"), styles=style("T", "Title") + style("x", name))
    )

    assert result.blocks == [{"type": "heading", "level": 2, "text": "背景", "html": "背景"}]


def test_heading_levels_come_from_chains_outline_levels_and_ids(read: Callable) -> None:
    styles = (
        style("T", "Title") + style("2", "heading 1") + style("mine", "我的小标题", based_on="2")
        + style("out", "章", inner='<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
        + style("off", "不算", inner='<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', based_on="2")
    )  # fmt: skip
    names = ["2", "mine", "out", "Heading3", "标题5", "off"]

    result = read(Docx(body=para("题", style="T") + "".join(para("节", style=s) for s in names), styles=styles))

    assert [b.get("level") for b in result.blocks] == [2, 2, 3, 4, 4, None]


def test_levels_start_at_two_whatever_the_author_used(read: Callable) -> None:
    body = para("题", style="Title") + para("甲", style="Heading2") + para("乙", style="Heading3")

    assert [b["level"] for b in read(Docx(body=body)).blocks] == [2, 3]


def test_a_style_loop_ends(read: Callable) -> None:
    styles = style("a", "甲", based_on="b") + style("b", "乙", based_on="a")

    assert read(Docx(body=para("题", style="Title") + para("文", style="a"), styles=styles)).html == "<p>文</p>"


@pytest.mark.parametrize("name", ["Title", "标题", "题目"])
def test_title_style(read: Callable, name: str) -> None:
    result = read(Docx(body=para("前言") + para("关于培训的通知", style="t") + BODY, styles=style("t", name)))

    assert (result.title, len(result.blocks)) == ("关于培训的通知", 2)


def test_title_in_two_paragraphs_or_lines_is_one(read: Callable) -> None:
    two = para("关于开展", style="Title") + para("教师培训的通知", style="Title") + BODY
    broken = para("关于开展", "<w:r><w:br/></w:r>", "教师培训的通知", style="Title") + BODY

    assert [read(Docx(body=b)).title for b in (two, broken)] == ["关于开展教师培训的通知"] * 2


@pytest.mark.parametrize(
    ("core", "body", "title", "kept"),
    [
        ("培训通知", para("培训通知") + BODY, "培训通知", 1),
        ("培训通知", BODY, "培训通知", 1),
        ("Microsoft Word - 文档1.doc", para("真标题") + BODY, "真标题", 1),
        ("旧模板标题", para("真标题", style="Heading1") + BODY, "真标题", 1),
        ("", para("真标题", style="Heading1") + BODY + para("小节", style="Heading1"), "真标题", 2),
        ("", para(run("真标题", "<w:b/>"), properties=CENTRED) + BODY, "真标题", 1),
        ("", para(run("真标题", '<w:sz w:val="44"/>'), properties=CENTRED) + BODY, "真标题", 1),
        ("", para("一、背景", style="Heading1") + BODY, "一、背景", 2),
        ("", BIG_HEAD + para("鲁教职函〔2024〕17号", properties=CENTRED) + BIG_TITLE + BODY, "关于培训的通知", 3),
        ("", BIG_TITLE + picture_layout() + BIG_TITLE + BODY, "关于培训的通知", 3),
        ("", BODY, "为深入贯彻落实有关文件精神", 1),
    ],
)
def test_title_order(read: Callable, core: str, body: str, title: str, kept: int) -> None:
    result = read(Docx(body=body, title=core))

    assert (result.title, len(result.blocks)) == (title, kept)


def test_a_document_without_text_has_no_title_and_says_so(read: Callable) -> None:
    result = read(Docx(body="<w:p/>"))

    assert (result.title, result.html) == ("", "")
    assert result.warnings == ["没有找到标题，请填写。", "文档里没有可以导入的正文。"]
