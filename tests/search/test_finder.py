"""The search page finds any two characters of title and body, and nothing that is not public."""

import pytest

from delivery.outbox import run_all
from search.models import Document
from tests.factories import paragraph, story

TITLE = "产线就是考场：黄河口走出“现场工程师”"
BODY = "他把位置用粉笔画在地上，像木匠在料上弹了一根线。"


@pytest.fixture
def found(client):
    """The titles that the page shows for a query."""

    def ask(query: str, **values: str) -> list[str]:
        return [hit.card.title for hit in client.get("/search/", {"q": query, **values}).context["result"].hits]

    return ask


@pytest.mark.parametrize("text", [TITLE, BODY])
def test_any_two_neighbouring_characters_find_the_entry(column, found, text):
    story(column, title=TITLE, body=[paragraph(BODY)])
    run_all()
    pairs = {text[n : n + 2] for n in range(len(text) - 1) if text[n : n + 2].isalnum()}

    assert {pair: found(pair) for pair in pairs} == {pair: [TITLE] for pair in pairs}


def test_all_words_must_stand_somewhere(column, found):
    story(column, title=TITLE, body=[paragraph(BODY)])
    run_all()

    assert [found(q) for q in ("考场 粉笔", "考场 钢笔", "  粉笔　木匠 ")] == [[TITLE], [], [TITLE]]


def test_title_hits_come_before_body_hits(column, found):
    story(column, title="学徒手记", body=[paragraph("无关的一段。")], slug="a")
    story(column, title="另一篇", body=[paragraph("里面写到学徒。")], slug="b")
    run_all()

    assert found("学徒") == ["学徒手记", "另一篇"]


def test_a_hit_lands_at_its_block(column, client):
    page = story(column, title="两节", body=[paragraph("第一节。", "甲"), paragraph("木匠弹线。", "乙")])
    run_all()

    hit = client.get("/search/", {"q": "木匠"}).context["result"].hits[0]

    anchor = page.body[1].id[:8]
    assert (hit.path, hit.landings[0].label, hit.landings[0].text) == (
        f"/gushi/{page.slug}/#b-{anchor}",
        "乙",
        "<mark>木匠</mark>弹线。",
    )


def test_drafts_and_withdrawn_pages_are_not_found(column, found):
    story(column, title="只是草稿的考场", live=False)
    withdrawn = story(column, title="撤下的考场")
    live = story(column, title="公开的考场")
    live.title = "改过而未发布的考卷"
    live.save_revision()
    run_all()
    withdrawn.unpublish()

    assert [found(q) for q in ("考场", "考卷")] == [["公开的考场"], []]


def test_a_stale_index_shows_and_counts_nothing_hidden(column, client):
    page = story(column, title="公开的考场", live=False)
    Document.objects.create(owner="page", owner_id=page.pk, page_id=page.pk, title="考场", folded_title="考场")
    run_all()

    result = client.get("/search/", {"q": "考场"}).context["result"]

    assert (result.hits, result.loose, result.total) == ([], [], 0)


@pytest.mark.parametrize("query", ["", " ", "\0", "%", "_", "'\"", "a" * 10_000, "(((", "\\", "😀", "x" * 59 + "《》"])
def test_odd_queries_answer(column, client, query):
    story(column, title=TITLE)
    run_all()

    response = client.get("/search/", {"q": query})

    assert response.status_code == 200


def test_filters_count_and_sort(column, found, client, city):
    story(column, title="考场甲", city=city)
    story(column, title="考场乙")
    run_all()

    result = client.get("/search/", {"q": "考场", "city": city.code}).context["result"]

    assert [hit.card.title for hit in result.hits] == ["考场甲"]
    assert [(choice.label, choice.count) for choice in result.facets.cities] == [("济南", 1)]
    assert found("考场", sort="date") == ["考场乙", "考场甲"]


def test_pinyin_is_read_as_words_and_can_be_taken_back(column, client):
    story(column, title="木匠的考场")
    run_all()

    repaired = client.get("/search/", {"q": "kaochang"}).context["result"]
    exact = client.get("/search/", {"q": "kaochang", "exact": "1"}).context["result"]

    assert (repaired.repaired, [hit.card.title for hit in repaired.hits]) == ("考场", ["木匠的考场"])
    assert (exact.repaired, exact.hits) == ("", [])
