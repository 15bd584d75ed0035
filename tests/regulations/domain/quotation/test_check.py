"""Quotations of articles: one changed character is told with its place; the same words never are."""

import pytest

from regulations.domain.citations import KnownEdition, KnownInstrument, Library, Reading
from regulations.domain.quotation import check_quotations

ARTICLES = {
    "art-5": "第五条 人人有依法学习技能的权利。",
    "art-6": "第六条 学校应当公开收费项目，接受“家长、学生”监督；不得以任何名目收费。\n"
    "学校终止，应当报告：\n（一）有章程；\n（二）有教师12人。",
}
LIBRARY = Library([KnownInstrument(1, "示范技能法", (), (KnownEdition(2),))], lambda edition: {*ARTICLES, "art-6-1"})


def misquotes(text: str) -> list[tuple[str, str, str]]:
    citations = Reading(LIBRARY).passage(text)
    found = check_quotations(text, citations, lambda edition, anchor: ARTICLES["-".join(anchor.split("-")[:2])])
    assert all(text[m.start : m.end].replace("，", "") in m.quotation for m in found)
    return [(m.anchor, m.written, m.expected) for m in found]


@pytest.mark.parametrize(
    "text",
    [
        "《示范技能法》第五条规定：“人人有依法学习技能的权利。”",
        "《示范技能法》第五条规定，“人人有依法学习技能的权利”，学校照办。",
        "“人人有依法学习技能的权利”（《示范技能法》第五条）。",
        "“人人有依法学习技能的权利。”——《示范技能法》第五条",
        "《示范技能法》第五条规定：「人人有依法学习技能的权利。」",
        '《示范技能法》第六条规定:"学校应当公开收费项目,接受‘家长、学生’监督;不得以任何名目收费."',
        "《示范技能法》第六条规定：“学校应当公开收费项目，接受家长、学生监督……不得以任何名目收费。”",
        "《示范技能法》第六条第一款要求“公开收费项目”，“不得以任何名目收费”。",
        "《示范技能法》第六条规定：“学校终止，应当报告：（一）有章程；(二)有教师１２人。”",
        "《示范技能法》第五条、第六条规定：“人人有依法学习技能的权利。”“不得以任何名目收费。”",
        "《示范技能法》第五条规定，人人有学技能的权力。",
        "《示范技能法》第五条讲的是“人人出彩”。",
        "《示范技能法》第五条写得好。他说：“人人有依法学习技能的权力。”",
        "校长谈到《示范技能法》第五条时说：“这一条让山里的孩子也有了学手艺的机会。”",
        "《示范技能法》第五条规定：“",
        "“”《示范技能法》第五条“”",
    ],
)
def test_the_same_words_and_words_without_marks_are_silent(text):
    assert misquotes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《示范技能法》第五条规定：“人人有依法学习技能的权力。”", ("art-5", "力", "利")),
        ("《示范技能法》第五条规定“人人由依法学习技能的权利”。", ("art-5", "由", "有")),
        ("“人人有依法学习机能的权利”（《示范技能法》第五条）", ("art-5", "机", "技")),
        ("《示范技能法》第六条规定：“学校应公开收费项目。”", ("art-6", "", "当")),
        ("《示范技能法》第六条规定：“学校应当全部公开收费项目。”", ("art-6", "全部", "")),
        ("《示范技能法》第六条规定：“接受‘家长、学身’监督”", ("art-6", "身", "生")),
        ("《示范技能法》第六条规定：“学校应当公开收费项目……不得以任何名义收费。”", ("art-6", "义", "目")),
        ("《示范技能法》第六条要求“公开收费项目”，“不得以任何名目收钱”。", ("art-6", "钱", "费")),
        ("《示范技能法》第五条规定：“工厂应当给每名实习的学生发放饭补。”", ("art-5", "", "")),
    ],
)
def test_a_change_is_told_with_what_the_article_says(text, expected):
    assert misquotes(text) == [expected]


def test_the_place_is_that_of_the_changed_character():
    text = "《示范技能法》第五条规定：“人人有依法学习技能的权力。”"

    (found,) = check_quotations(text, Reading(LIBRARY).passage(text), lambda edition, anchor: ARTICLES[anchor])

    assert (found.start, text[found.start : found.end]) == (text.index("力"), "力")


def test_an_endless_quotation_is_checked_in_no_time():
    text = "《示范技能法》第五条规定：“" + "人人有依法学习技能的权力" * 300 + "”"

    assert len(misquotes(text)) == 1
