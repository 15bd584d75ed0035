"""The engine inside PostgreSQL: the application's tokens in a tsvector with a GIN index."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Q
from django.db.models.expressions import RawSQL

from search.analysis.query import Query, Term
from search.analysis.words import is_han, runs
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
    "CREATE TABLE IF NOT EXISTS search_tokens (document_id bigint PRIMARY KEY "
    "REFERENCES search_document(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, vector tsvector NOT NULL)",
    "CREATE INDEX IF NOT EXISTS search_tokens_vector ON search_tokens USING gin (vector)",
)
DROP = ("DROP TABLE IF EXISTS search_tokens",)
# Ranking reads every vector from where long values lie: fewer of them than the embedded engine.
MOST_RANKED = 600
# Of a vector: at most 1 MB, positions up to 16,383, 256 of one lexeme.
MOST_TOKENS, MOST_LEXEMES, LAST_POSITION, MOST_POSITIONS = 100_000, 40_000, 16_383, 255
# A word takes at most 2 kB, all words and places of a vector together 1 MB.
LONGEST_TOKEN, MOST_BYTES = 200, 600_000
RANK = "ts_rank('{0.1, 0.1, 0.1, 1.0}', vector, %s::tsquery, 1)"


class PostgresqlEngine:
    """Candidates out of `search_tokens`."""

    name = "postgresql"
    is_away = False

    def __init__(self, using: str = DEFAULT_DB_ALIAS) -> None:
        self.using = using

    def put(self, documents: Iterable[Document]) -> None:
        """Write the tokens of these documents."""
        rows = [(document.pk, vector_of(title_tokens(document), body_tokens(document))) for document in documents]
        with connections[self.using].cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_tokens (document_id, vector) VALUES (%s, %s::tsvector) "
                "ON CONFLICT (document_id) DO UPDATE SET vector = excluded.vector",
                rows,
            )

    def drop(self, ids: Iterable[int]) -> None:
        """Take the tokens out."""
        with connections[self.using].cursor() as cursor:
            cursor.execute("DELETE FROM search_tokens WHERE document_id = ANY(%s)", [list(ids)])

    def clear(self) -> None:
        """Forget everything."""
        with connections[self.using].cursor() as cursor:
            cursor.execute("DELETE FROM search_tokens")

    def finish(self) -> None:
        """Let the planner know the sizes."""
        with connections[self.using].cursor() as cursor:
            cursor.execute("ANALYZE search_tokens")

    def strict(self, query: Query, narrowing: Narrowing, limit: int = CANDIDATES) -> list[int]:
        """The best that hold all needed terms."""
        condition, values = _strict(query)
        if not condition:
            return []
        where, allowed = _where(narrowing)
        return self._ranked(_tsquery(query), f"{condition}{where}", [*values, *allowed], limit)

    def all_hits(self, query: Query) -> Q:
        """All strict hits, as a condition on `Document`."""
        condition, values = _strict(query)
        if not condition:
            return Q(pk__in=[])
        sql = f"SELECT t.document_id {_from(condition)} WHERE {condition}"
        return Q(pk__in=RawSQL(sql, values))  # noqa: S611  (the same)

    def loose(self, query: Query, narrowing: Narrowing, limit: int = CANDIDATES) -> list[int]:
        """The best that hold something of the query."""
        parts = affordable(loose_parts(query), self.using, self._number)
        if not parts:
            return []
        where, allowed = _where(narrowing)
        tsquery = "|".join(_quoted(part) for part in parts)
        return self._ranked(tsquery, f"vector @@ %s::tsquery{where}", [tsquery, *allowed], limit)

    def _number(self, part: str) -> int:
        sql = "SELECT count(*) FROM (SELECT 1 FROM search_tokens WHERE vector @@ %s::tsquery LIMIT %s) found"
        return self._rows(sql, [_quoted(part), MOST_READ])[0][0]

    def _ranked(self, tsquery: str, condition: str, values: list[Any], limit: int) -> list[int]:
        """The newest `MOST_RANKED` that match, and of those the best."""
        sql = (
            f"SELECT document_id FROM (SELECT t.document_id, vector {_from(condition)} WHERE {condition} "  # noqa: S608  (names are ours)
            f"ORDER BY t.document_id DESC LIMIT {max(MOST_RANKED, limit)}) found "
            f"ORDER BY {RANK} DESC, document_id DESC LIMIT %s"
        )
        return [row[0] for row in self._rows(sql, [*values, tsquery, limit])]

    def _rows(self, sql: str, values: list[Any]) -> list[tuple]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()


def vector_of(title: str, body: str) -> str:
    """A tsvector as text; tokens of the title weigh most."""
    places: dict[str, list[str]] = {}
    size = 0
    for position, (whole, weight) in enumerate(_weighted(title, body), start=1):
        token = whole[:LONGEST_TOKEN]
        if token not in places:
            size += len(token.encode())
            if len(places) >= MOST_LEXEMES or size > MOST_BYTES:
                continue
        found = places.setdefault(token, [])
        if len(found) < MOST_POSITIONS:
            found.append(f"{min(position, LAST_POSITION)}{weight}")
    return " ".join(f"{_quoted(token)}:{','.join(dict.fromkeys(found))}" for token, found in places.items())


def _weighted(title: str, body: str) -> Iterator[tuple[str, str]]:
    yield from ((token, "A") for token in title.split())
    yield from ((token, "") for token in body.split()[:MOST_TOKENS])


def _from(condition: str) -> str:
    """The table of tokens; that of documents only where the condition asks for it."""
    document = " JOIN search_document d ON d.id = t.document_id" if " d." in condition or "(d." in condition else ""
    return f"FROM search_tokens t{document}"


def _strict(query: Query) -> tuple[str, list[str]]:
    """The condition of a strict hit: tokens by the index, and long forms once more as they stand in the text."""
    terms = list(needed_terms(query))
    if not terms:
        return "", []
    conditions, values = ["vector @@ %s::tsquery"], [_tsquery(query)]
    for term in terms:
        if any(_long_runs(form) for form in term.forms):
            alternatives = []
            for form in term.forms:
                long = _long_runs(form)
                tests = ["(position(%s in d.folded_title) > 0 OR position(%s in d.folded_body) > 0)"] * len(long)
                alternatives.append(" AND ".join(["vector @@ %s::tsquery", *tests]))
                values += [_form(form), *(run for run in long for _ in range(2))]
            conditions.append(f"({' OR '.join(alternatives)})")
    return " AND ".join(conditions), values


def _long_runs(form: str) -> list[str]:
    """Stretches of characters whose pairs say too little: they may stand apart."""
    return [run for run in runs(form) if is_han(run) and len(run) > 2]


def _tsquery(query: Query) -> str:
    return "&".join(_term(term) for term in needed_terms(query))


def _term(term: Term) -> str:
    return f"({'|'.join(_form(form) for form in term.forms)})"


def _form(form: str) -> str:
    found = "&".join(_quoted(token) for phrase in phrases(form) for token in phrase)
    mark = mark_of(form)
    return f"({found})|{_quoted(mark)}" if mark else f"({found})"


def _quoted(token: str) -> str:
    clean = token.replace("\\", "").replace("'", "")
    return f"'{clean[:-1]}':*" if clean.endswith("*") else f"'{clean[:LONGEST_TOKEN]}'"


def _where(narrowing: Narrowing) -> tuple[str, list[Any]]:
    tests = "".join(f" AND d.{column} = ANY(%s)" for column in narrowing.values)
    return tests, [list(allowed) for allowed in narrowing.values.values()]
