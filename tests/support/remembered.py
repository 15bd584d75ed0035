"""The migrated test database, made once and remembered: thirteen seconds of work for each process and run otherwise.

On SQLite only. What is remembered belongs to exactly this code: to every file of the site that a migration could run or
read, and to the pinned packages. `make clean` forgets it.
"""

import fcntl
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from django.core import management
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.creation import DatabaseCreation

from tests.support.house import PROJECT_ROOT, project_files

FOLDER = PROJECT_ROOT / "var" / "stamps"
# Read at run time, by no migration.
NEVER_MIGRATED = {"templates", "static", "locale", "tests", "docs", "deploy", "content"}
KINDS = (".py", ".csv", ".json", ".toml", ".sql", ".txt")


def code_digest() -> str:
    """Digest of everything that decides what migrations leave in the database."""
    digest = hashlib.sha256()
    for path in project_files(*KINDS):
        name = path.relative_to(PROJECT_ROOT)
        if not NEVER_MIGRATED & set(name.parts):
            digest.update(f"{name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:20]


@contextmanager
def remembered_migrations() -> Iterator[None]:
    """Inside the block, Django's test databases on SQLite are copies of the remembered one."""
    create = DatabaseCreation.create_test_db

    def create_or_recall(self: DatabaseCreation, *args: object, **options: object) -> str:
        return _create(self, create, *args, **options)

    with patch.object(DatabaseCreation, "create_test_db", create_or_recall):
        yield


def _create(creation: DatabaseCreation, create: Callable[..., str], *args: object, **options: object) -> str:
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"migrated-{code_digest()}.sqlite3"
    with (FOLDER / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one process migrates, those that wait copy
        if not file.exists():
            name = create(creation, *args, **options)
            _remember(creation.connection, file)
            return name
    call = management.call_command

    def without_migrations(command: str, *words: object, **settings: object) -> object:
        if command == "migrate":
            return _recall(creation.connection, file)
        return call(command, *words, **settings)

    with patch.object(management, "call_command", without_migrations):
        return create(creation, *args, **options)


def _remember(connection: BaseDatabaseWrapper, file: Path) -> None:
    for older in FOLDER.glob("migrated-*"):
        older.unlink()
    started = file.with_suffix(".part")
    started.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(started)])
    started.rename(file)


def _recall(connection: BaseDatabaseWrapper, file: Path) -> None:
    connection.ensure_connection()
    with sqlite3.connect(file) as source:
        source.backup(connection.connection)
    source.close()
