"""What the search page offers beside hits: suggestions, synonyms, pinned pages, direct answers, ways out."""

import pytest

from delivery.outbox import run_all
from search.models import PinnedResult, SynonymGroup
from tests.factories import paragraph, story


def result(client, query: str, **values: str):
    return client.get("/search/", {"q": query, **values}).context["result"]


@pytest.mark.parametrize("typed", ["现场工", "xianchanggong", "xcgcs", "xiancang"])
def test_suggestions_by_characters_syllables_and_initials(client, column, typed):
    story(column, title="走近现场工程师")
    run_all()

    assert "现场工程师" in client.get("/search/suggest/", {"q": typed}).json()["suggestions"]


def test_nothing_hidden_is_suggested(client, column):
    story(column, title="玄武草稿", live=False, body=[paragraph("玄武的草稿")])
    gone = story(column, title="朱雀撤下", body=[paragraph("朱雀的秘密")])
    run_all()
    gone.unpublish()

    found = [
        client.get("/search/suggest/", {"q": q}).json()["suggestions"]
        for q in ("玄武", "xuanwu", "朱雀", "zhuque", "zqdm")
    ]

    assert found == [[]] * 5
    assert result(client, "朱雀撤").near == []


def test_synonyms_of_editors_count_at_once(client, column):
    story(column, title="试场的灯")
    run_all()
    before = result(client, "考场").total
    SynonymGroup.objects.create(forms="考场、试场")

    after = result(client, "考场")

    assert (before, [hit.card.title for hit in after.hits]) == (0, ["试场的灯"])


def test_a_pinned_page_comes_first_while_it_is_public(client, column):
    page = story(column, title="怎样投稿")
    PinnedResult.objects.create(queries="稿费、约稿", page=page, note="先看这一页")
    run_all()
    shown = result(client, "约稿").pinned
    page.unpublish()

    assert [(hit.card.title, hit.note) for hit in shown] == [("怎样投稿", "先看这一页")]
    assert result(client, "约稿").pinned == []


def test_a_unit_a_city_and_a_column_are_answered_directly(client, column, unit, city):
    story(column, title="一篇", unit=unit, city=city)
    run_all()

    found = {
        query: result(client, query).direct for query in (unit.name, unit.short_name, "济南", "讲好职教故事", "一篇")
    }

    assert {query: direct and direct.path for query, direct in found.items()} == {
        unit.name: f"/schools/{unit.slug}/",
        unit.short_name: f"/schools/{unit.slug}/",
        "济南": "/cities/jinan/",
        "讲好职教故事": "/gushi/",
        "一篇": None,
    }


def test_without_a_hit_filters_can_be_dropped(client, column, city):
    story(column, title="考场甲")
    run_all()

    page = client.get("/search/", {"q": "考场", "city": city.code})

    assert page.context["result"].unfiltered == 1
    assert "去掉筛选条件再查一次</a>：1 条" in page.text


def test_a_typing_error_is_put_right(client, column):
    story(column, title="走近现场工程师")
    run_all()

    found = result(client, "现厂工程师")

    assert (found.repaired, found.total) == ("现场工程师", 1)


def test_partial_hits_stand_apart(client, column):
    story(column, title="木匠的考场")
    run_all()

    page = client.get("/search/", {"q": "木匠 钢琴"})

    assert (page.context["result"].total, [h.card.title for h in page.context["result"].loose]) == (0, ["木匠的考场"])
    assert "部分匹配" in page.text
