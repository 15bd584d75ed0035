"""A scratch index: the tables of the search in a database file of their own, gone afterwards."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from django.db import connections

from search.domain.ask import Searcher
from search.domain.store import Index, Piece, Text
from search.engines.base import Engine
from search.engines.embedded import CREATE, EmbeddedEngine
from search.models import Document, Passage, Word
from search.quality.figures import Outcome
from search.quality.judged import JudgedDocument, JudgedQuery

ALIAS = "search_scratch"
OWNER = "judged"
BATCH = 500
# Texts in one batch: long bodies must not add up to gigabytes.
BATCH_CHARACTERS = 2_000_000


@contextmanager
def scratch_database() -> Iterator[str]:
    """An alias of an SQLite database that holds nothing but the tables of the index."""
    with tempfile.TemporaryDirectory(prefix="search-") as folder:
        connections.databases[ALIAS] = _settings(Path(folder, "index.sqlite3"))
        connection = connections[ALIAS]
        try:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA journal_mode = OFF")
                cursor.execute("PRAGMA synchronous = OFF")
            with connection.schema_editor() as editor:
                for model in (Document, Passage, Word):
                    editor.create_model(model)
            with connection.cursor() as cursor:
                cursor.execute(CREATE)
            yield ALIAS
        finally:
            connection.close()
            del connections[ALIAS]
            del connections.databases[ALIAS]


def _settings(path: Path) -> dict[str, Any]:
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "ATOMIC_REQUESTS": False}
    connections.configure_settings({"default": {}, ALIAS: settings})
    return settings | {
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {},
        "TIME_ZONE": None,
        "USER": "",
        "PASSWORD": "",
        "HOST": "",
        "PORT": "",
        "TEST": {"CHARSET": None, "COLLATION": None, "MIGRATE": True, "MIRROR": None, "NAME": None},
    }


def fill(index: Index, documents: Iterable[JudgedDocument]) -> list[str]:
    """Store all documents through the path that pages take; returns their ids by their number."""
    ids: list[str] = []
    for batch in _batches(documents):
        texts = [Text(OWNER, len(ids) + at, d.title, [Piece(d.body)]) for at, d in enumerate(batch)]
        ids += [document.id for document in batch]
        index.put(texts)
    for engine in index.engines:
        engine.finish()
    return ids


def _batches(documents: Iterable[JudgedDocument]) -> Iterator[list[JudgedDocument]]:
    batch: list[JudgedDocument] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.body)
        if len(batch) >= BATCH or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def run(engine: Engine, using: str, ids: list[str], queries: Iterable[JudgedQuery]) -> list[Outcome]:
    """Ask every query through the path that readers take."""
    searcher = Searcher(engine, using)
    names = dict(Document.objects.using(using).filter(owner=OWNER).values_list("pk", "owner_id"))
    queries = list(queries)
    for query in islice(queries, 3):  # dictionaries are loaded with the first
        searcher.ask(query.query)
    outcomes = []
    for query in queries:
        began = perf_counter()
        answer = searcher.ask(query.query)
        milliseconds = (perf_counter() - began) * 1000
        found = [ids[names[pk]] for pk in [*answer.strict, *answer.loose]]
        outcomes.append(Outcome(query, found, len(answer.strict), milliseconds))
    return outcomes


def embedded_run(documents: Iterable[JudgedDocument], queries: Iterable[JudgedQuery]) -> list[Outcome]:
    """Index and ask on the embedded engine."""
    with scratch_database() as using:
        engine = EmbeddedEngine(using)
        ids = fill(Index([engine], using), documents)
        return run(engine, using, ids, queries)
