"""The back-stop below Django: database triggers that refuse public changes outside an open scope.

The guards give Chinese messages and cover every door of the framework; only raw SQL passes them. The triggers stop
that accident too. They are generated from the models, dropped before and created after each migration, because on
SQLite altering a table remakes it and the other tables' triggers make that fail.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections

from core.publishing.trigger_sql import OPEN_TABLE, postgresql_statements, sqlite_statements


@contextmanager
def opened() -> Iterator[None]:
    """Let this transaction's writes through the triggers; the mark never outlives the transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("select set_config('spine.open', '1', true)")
        else:
            cursor.execute(f"insert into {OPEN_TABLE} default values")
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("select set_config('spine.open', '', true)")
        else:
            cursor.execute(f"delete from {OPEN_TABLE}")  # noqa: S608


def create(using: str = "default", **kwargs: Any) -> None:
    """Create all triggers; called after every migration."""
    drop(using)
    database = connections[using]
    if OPEN_TABLE not in database.introspection.table_names():
        return
    statements = postgresql_statements() if database.vendor == "postgresql" else sqlite_statements()
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def drop(using: str = "default", **kwargs: Any) -> None:
    """Drop all triggers; called before every migration."""
    database = connections[using]
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("select name from sqlite_master where type = 'trigger' and name like 'spine_%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'drop trigger if exists "{name}"')
        elif database.vendor == "postgresql":
            cursor.execute(
                "select tgname, tgrelid::regclass::text from pg_trigger where tgname like 'spine\\_%' and not tgisinternal"
            )
            for name, table in cursor.fetchall():
                cursor.execute(f'drop trigger if exists "{name}" on {table}')
