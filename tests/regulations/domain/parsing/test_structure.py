"""Structure of official texts: what is an article, a heading, an item, an annex, and what only looks like one."""

from textwrap import dedent

import pytest

from regulations.domain.parsing import ParsedInstrument, parse_instrument


def parse(text: str, is_markdown: bool = False) -> ParsedInstrument:
    """The structure of a specimen written with the indentation of the test."""
    return parse_instrument(dedent(text), is_markdown)


def outline(parsed: ParsedInstrument, *levels: str) -> list[tuple[str, str, str]]:
    """Anchor, number and heading or text of the provisions of these levels."""
    return [(p.anchor, p.number, p.heading or p.text) for p in parsed.provisions if p.level in levels]


CIVIL = """\
# 示范法典

2020年5月28日 第十三届全国人民代表大会第三次会议通过

<!-- INFO END -->

## 第一编 总则

### 第一章 基本规定

第一条 甲。

## 第二编 物权

### 第一分编 通则

#### 第一章 一般规定

第二条 乙。

##### 第一节 登记

第三条 丙。

### 第二分编 所有权

#### 第二章 权利

第四条 丁。

## 附则

第五条 本法自2021年1月1日起施行。
"""


def test_parts_subparts_chapters_and_sections_nest():
    parsed = parse(CIVIL, is_markdown=True)

    assert outline(parsed, "part", "subpart", "chapter", "section", "division") == [
        ("part-1", "第一编", "总则"),
        ("part-1-ch-1", "第一章", "基本规定"),
        ("part-2", "第二编", "物权"),
        ("part-2-sub-1", "第一分编", "通则"),
        ("part-2-sub-1-ch-1", "第一章", "一般规定"),
        ("part-2-sub-1-ch-1-sec-1", "第一节", "登记"),
        ("part-2-sub-2", "第二分编", "所有权"),
        ("part-2-sub-2-ch-2", "第二章", "权利"),
        ("div-1", "", "附则"),
    ]
    assert parsed.problems == []


def test_paragraphs_items_and_subitems_have_anchors_of_their_own():
    parsed = parse("""\
        示范条例
        第一条　为了示范。
        第二条　下列情形适用：
        （一）甲；
        （二）乙：
        1.子；
        2．丑。
        （三）丙。
        前款规定的除外。
        (一)丁；
        (二)戊。
        """)

    assert outline(parsed, "paragraph", "item", "subitem")[1:] == [
        ("art-2-1", "", "下列情形适用："),
        ("art-2-1-1", "（一）", "甲；"),
        ("art-2-1-2", "（二）", "乙："),
        ("art-2-1-2-1", "1.", "子；"),
        ("art-2-1-2-2", "2．", "丑。"),
        ("art-2-1-3", "（三）", "丙。"),
        ("art-2-2", "", "前款规定的除外。"),
        ("art-2-2-1", "(一)", "丁；"),
        ("art-2-2-2", "(二)", "戊。"),
    ]


def test_an_unnumbered_line_between_two_items_belongs_to_the_first():
    parsed = parse("""\
        示范条例
        第一条　下列情形适用：
        （一）甲：
        包括乙。
        （二）丙。
        """)

    assert outline(parsed, "item") == [("art-1-1-1", "（一）", "甲：\n包括乙。"), ("art-1-1-2", "（二）", "丙。")]
    assert parsed.body_lines() == ["第一条　下列情形适用：", "（一）甲：", "包括乙。", "（二）丙。"]


def test_articles_of_an_amendment_stand_between():
    parsed = parse("示范法\n第一条　甲。\n第二条　乙。\n第二条之一　丙。\n第二条之二　丁。\n第三条　戊。")

    assert [anchor for anchor, *_ in outline(parsed, "article")] == ["art-1", "art-2", "art-2_1", "art-2_2", "art-3"]
    assert parsed.problems == []


@pytest.mark.parametrize(
    "line",
    [
        "第三条规定的情形，从其规定。",
        "第三条、第四条规定的除外。",
        "第三条第二款所列单位配合。",
        "第三条　第二款所列单位配合。",
        "第三条的规定适用于甲。",
        "第三条和第四条同时适用。",
        "第三章规定的情形除外。",
        "第三条至第五条不适用。",
    ],
)
def test_a_line_that_speaks_of_an_article_is_a_paragraph(line):
    parsed = parse(f"示范法\n第一条　甲。\n第二条　乙。\n{line}\n第三条　丙。")

    assert [anchor for anchor, *_ in outline(parsed, "article")] == ["art-1", "art-2", "art-3"]
    assert ("art-2-2", "", line) in outline(parsed, "paragraph")
    assert parsed.problems == []


def test_numbers_without_a_blank_are_articles_when_they_are_in_turn():
    parsed = parse("示范法\n第一条为了示范。\n第二条中华人民共和国公民适用。\n第三条以暴力示范的，处罚。")

    assert [text for _, _, text in outline(parsed, "paragraph")] == [
        "为了示范。",
        "中华人民共和国公民适用。",
        "以暴力示范的，处罚。",
    ]


def test_numbers_with_blanks_inside_arabic_digits_and_text_on_the_next_line():
    parsed = parse("示范规定\n第一条（目的）\n为了示范。\n第 二 条　乙。\n第3条 丙。\n第四条\n丁。")

    assert outline(parsed, "article") == [
        ("art-1", "第一条", "（目的）"),
        ("art-2", "第 二 条", ""),
        ("art-3", "第3条", ""),
        ("art-4", "第四条", ""),
    ]
    assert [text for _, _, text in outline(parsed, "paragraph")] == ["为了示范。", "乙。", "丙。", "丁。"]


def test_contents_before_the_body_are_no_headings_of_it():
    parsed = parse("""\
        示范法
        目　录
        第一章　总则………1
        　第一节　一般
        第二章　分则………9
        附　则
        第一章　总　则
        第一节　一般
        第一条　甲。
        第二章　分则
        第二条　乙。
        附　则
        第三条　丙。
        """)

    assert [number for _, number, _ in outline(parsed, "chapter", "section")] == ["第一章", "第一节", "第二章"]
    assert len(parsed.contents) == 5
    assert parsed.problems == []


def test_a_heading_that_only_the_contents_name_is_told():
    parsed = parse("""\
        示范法
        目　录
        第一章　总则
        第二章　分则
        第三章　罚则
        第一章　总则
        第一条　甲。
        第三章　罚则
        第二条　乙。
        """)

    assert [(p.code, p.line) for p in parsed.problems] == [("missing_heading", 4), ("heading_gap", 8)]


def test_a_title_of_a_chapter_on_its_own_line_is_its_title():
    parsed = parse("示范法\n第一章\n总　则\n第一条　甲。")

    assert outline(parsed, "chapter") == [("ch-1", "第一章", "总　则")]
    assert parsed.body_lines() == ["第一章", "总　则", "第一条　甲。"]


def test_preamble_annex_and_signature_are_kept_apart():
    parsed = parse("""\
        示范基本法
        序　言
        很久以前。
        第一章　总则
        第一条　甲。
        示范委员会
        2024年3月1日
        附件一：
        名单
        甲、乙
        附件二　办法
        第一条　子。
        第二条　丑。
        """)

    assert outline(parsed, "preamble", "signature", "annex", "annex_text") == [
        ("pre-1", "", "很久以前。"),
        ("sign-1", "", "示范委员会"),
        ("sign-2", "", "2024年3月1日"),
        ("annex-1", "附件一", ""),
        ("annex-1-p-1", "", "名单"),
        ("annex-1-p-2", "", "甲、乙"),
        ("annex-2", "附件二", "办法"),
    ]
    assert [anchor for anchor, *_ in outline(parsed, "article")] == ["art-1", "annex-2-art-1", "annex-2-art-2"]
    assert parsed.problems == []


def test_an_article_quoted_by_an_amendment_is_no_article_of_it():
    parsed = parse("""\
        示范法修正案
        第三十二条　甲修改为“乙”。
        第三十三条　增加两条。内容如下：
        第七节　监察
        第一百二十三条　子。
        第一百二十四条　丑。
        第三十四条　丙。
        """)

    assert [number for _, number, _ in outline(parsed, "article")] == ["第三十二条", "第三十三条", "第三十四条"]
    assert parsed.problems == []
    assert [(p.code, p.line) for p in parsed.remarks] == [("article_gap", 2)]


def test_headings_of_other_kinds_stand_above_articles():
    parsed = parse(
        """\
        # 示范解释

        ## 一、关于一般规定

        **第一条** 甲。

        二、其他

        第二条 乙。
        """,
        is_markdown=True,
    )

    assert outline(parsed, "division") == [("div-1", "一、", "关于一般规定"), ("div-2", "二、", "其他")]
    assert [text for _, _, text in outline(parsed, "paragraph")] == ["甲。", "乙。"]


def test_numbers_above_a_thousand_are_numbers():
    lines = "\n".join(f"第{n}条 甲。" for n in ("九百九十九", "一千", "一千零一", "一千零二"))

    parsed = parse(f"示范法典\n{lines}")

    assert [p.ordinal for p in parsed.provisions if p.level == "article"] == [999, 1000, 1001, 1002]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("一 二 四", [("article_gap", 4, "“第四条”之前缺第三条。")]),
        ("一 二 五 六", [("article_gap", 4, "“第五条”之前缺第三条至第四条。")]),
        ("一 二 二 三", [("article_repeat", 4, "“第二条”重复：第 3 行已经有这一条。")]),
        ("一 二 九十 三 四", [("article_order", 4, "“第九十条”的次序不对：前后条号与它不连续。")]),
        ("二 三", [("article_gap", 2, "“第二条”之前缺第一条。")]),
    ],
)
def test_wrong_numbers_are_told_and_left_as_they_are(numbers, expected):
    lines = [f"第{number}条　甲。" for number in numbers.split()]

    parsed = parse("示范法\n" + "\n".join(lines))

    assert [(p.code, p.line, p.message) for p in parsed.problems] == expected
    assert parsed.body_lines() == lines


def test_missing_and_repeated_chapters_sections_and_items_are_told():
    parsed = parse("""\
        示范法
        第一章　甲
        第一条　下列：
        （一）子；
        （三）丑。
        第三章　乙
        第二节　丙
        第二条　丁。
        第三章　戊
        第三条　己。
        """)

    assert [(p.code, p.line) for p in parsed.problems] == [
        ("item_gap", 5),
        ("heading_gap", 6),
        ("heading_gap", 7),
        ("heading_repeat", 9),
    ]
