"""Hits are marked in the text as it was written."""

import pytest

from search.analysis.query import parse
from search.highlight import excerpt, marked, patterns_of


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("产教融合", "產教融合共同體", "<mark>產教融合</mark>共同體"),
        ("班墨学院", "“班·墨学院”", "“<mark>班·墨学院</mark>”"),
        ("第14条", "依照第十四条办理", "依照<mark>第十四条</mark>办理"),
        ("第32条", "第 32 条", "<mark>第 32 条</mark>"),
        ("ai", "ＡＩ助教", "<mark>ＡＩ</mark>助教"),
        ("学徒", "a<b>学徒</b>", "a&lt;b&gt;<mark>学徒</mark>&lt;/b&gt;"),
        ("量子", "没有", "没有"),
    ],
)
def test_marks(query, text, shown):
    assert marked(text, patterns_of(parse(query))) == shown


def test_an_excerpt_surrounds_the_first_place():
    text = "前" * 200 + "学徒" + "后" * 200

    assert excerpt(text, ["学徒"], size=60) == f"……{'前' * 28}<mark>学徒</mark>{'后' * 30}……"
