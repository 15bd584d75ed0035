"""A scratch index in a schema of its own of the site's PostgreSQL, gone afterwards."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import connection, connections

from search.domain.store import Index
from search.engines.base import EngineAway
from search.engines.postgresql import CREATE, PostgresqlEngine
from search.models import Document, Passage, Word
from search.quality.figures import Outcome
from search.quality.judged import JudgedDocument, JudgedQuery
from search.quality.scratch import ALIAS, fill, run


@contextmanager
def scratch_schema() -> Iterator[str]:
    """An alias of the site's database that sees nothing but the tables of the index."""
    if connection.vendor != "postgresql":
        raise EngineAway("DATABASE_URL 不是 PostgreSQL")
    schema = f"search_scratch_{uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
    options = {**connection.settings_dict["OPTIONS"], "options": f"-c search_path={schema}"}
    connections.databases[ALIAS] = {**connection.settings_dict, "OPTIONS": options}
    own = connections[ALIAS]
    try:
        with own.schema_editor() as editor:
            for model in (Document, Passage, Word):
                editor.create_model(model)
            for statement in CREATE:
                editor.execute(statement, None)
        yield ALIAS
    finally:
        own.close()
        del connections[ALIAS]
        del connections.databases[ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {schema} CASCADE")


def postgresql_run(documents: Iterable[JudgedDocument], queries: Iterable[JudgedQuery]) -> list[Outcome]:
    """Index and ask on PostgreSQL."""
    with scratch_schema() as using:
        engine = PostgresqlEngine(using)
        ids = fill(Index([engine], using), documents)
        return run(engine, using, ids, queries)
