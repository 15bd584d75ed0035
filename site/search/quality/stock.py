"""What Wagtail's own search on SQLite makes of the same texts: FTS5 with its tokenizer, words of the query joined by AND."""

from collections.abc import Iterable
from time import perf_counter

from django.db import connections

from search.analysis.fold import well_formed
from search.quality.figures import Outcome
from search.quality.judged import JudgedDocument, JudgedQuery
from search.quality.scratch import scratch_database

# As modelsearch makes it: a run of Chinese characters between two signs is one token.
CREATE = "CREATE VIRTUAL TABLE stock_fts USING fts5(title, body)"
FIND = "SELECT rowid FROM stock_fts WHERE stock_fts MATCH %s ORDER BY bm25(stock_fts) LIMIT 100"


def stock_run(documents: Iterable[JudgedDocument], queries: Iterable[JudgedQuery]) -> list[Outcome]:
    """Index and ask as an installation without this app does."""
    with scratch_database() as using, connections[using].cursor() as cursor:
        cursor.execute(CREATE)
        ids = []
        for document in documents:
            ids.append(document.id)
            row = (len(ids) - 1, well_formed(document.title), well_formed(document.body))
            cursor.execute("INSERT INTO stock_fts(rowid, title, body) VALUES (%s, %s, %s)", row)
        outcomes = []
        for query in queries:
            began = perf_counter()
            words = [word.replace('"', "") for word in well_formed(query.query).split()]
            match = " AND ".join(f'"{word}"' for word in words if word)
            found = []
            if match:
                cursor.execute(FIND, [match])
                found = [ids[row[0]] for row in cursor.fetchall()]
            outcomes.append(Outcome(query, found, len(found), (perf_counter() - began) * 1000))
        return outcomes
