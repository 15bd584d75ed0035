"""Noting changes for the cluster: no request and no transaction of an editor ever waits for it."""

import time
from collections.abc import Callable, Iterable

from django.db import DEFAULT_DB_ALIAS, connections

from search.models import Document


class Ledger:
    """Takes part in every change like an engine, but only writes down what changed; `tell` is called after it."""

    name = "ledger"

    def __init__(self, tell: Callable[[], object] = lambda: None, using: str = DEFAULT_DB_ALIAS) -> None:
        self.tell = tell
        self.using = using

    def put(self, documents: Iterable[Document]) -> None:
        """These documents are new or different."""
        self._note([document.pk for document in documents], is_gone=False)

    def drop(self, ids: Iterable[int]) -> None:
        """These documents are gone."""
        self._note(list(ids), is_gone=True)

    def finish(self) -> None:
        """Nothing to do: the worker sends what is noted."""

    def _note(self, ids: list[int], *, is_gone: bool) -> None:
        if not ids:
            return
        connection = connections[self.using]
        larger = "MAX" if connection.vendor == "sqlite" else "GREATEST"
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_change (document_id, version, sent, is_gone) VALUES (%s, %s, 0, %s) "  # noqa: S608
                "ON CONFLICT (document_id) DO UPDATE SET is_gone = excluded.is_gone, "
                f"version = {larger}(search_change.version + 1, excluded.version)",
                [(pk, now_version(), is_gone) for pk in sorted(ids)],
            )
        self.tell()


def now_version() -> int:
    """A version that is higher than every one of before."""
    return time.time_ns() // 1_000_000
