"""Readers find provisions: by their words at the provision itself, by their number as a direct answer."""

import pytest

from delivery.clock import tick
from delivery.outbox import run_all
from regulations.domain.specimens import remove_specimen
from search.models import Document
from tests.factories import interpretation


@pytest.fixture
def edition(home, imported):
    """A specimen in force, in the index."""
    edition = imported(short_title="示范条例")
    edition.instrument.short_title = "示范条例"
    edition.instrument.is_specimen = edition.instrument.is_featured = True
    edition.instrument.slug = "shifan"
    edition.instrument.save()
    tick()
    run_all()
    return edition


def asked(client, query: str, **values: str):
    return client.get("/search/", {"q": query, **values}).context["result"]


def test_words_of_a_provision_lead_to_it(client, edition):
    result = asked(client, "前款规定")

    hit = result.hits[0]
    assert (result.total, hit.card.title, hit.path) == (1, edition.instrument.title, "/regulations/shifan/#art-2")
    assert "<mark>前款规定</mark>" in hit.landings[0].text


@pytest.mark.parametrize(
    "query", ["第二条", "条例第2条", "第2条", "《示范条例》第二条", "示范条例第二条第一款", "条例第二条是什么？"]
)
def test_the_number_of_an_article_is_answered_directly(client, edition, query):
    direct = asked(client, query).direct

    assert (direct.title, direct.path) == ("《示范条例（样张）》第二条", "/regulations/shifan/#art-2")


@pytest.mark.parametrize("query", ["第九十九条", "民法典第二条", "第二条路", "二", "条"])
def test_other_numbers_are_not(client, edition, query):
    assert asked(client, query).direct is None


def test_an_edition_that_nobody_confirmed_is_nowhere(client, home, imported):
    imported(public=False)
    tick()
    run_all()

    result = asked(client, "前款规定")

    assert (result.total, result.hits, result.loose, asked(client, "第二条").direct) == (0, [], [], None)
    assert Document.objects.filter(owner="instrument").count() == 0


def test_a_removed_text_is_gone_at_once_and_its_document_soon(client, edition):
    remove_specimen(edition)
    at_once = asked(client, "前款规定").total
    suggested = client.get("/search/suggest/", {"q": "示范条"}).json()["suggestions"]

    tick()
    run_all()

    assert (at_once, suggested) == (0, [])
    assert Document.objects.filter(owner="instrument").count() == 0


def test_an_interpretation_is_found_by_its_short_answer_and_its_place(client, edition):
    page = interpretation(edition, "第二条", title="甲和乙怎样分", short_answer="看师傅签字的那一张。")
    run_all()

    found = [[hit.card.id for hit in asked(client, query).hits] for query in ("师傅签字", "甲和乙怎样分")]

    assert found == [[page.pk], [page.pk]]
