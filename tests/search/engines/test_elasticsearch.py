"""Elasticsearch finds what the database finds; its indexes are swapped whole, repaired, and gone after a trial."""

import os
from pathlib import Path

import pytest

from search.analysis.query import parse
from search.domain.store import Index, Piece, Text
from search.engines.base import EngineAway, Narrowing
from search.engines.cluster import client
from search.engines.elastic_index import ElasticIndex
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.quality.figures import figures
from search.quality.judged import JudgedDocument, documents_of, queries_of
from search.quality.scratch import embedded_run, scratch_database
from search.quality.scratch_elastic import elasticsearch_run, scratch_index
from tests.support.odd_queries import ODD

pytestmark = pytest.mark.elasticsearch
FOLDER = Path(__file__).parent.parent / "quality"


@pytest.fixture(autouse=True)
def _cluster(settings, django_db_blocker):
    settings.ELASTICSEARCH_URLS = os.environ["ELASTICSEARCH_URL"].split(",")
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def index():
    with scratch_index() as made:
        yield made


def indexes(name: str) -> dict[str, list[str]]:
    found = client(10).indices.get_alias(index=f"{name}*", ignore_unavailable=True)
    return {index: sorted(row["aliases"]) for index, row in found.body.items()}


def fill(index: ElasticIndex, using: str, texts: list[Text]) -> ElasticsearchEngine:
    made = index.create()
    engine = ElasticsearchEngine(index, None, 10)
    Index([EmbeddedEngine(using), engine], using).put(texts)
    index.swap(made)
    return engine


def test_quality_and_strict_hits_are_those_of_the_database():
    documents, queries = list(documents_of(FOLDER)), queries_of(FOLDER)

    here, there = embedded_run(documents, queries), elasticsearch_run(documents, queries)

    same = [set(a.ids[: a.strict]) == set(b.ids[: b.strict]) for a, b in zip(here, there, strict=True)]
    asked = [outcome for outcome in there if outcome.query.part == "test"]
    assert sum(same) / len(same) >= 0.95
    assert abs(figures(here)["ndcg@10"] - figures(there)["ndcg@10"]) <= 0.02
    assert figures(asked)["ndcg@10"] >= 0.95
    assert figures(asked)["success@1"] >= 0.85


def test_odd_queries_find_the_same_as_in_the_database(index):
    with scratch_database() as using:
        texts = [Text("t", n, text, [Piece(text)]) for n, text in enumerate([*ODD, "护理", "爱护", "职业，业教，教育"])]
        engine = fill(index, using, texts)

        asked = [parse(text) for text in [*ODD, "护", "职业教育", "护 理"]]
        found = [set(engine.strict(query, Narrowing(), 1000)) for query in asked]
        known = [set(EmbeddedEngine(using).strict(query, Narrowing(), 1000)) for query in asked]

    assert found == known


def test_filters_are_those_of_documents(index):
    with scratch_database() as using:
        texts = [Text("t", n, "学徒", [], columns={"section_id": n, "theme": "craft"}) for n in (1, 2, 3)]
        engine = fill(index, using, texts)

        found = engine.strict(parse("学徒"), Narrowing({"section_id": [1, 3], "theme": ["craft"]}))
        none = engine.loose(parse("学徒"), Narrowing({"section_id": [9]}))

    assert (sorted(found), none) == ([1, 3], [])


def test_nothing_is_left_after_a_failure():
    names: list[str] = []

    def broken():
        names.append("begun")
        yield JudgedDocument("1", "学徒", "")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        elasticsearch_run(broken(), [])

    assert names == ["begun"]
    assert indexes("zhijiao-scratch-") == {}


def test_a_swap_leaves_one_index(index):
    first = index.create()
    index.swap(first)
    second = index.create()

    index.swap(second)

    assert indexes(index.name) == {second: [index.name]}
    assert index.exists()


def test_a_half_done_swap_is_repaired(index):
    first = index.create()
    index.swap(first)
    second = index.create()
    client(10).indices.update_aliases(actions=[{"add": {"index": second, "alias": index.name}}])

    index.repair()

    assert indexes(index.name) == {second: [index.name]}


def test_a_build_that_was_cut_off_is_removed_and_a_living_one_stays(index):
    first = index.create()
    index.swap(first)
    living = index.create()
    dead = index.create()
    client(10).indices.put_mapping(index=dead, meta={"sign": 0})

    index.repair()

    assert indexes(index.name) == {first: [index.name], living: [index.building]}


def test_another_recipe_asks_for_a_new_index(index):
    index.swap(index.create())
    made = next(iter(indexes(index.name)))

    client(10).indices.put_mapping(index=made, meta={"recipe": "of the past"})

    assert not index.exists()


def test_no_index_arises_by_a_write(index):
    engine = ElasticsearchEngine(index, None, 10)

    with pytest.raises(EngineAway):
        engine.drop([1])

    assert indexes(index.name) == {}
