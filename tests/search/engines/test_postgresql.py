"""The engine inside PostgreSQL finds and orders like the embedded one."""

from pathlib import Path

import pytest

from search.engines.postgresql import MOST_LEXEMES, vector_of
from search.quality.figures import figures
from search.quality.judged import documents_of, queries_of
from search.quality.scratch import embedded_run
from search.quality.scratch_postgresql import postgresql_run

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
