"""A cluster that is away, refuses, hangs or errs costs readers a second once, and no answer."""

import time

import elasticsearch  # noqa: F401  (its import is no part of what is timed)
import pytest

from delivery.outbox import run_all
from search.analysis.query import parse
from search.domain.ask import Searcher
from search.domain.keep_up import index_pages
from search.domain.mirror import unsent
from search.domain.store import Index, Text
from search.engines import chosen
from search.engines.base import EngineAway, Narrowing
from search.engines.chosen import database_engine
from search.engines.cluster import Circuit, answering
from search.engines.elastic_index import ElasticIndex
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.fallback import WithFallback
from tests.factories import story
from tests.support.bad_server import MANNERS, bad_server
from tests.support.ports import free_port


def engine(circuit: Circuit) -> WithFallback:
    return WithFallback(ElasticsearchEngine(ElasticIndex("zhijiao-away"), circuit), database_engine())


@pytest.mark.parametrize("manner", MANNERS)
def test_the_database_answers_in_place_of_a_bad_cluster(manner, settings, db):
    Index([database_engine()]).put([Text("t", 1, "学徒")])

    with bad_server(manner) as server:
        settings.ELASTICSEARCH_URLS = [server.url]
        circuit = Circuit()
        first = engine(circuit)
        began = time.monotonic()
        answer = Searcher(first).ask("学徒")
        took = time.monotonic() - began
        asked = server.asked
        again = [Searcher(engine(circuit)).ask("学徒").strict for _ in range(3)]

    assert (len(answer.strict), first.is_away, first.name) == (1, True, database_engine().name)
    assert took < 2
    assert again == [answer.strict] * 3
    assert (asked, server.asked) == (1, 1)


def test_a_refused_connection_costs_nothing(settings, db):
    settings.ELASTICSEARCH_URLS = [f"http://127.0.0.1:{free_port()}"]
    away = engine(Circuit())

    began = time.monotonic()
    found = away.strict(parse("学徒"), Narrowing())

    assert (found, away.is_away) == ([], True)
    assert time.monotonic() - began < 0.8


def test_after_the_pause_one_tries_for_all(monkeypatch):
    clock = [1.0]
    monkeypatch.setattr("search.engines.cluster.time.monotonic", lambda: clock[0])
    circuit = Circuit(10)

    circuit.failed()
    during = circuit.allows()
    clock[0] += 11
    after = [circuit.allows() for _ in range(3)]
    circuit.succeeded()
    healed = [circuit.allows() for _ in range(3)]

    assert (during, after, healed) == (False, [True, False, False], [True] * 3)


def test_an_open_circuit_asks_nobody():
    circuit = Circuit()
    circuit.failed()

    with pytest.raises(EngineAway), answering(circuit):
        pytest.fail("asked")


@pytest.mark.parametrize("manner", ["hang", "slow", "error", "close"])
def test_the_page_answers_with_a_notice(manner, settings, client, column, monkeypatch):
    story(column, title="学徒的一天")
    run_all()
    client.get("/search/", {"q": "学徒"})
    monkeypatch.setattr(chosen, "cluster_engine", lambda: ElasticsearchEngine(ElasticIndex("zhijiao-away"), Circuit()))

    with bad_server(manner) as server:
        settings.ELASTICSEARCH_URLS = [server.url]
        began = time.monotonic()
        response = client.get("/search/", {"q": "学徒"})
        took = time.monotonic() - began

    assert (response.status_code, took < 2) == (200, True)
    assert [hit.card.title for hit in response.context["result"].hits] == ["学徒的一天"]
    assert "备用检索" in response.text


def test_without_a_cluster_there_is_no_notice(client, column):
    story(column, title="学徒的一天")
    run_all()

    response = client.get("/search/", {"q": "学徒"})

    assert "备用检索" not in response.text


def test_a_publication_asks_no_cluster_and_notes_what_it_owes(settings, column):
    with bad_server("hang") as server:
        settings.ELASTICSEARCH_URLS = [server.url]
        page = story(column, title="学徒的一天")
        index_pages([page.pk])
        page.unpublish()
        asked = server.asked

    assert asked == 0
    assert list(unsent().values_list("is_gone", flat=True)) == [True]
