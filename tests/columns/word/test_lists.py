"""List numbers: counted as Word counts, shown as HTML lists or as text, never lost."""

from collections.abc import Callable

import pytest

from columns.word.numerals import numeral
from tests.support.ooxml import Docx, cell, item, levels, numbering, para, row, style, table

Html = Callable[..., str]


@pytest.mark.parametrize(
    ("number_format", "value", "expected"),
    [
        ("decimal", 12, "12"), ("decimalZero", 3, "03"), ("lowerLetter", 27, "aa"), ("upperLetter", 3, "C"),
        ("lowerRoman", 14, "xiv"), ("upperRoman", 1999, "MCMXCIX"), ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"), ("chineseCounting", 105, "一○五"),
        ("chineseCountingThousand", 11, "十一"), ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"), ("chineseCountingThousand", 1001, "一千零一"),
        ("chineseCountingThousand", 20010, "二万零一十"), ("japaneseCounting", 110, "百十"),
        ("ideographDigital", 10, "一〇"), ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"), ("ideographZodiac", 2, "丑"), ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"), ("decimalEnclosedParen", 1, "⑴"), ("decimalFullWidth", 10, "１０"),
        ("ideographEnclosedCircle", 1, "㊀"), ("lowerRoman", 99999, "99999"), ("hebrew1", 4, "4"),
    ],
)  # fmt: skip
def test_numerals(number_format: str, value: int, expected: str) -> None:
    assert numeral(value, number_format) == expected


def test_ordered_list_continues_after_an_interruption(html_of: Html) -> None:
    body = item("甲", 1) + item("乙", 1) + para("间隔。") + item("丙", 1)

    html = html_of(body, numbering=numbering({1: levels(("decimal", "%1."))}))

    assert html == '<ol><li>甲</li><li>乙</li></ol>\n<p>间隔。</p>\n<ol start="3"><li>丙</li></ol>'


def test_nested_lists_keep_type_and_start(html_of: Html) -> None:
    body = item("甲", 1) + item("子一", 1, 1) + item("子二", 1, 1) + item("乙", 1) + item("子三", 1, 1)
    lists = numbering({1: levels(("decimal", "%1."), ("lowerLetter", "%2."), start=3)})

    assert html_of(body, numbering=lists) == (
        '<ol start="3"><li>甲<ol start="3" type="a"><li>子一</li><li>子二</li></ol></li>'
        '<li>乙<ol start="3" type="a"><li>子三</li></ol></li></ol>'
    )


@pytest.mark.parametrize(
    ("number_format", "pattern", "expected"),
    [
        ("chineseCountingThousand", "%1、", "<p>一、甲</p>\n<p>二、乙</p>"),
        ("chineseCounting", "（%1）", "<p>（一）甲</p>\n<p>（二）乙</p>"),
        ("chineseCountingThousand", "第%1条", "<p>第一条 甲</p>\n<p>第二条 乙</p>"),
        ("decimal", "（%1）", "<p>（1）甲</p>\n<p>（2）乙</p>"),
        ("decimal", "%1)", "<p>1) 甲</p>\n<p>2) 乙</p>"),
        ("decimalEnclosedCircle", "%1", "<p>① 甲</p>\n<p>② 乙</p>"),
        ("upperRoman", "%1.", '<ol type="I"><li>甲</li><li>乙</li></ol>'),
        ("bullet", "", "<ul><li>甲</li><li>乙</li></ul>"),
        ("none", "", "<p>甲</p>\n<p>乙</p>"),
    ],
)
def test_formats_become_lists_only_when_html_shows_them(
    html_of: Html, number_format: str, pattern: str, expected: str
) -> None:
    lists = numbering({1: levels((number_format, pattern))})

    assert html_of(item("甲", 1) + item("乙", 1), numbering=lists) == expected


def test_multilevel_numbers(html_of: Html) -> None:
    body = item("总则", 1) + item("目的", 1, 1) + item("范围", 1, 1) + item("附则", 1) + item("解释", 1, 1)
    lists = numbering({1: levels(("chineseCounting", "第%1章"), ("decimal", "%1.%2"))})

    assert html_of(body, numbering=lists) == (
        "<p>第一章 总则</p>\n<p>一.1 目的</p>\n<p>一.2 范围</p>\n<p>第二章 附则</p>\n<p>二.1 解释</p>"
    )


def test_chinese_outline_mixes_text_and_lists(html_of: Html) -> None:
    body = item("总体要求", 1) + item("目标", 1, 1) + item("原则", 1, 1) + item("主要任务", 1) + item("改革", 1, 1)
    lists = numbering({1: levels(("chineseCountingThousand", "%1、"), ("decimal", "%2."))})

    assert html_of(body, numbering=lists) == (
        "<p>一、总体要求</p>\n<ol><li>目标</li><li>原则</li></ol>\n<p>二、主要任务</p>\n<ol><li>改革</li></ol>"
    )


def test_a_level_jumped_over_counts_from_its_start(html_of: Html) -> None:
    lists = numbering({1: levels(("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))})

    assert html_of(item("甲", 1, 2) + item("乙", 1, 1), numbering=lists) == "<p>1.1.1 甲</p>\n<p>1.2 乙</p>"


def test_legal_numbering_turns_all_places_into_digits(html_of: Html) -> None:
    lists = numbering({1: levels(("chineseCounting", "%1"), ("decimal", "%1.%2")).replace(
        '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:isLgl/>')})  # fmt: skip

    assert html_of(item("甲", 1) + item("乙", 1, 1), numbering=lists) == "<p>一 甲</p>\n<p>1.1 乙</p>"


def test_text_numbers_inside_a_list_stay_text(html_of: Html) -> None:
    body = item("甲", 1) + item("子一", 1, 1) + item("子二", 1, 1) + item("乙", 1)
    lists = numbering({1: levels(("decimal", "%1."), ("lowerLetter", "%2)"))})

    assert html_of(body, numbering=lists) == "<ol><li>甲<br>a) 子一<br>b) 子二</li><li>乙</li></ol>"


def test_start_override_restarts_once(html_of: Html) -> None:
    override = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item("甲", 1) + item("乙", 1) + para("又：") + item("丙", 2) + item("丁", 2)

    html = html_of(body, numbering=numbering({1: levels(("decimal", "%1."))}, override))

    assert html == "<ol><li>甲</li><li>乙</li></ol>\n<p>又：</p>\n<ol><li>丙</li><li>丁</li></ol>"


def test_numbers_of_heading_styles_stand_in_the_heading(read: Callable) -> None:
    linked = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="h"/><w:lvlText w:val="%1、"/></w:lvl>'
    )
    heading = style("h", "heading 1", inner='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    body = para("题", style="Title") + para("背景", style="h") + para("做法", style="h")

    result = read(Docx(body=body, styles=heading, numbering=numbering({1: linked})))

    assert [b["text"] for b in result.blocks] == ["一、背景", "二、做法"]


def test_number_switched_off_and_undefined_lists(html_of: Html) -> None:
    lists = numbering({1: levels(("decimal", "%1."))})

    assert html_of(item("甲", 0) + item("乙", 77) + item("丙", 1), numbering=lists) == (
        "<p>甲</p>\n<p>乙</p>\n<ol><li>丙</li></ol>"
    )


def test_lists_in_cells(html_of: Html) -> None:
    body = table(row(cell(item("甲", 1), item("乙", 1)), cell("丙")))

    assert html_of(body, numbering=numbering({1: levels(("bullet", "·"))})) == (
        "<table><tbody><tr><td><ul><li>甲</li><li>乙</li></ul></td><td>丙</td></tr></tbody></table>"
    )
