"""Ending a process at a chosen instant: a forked child that leaves by `os._exit`, as under `kill -9` or a power cut."""

import os
import re
import sys
import traceback
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

Act = Callable[[], Any]

KILLED, AT_COMMIT, AFTER_COMMIT, FAILED = 9, 10, 11, 12
WRITE = re.compile(r"\s*(insert|update|delete)\b", re.IGNORECASE)


def run_in_child(act: Act, arm: Act = lambda: None) -> int:
    """Exit code of a forked process that calls `arm` and then `act`; 0 when it came to the end."""
    connections.close_all()  # a connection must never be used on both sides of a fork
    process = os.fork()
    if process == 0:
        code = FAILED
        try:
            arm()
            act()
            code = 0
        except BaseException:
            traceback.print_exc(file=sys.stderr)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def die(*args: Any, **kwargs: Any) -> None:
    """A receiver or hook that ends the process."""
    os._exit(KILLED)


def die_at(number: int) -> Callable[..., None]:
    """A receiver that ends the process when it is called for the `number`-th time."""
    calls = []

    def receive(*args: Any, **kwargs: Any) -> None:
        calls.append(1)
        if len(calls) == number:
            os._exit(KILLED)

    return receive


def die_before_write(number: int, at_commit: bool = True) -> None:
    """End this process before its `number`-th INSERT, UPDATE or DELETE, or else (`at_commit`) before its first commit."""
    writes = []

    def wrapper(execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        if WRITE.match(sql):
            writes.append(sql)
            if len(writes) == number:
                os._exit(KILLED)
        return execute(sql, params, many, context)

    connection.execute_wrappers.append(wrapper)
    if at_commit:
        connection._commit = lambda: os._exit(AT_COMMIT)


def die_after_commit() -> None:
    """End this process right after its first commit."""
    commit = connection._commit

    def commit_and_die() -> None:
        commit()
        os._exit(AFTER_COMMIT)

    connection._commit = commit_and_die


def all_rows() -> dict[str, list]:
    """Every row of every table, for «nothing at all has changed»."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "_fts" in table:  # the full-text tables of SQLite are a shadow of the index table
                continue
            cursor.execute(f'select * from "{table}"')
            rows[table] = sorted(cursor.fetchall(), key=repr)
    return rows


def changed_tables(before: dict[str, list], after: dict[str, list]) -> list[str]:
    """Names of the tables whose rows differ."""
    return sorted(table for table in after if before.get(table) != after[table])
