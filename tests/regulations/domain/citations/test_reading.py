"""Citations: where links begin and end, what a text remembers, what junk does."""

import pytest

from regulations.domain.citations import Context, Library, Reading
from tests.regulations.domain.citations.judged import BEFORE, LAW_1996, LAW_2022, TODAY, library


def test_a_link_covers_the_name_and_the_place():
    text = "对照《职业教育法》第五条第一款、第六条，学校补了台账。"

    found = Reading(library(), TODAY).passage(text)

    assert [(text[c.start : c.end], text[c.place_start : c.end]) for c in found] == [
        ("《职业教育法》第五条第一款", "第五条第一款"),
        ("第六条", "第六条"),
    ]


def test_a_range_names_its_end():
    found = Reading(library(), TODAY).passage("《职业教育法》第三至五条、第八条。")

    assert [(c.anchor, c.last_anchor) for c in found] == [("art-3", "art-5"), ("art-5", ""), ("art-8", "")]


def test_a_paragraph_knows_what_the_one_before_named():
    reading = Reading(library(), TODAY)
    reading.passage("《样例市督导条例》公布了。")

    found = reading.passage("条例第六条讲督学。第七条讲经费。")

    assert [(c.instrument, c.anchor) for c in found] == [(4, "art-6"), (4, "art-7")]


def test_a_bare_article_of_the_next_paragraph_is_nobodys():
    reading = Reading(library(), TODAY)
    reading.passage("《样例市督导条例》公布了。")

    assert reading.passage("第六条讲督学。") == []


@pytest.mark.parametrize(("context", "edition"), [(TODAY, LAW_2022), (BEFORE, LAW_1996), (Context(), LAW_2022)])
def test_the_edition_is_that_of_the_day(context, edition):
    (found,) = Reading(library(), context).passage("《职业教育法》第二十条。")

    assert found.edition == edition


def test_a_missing_article_is_told_and_not_linked():
    (found,) = Reading(library(), TODAY).passage("《职教法》第七十条第一款。")

    assert (found.anchor, found.problem) == ("", "《中华人民共和国职业教育法》没有第七十条第一款")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "第",
        "第条",
        "《" * 3000,
        "第一条" * 2000,
        "第" * 5000,
        "第９９９９９９９９９条",
        "\ud800第一条",
        "（" * 5000 + "第一条",
    ],
)
def test_junk_is_read_in_no_time(text):
    assert Reading(library(), TODAY).passage(text) == []


def test_nothing_is_found_where_nothing_is_known():
    assert Reading(Library([], lambda key: set()), TODAY).passage("《职业教育法》第五条。") == []
