"""The search page finds any two characters of title and body, and nothing that is not public."""

import pytest

from core.listing.filters import Filters
from core.serving.state import current_state
from search.finder import excerpt, find_entries, marked, words_of
from tests.factories import paragraph, story

TITLE = "产线就是考场：黄河口走出“现场工程师”"
BODY = "他把位置用粉笔画在地上，像木匠在料上弹了一根线。"


def found(query: str) -> list[str]:
    return [hit.card.title for hit in find_entries(query, Filters(), "", current_state()).hits]


@pytest.mark.parametrize("text", [TITLE, BODY])
def test_any_two_neighbouring_characters_find_the_entry(column, text):
    story(column, title=TITLE, body=[paragraph(BODY)])
    pairs = {text[n : n + 2] for n in range(len(text) - 1)}

    assert {pair: found(pair) for pair in pairs} == {pair: [TITLE] for pair in pairs}


def test_all_words_must_stand_somewhere(column):
    story(column, title=TITLE, body=[paragraph(BODY)])

    assert [found(q) for q in ("考场 粉笔", "考场 钢笔", "  粉笔　木匠 ")] == [[TITLE], [], [TITLE]]


def test_title_hits_come_before_body_hits(column):
    story(column, title="学徒手记", body=[paragraph("无关的一段。")], slug="a")
    story(column, title="另一篇", body=[paragraph("里面写到学徒。")], slug="b")

    assert found("学徒") == ["学徒手记", "另一篇"]


def test_drafts_and_withdrawn_pages_are_not_found(column):
    story(column, title="只是草稿的考场", live=False)
    withdrawn = story(column, title="撤下的考场")
    withdrawn.unpublish()
    live = story(column, title="公开的考场")
    live.title = "改过而未发布的考卷"
    live.save_revision()

    assert [found(q) for q in ("考场", "考卷")] == [["公开的考场"], []]


@pytest.mark.parametrize("query", ["", " ", "\0", "%", "_", "'\"", "a" * 10_000, "(((", "\\", "😀", "x" * 59 + "《》"])
def test_odd_queries_answer(column, client, query):
    story(column, title=TITLE)

    response = client.get("/search/", {"q": query})

    assert response.status_code == 200


def test_percent_is_a_character_not_a_wildcard(column):
    story(column, title="留用率92%的班")
    story(column, title="没有数字的班", slug="other")

    assert found("2%") == ["留用率92%的班"]


def test_marks_are_put_on_escaped_text():
    assert marked("a<b>学徒</b>", ["学徒", "<b>"]) == "a<mark>&lt;b&gt;</mark><mark>学徒</mark>&lt;/b&gt;"


def test_excerpt_surrounds_the_first_word():
    text = "标题\n" + "前" * 200 + "学徒" + "后" * 200

    assert excerpt(text, ["学徒"]) == "……" + "前" * 30 + "学徒" + "后" * 58 + "……"


def test_words_are_cut_at_space_and_limited():
    assert words_of("一 二\t三\n四　五 六 七") == ["一", "二", "三", "四", "五", "六"]
