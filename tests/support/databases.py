"""A database of its own for tests that need committed rows: threads, forked processes, kills, servers.

Django's transactional tests empty every table afterwards, the root page and all reference data included. Here a test
gets a copy of the migrated database instead: a file on SQLite (WAL, as in production), a database made from a template
on PostgreSQL. The copy goes away with the test; the one that other tests roll back in is never written.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases

from core.serving.state import forget_state
from home.domain.set_up import ensure_site
from home.models import HomePage

_numbers = count(1)


@dataclass(frozen=True)
class LiveDatabase:
    """`name` as in Django's settings; `url` for the `DATABASE_URL` of another process."""

    name: str
    url: str


@contextmanager
def copied_database() -> Iterator[LiveDatabase]:
    """A copy of the current database as `default`, for this thread and all that start inside the block.

    Other threads must close their connections before the block ends.
    """
    settings = connections.settings["default"]
    outer = connections["default"]
    # The outer connection keeps its own settings; new connections of any thread find the copy.
    outer.settings_dict = {**settings}
    with _sqlite_copy() if connection.vendor == "sqlite" else _postgresql_copy() as database:
        connections.settings["default"] = {**settings, "NAME": database.name}
        connections["default"] = connections.create_connection("default")
        forget_state()
        try:
            yield database
        finally:
            connections["default"].close()
            connections.settings["default"] = outer.settings_dict = settings
            connections["default"] = outer
            forget_state()


@contextmanager
def _sqlite_copy() -> Iterator[LiveDatabase]:
    with tempfile.TemporaryDirectory(prefix="zhijiao-database-") as folder:
        path = Path(folder) / "site.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        yield LiveDatabase(str(path), f"sqlite:///{path}")


@contextmanager
def _postgresql_copy() -> Iterator[LiveDatabase]:
    outer = connections["default"]
    settings = outer.settings_dict
    name = f"{settings['NAME']}_copy{next(_numbers)}"
    outer.close()  # nobody may be connected to a template
    with outer._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{settings["NAME"]}"')
    account = quote(settings["USER"]) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
    try:
        yield LiveDatabase(name, f"postgres://{account}@{settings['HOST']}:{settings['PORT'] or 5432}/{name}")
    finally:
        with outer._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def is_test_database() -> bool:
    """Whether the test database is there: pytest-django makes it only when some collected test asks for `db`."""
    return connection.settings_dict["NAME"] == connection.creation._get_test_db_name()


@pytest.fixture(scope="session")
def migrated_database(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The test database with the pages of a first start, whoever makes it."""
    with django_db_blocker.unblock():
        made = [] if is_test_database() else setup_databases(verbosity=0, interactive=False, aliases={"default"})
        ensure_site()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def live_database(migrated_database, django_db_blocker) -> Iterator[LiveDatabase]:
    """A database with real commits, as a first start leaves it. Not together with `db` or what needs it."""
    with django_db_blocker.unblock(), copied_database() as database:
        yield database


@pytest.fixture
def live_home(live_database) -> HomePage:
    """The home page with the named columns, committed in `live_database`."""
    return ensure_site()
