"""A scratch index on Elasticsearch, gone afterwards, also when something fails."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.conf import settings

from search.domain.store import Index
from search.engines.cluster import WORK_SECONDS
from search.engines.elastic_index import ElasticIndex
from search.engines.elasticsearch import ElasticsearchEngine
from search.quality.figures import Outcome
from search.quality.judged import JudgedDocument, JudgedQuery
from search.quality.scratch import fill, run, scratch_database


@contextmanager
def scratch_index() -> Iterator[ElasticIndex]:
    """An index with a name of its own."""
    index = ElasticIndex(f"{settings.ELASTICSEARCH_INDEX}-scratch-{uuid4().hex[:12]}")
    try:
        yield index
    finally:
        index.remove()


def elasticsearch_run(documents: Iterable[JudgedDocument], queries: Iterable[JudgedQuery]) -> list[Outcome]:
    """Index and ask on Elasticsearch."""
    with scratch_database() as using, scratch_index() as index:
        made = index.create()
        engine = ElasticsearchEngine(index, None, WORK_SECONDS)
        ids = fill(Index([engine], using), documents)
        index.swap(made)
        return run(engine, using, ids, queries)
