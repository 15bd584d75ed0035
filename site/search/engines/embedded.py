"""The engine inside SQLite: an FTS5 table of the application's tokens, ranked by SQLite's own bm25."""

from collections.abc import Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Q
from django.db.models.expressions import RawSQL

from search.analysis.query import Query
from search.engines.base import CANDIDATES, Narrowing
from search.engines.match import (
    MOST_READ,
    affordable,
    body_tokens,
    loose_parts,
    mark_of,
    needed_terms,
    phrases,
    title_tokens,
)
from search.models import Document

CREATE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5("
    "title, body, tokenize=\"ascii tokenchars '+-.&#_'\", detail=full)"
)
DROP = "DROP TABLE IF EXISTS search_fts"
WEIGHTS = "bm25(search_fts, 6.0, 1.0)"
# A match with more documents than this is not ranked whole: so many of its newest and of those with it in the title are.
MOST_RANKED, NEWEST_RANKED = 2_000, 600


class EmbeddedEngine:
    """Candidates out of `search_fts`; its row ids are the ids of documents."""

    name = "embedded"
    is_away = False

    def __init__(self, using: str = DEFAULT_DB_ALIAS) -> None:
        self.using = using

    def put(self, documents: Iterable[Document]) -> None:
        """Write the tokens of these documents."""
        rows = [(document.pk, title_tokens(document), body_tokens(document)) for document in documents]
        self.drop([row[0] for row in rows])
        with connections[self.using].cursor() as cursor:
            cursor.executemany("INSERT INTO search_fts(rowid, title, body) VALUES (%s, %s, %s)", rows)

    def drop(self, ids: Iterable[int]) -> None:
        """Take the tokens out."""
        with connections[self.using].cursor() as cursor:
            cursor.executemany("DELETE FROM search_fts WHERE rowid = %s", [(pk,) for pk in ids])

    def clear(self) -> None:
        """Forget everything."""
        with connections[self.using].cursor() as cursor:
            cursor.execute("DELETE FROM search_fts")

    def finish(self) -> None:
        """Join the pieces of the index and let the planner know the sizes."""
        with connections[self.using].cursor() as cursor:
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('optimize')")
            cursor.execute("PRAGMA optimize")

    def strict(self, query: Query, narrowing: Narrowing, limit: int = CANDIDATES) -> list[int]:
        """The best that hold all needed terms."""
        match = strict_match(query)
        if not match:
            return []
        cutoff = self._cutoff(match)
        found = self._ranked(match, narrowing, limit, cutoff)
        if cutoff:
            in_title = f"title : ({match})"
            title = self._ranked(in_title, narrowing, limit, self._cutoff(in_title))
            found = list(dict.fromkeys([*title, *found]))[:limit]
        return found

    def all_hits(self, query: Query) -> Q:
        """All strict hits, as a condition on `Document`."""
        match = strict_match(query)
        if not match:
            return Q(pk__in=[])
        return Q(pk__in=RawSQL("SELECT rowid FROM search_fts WHERE search_fts MATCH %s", [match]))

    def loose(self, query: Query, narrowing: Narrowing, limit: int = CANDIDATES) -> list[int]:
        """The best that hold something of the query."""
        parts = affordable(loose_parts(query), self.using, self._number)
        if not parts:
            return []
        match = " OR ".join(_quoted(part) for part in parts)
        return self._ranked(match, narrowing, limit, 0)

    def _number(self, part: str) -> int:
        sql = "SELECT count(*) FROM (SELECT 1 FROM search_fts WHERE search_fts MATCH %s LIMIT %s)"
        return self._rows(sql, [_quoted(part), MOST_READ])[0][0]

    def _cutoff(self, match: str) -> int:
        """The row id below which a very common match is not ranked, or 0."""
        sql = "SELECT rowid FROM search_fts WHERE search_fts MATCH %s ORDER BY rowid DESC LIMIT 1 OFFSET %s"
        if not self._rows(sql, [match, MOST_RANKED]):
            return 0
        return self._rows(sql, [match, NEWEST_RANKED])[0][0]

    def _ranked(self, match: str, narrowing: Narrowing, limit: int, cutoff: int) -> list[int]:
        where, values = _where(narrowing)
        above = " AND rowid > %s" if cutoff and not narrowing else ""
        sql = (
            f"SELECT rowid FROM search_fts WHERE search_fts MATCH %s{above}{where} "  # noqa: S608  (names are ours)
            f"ORDER BY {WEIGHTS} LIMIT %s"
        )
        return [row[0] for row in self._rows(sql, [match, *([cutoff] if above else []), *values, limit])]

    def _rows(self, sql: str, values: list[Any]) -> list[tuple]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()


def strict_match(query: Query) -> str:
    """The FTS5 expression of a query: AND over terms, OR over the forms of each; a marked word only adds weight."""
    return " AND ".join(f"({' OR '.join(_form(form) for form in term.forms)})" for term in needed_terms(query))


def _form(form: str) -> str:
    found = " AND ".join(_quoted(" ".join(phrase)) for phrase in phrases(form))
    mark = mark_of(form)
    return f"({found}) OR {_quoted(mark)}" if mark else f"({found})"


def _quoted(phrase: str) -> str:
    return f'"{phrase[:-1]}" *' if phrase.endswith("*") else f'"{phrase}"'


def _where(narrowing: Narrowing) -> tuple[str, list[Any]]:
    if not narrowing:
        return "", []
    tests, values = [], []
    for column, allowed in narrowing.values.items():
        tests.append(f"{column} IN ({', '.join(['%s'] * len(allowed))})")
        values += allowed
    return f" AND rowid IN (SELECT id FROM search_document WHERE {' AND '.join(tests)})", values  # noqa: S608
