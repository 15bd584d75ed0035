"""The engine inside PostgreSQL finds and orders like the embedded one."""

from pathlib import Path

import pytest

from search.analysis.query import parse
from search.domain.store import Index, Piece, Text
from search.engines.base import Narrowing
from search.engines.embedded import EmbeddedEngine
from search.engines.postgresql import MOST_LEXEMES, PostgresqlEngine, vector_of
from search.models import Document, Word
from search.quality.figures import figures
from search.quality.judged import documents_of, queries_of
from search.quality.scratch import embedded_run, scratch_database
from search.quality.scratch_postgresql import postgresql_run, scratch_schema
from tests.support.odd_queries import ODD

EVERYTHING = Narrowing()
FOLDER = Path(__file__).parents[1] / "quality"


@pytest.mark.postgres
def test_the_judged_queries_are_answered_as_by_the_embedded_engine(django_db_blocker):
    with django_db_blocker.unblock():
        here = postgresql_run(documents_of(FOLDER), queries_of(FOLDER))
        there = embedded_run(documents_of(FOLDER), queries_of(FOLDER))

    same = [set(a.ids[: a.strict]) == set(b.ids[: b.strict]) for a, b in zip(here, there, strict=True)]
    assert figures(here)["ndcg@10"] >= 0.93
    assert sum(same) / len(same) >= 0.95


def test_a_vector_holds_places_and_weights_and_no_more_than_fits():
    long = vector_of("职业", " ".join(f"w{number}" for number in range(MOST_LEXEMES + 5)))

    assert vector_of("职业 业", "职业 学校") == "'职业':1A,3 '业':2A '学校':4"
    assert long.count("':") == MOST_LEXEMES


@pytest.fixture
def using(django_db_blocker):
    with django_db_blocker.unblock(), scratch_schema() as alias:
        yield alias


def put(using: str, *texts: Text) -> PostgresqlEngine:
    engine = PostgresqlEngine(using)
    Index([engine], using).put(texts)
    return engine


def owners(using: str, ids: list[int]) -> set[int]:
    return set(Document.objects.using(using).filter(pk__in=ids).values_list("owner_id", flat=True))


@pytest.mark.postgres
def test_odd_queries_find_the_same_as_in_sqlite(django_db_blocker):
    texts = [Text("t", n, text, [Piece(text)]) for n, text in enumerate([*ODD, "护理", "爱护", "职业，业教，教育"])]
    asked = [parse(text) for text in [*ODD, "护", "职业教育", "护 理"]]
    found = []

    with django_db_blocker.unblock():
        for scratch, kind in ((scratch_schema, PostgresqlEngine), (scratch_database, EmbeddedEngine)):
            with scratch() as alias:
                Index([kind(alias)], alias).put(texts)
                found.append([owners(alias, kind(alias).strict(query, EVERYTHING, 1000)) for query in asked])

    assert found[0] == found[1]


@pytest.mark.postgres
def test_pairs_that_stand_apart_are_no_word(using):
    engine = put(using, Text("t", 1, "职业，业教，教育"), Text("t", 2, "职业教育"))

    found = engine.strict(parse("职业教育"), EVERYTHING)
    counted = Document.objects.using(using).filter(engine.all_hits(parse("职业教育")))

    assert owners(using, found) == {2}
    assert [document.owner_id for document in counted] == [2]


@pytest.mark.postgres
def test_filters_are_those_of_documents(using):
    engine = put(using, *(Text("t", n, "学徒", columns={"section_id": n, "theme": "craft"}) for n in (1, 2, 3)))

    found = engine.strict(parse("学徒"), Narrowing({"section_id": [1, 3], "theme": ["craft"]}))
    none = engine.loose(parse("学徒"), Narrowing({"section_id": [9], "unit_id": []}))

    assert (owners(using, found), none) == ({1, 3}, [])


@pytest.mark.postgres
def test_a_changed_and_a_dropped_document(using):
    engine = put(using, Text("t", 1, "学徒"), Text("t", 2, "学徒"))

    put(using, Text("t", 1, "护理"))
    Index([engine], using).drop("t", [2])

    assert engine.strict(parse("学徒"), EVERYTHING) == []
    assert dict(Word.objects.using(using).filter(number__gt=0).values_list("text", "number")) == {"护理": 1}
