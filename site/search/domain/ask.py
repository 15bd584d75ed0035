"""Answering a query: strict hits first; when they are few, loose ones after them; repaired when there are none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS

from search.analysis.query import Query, Synonyms, parse, with_forms
from search.domain.repair import repaired
from search.engines.base import CANDIDATES, Engine, Narrowing
from search.models import Document, Word
from search.ranking import Candidate, Statistics, rank, words_to_count

# Fewer strict hits than this are followed by what holds only a part of the query.
FEW = 10
MOST_LOOSE = 20
# A loose hit with less than this share of the best one's score is left out.
LEAST = 0.3
EVERYTHING = Narrowing()


@dataclass(frozen=True, slots=True)
class Answer:
    """Ids of documents, best first. `query` is what was answered; `repaired` says in words how it differs from `asked`."""

    asked: str
    query: Query
    strict: list[int]
    loose: list[int]
    repaired: str = ""


class Searcher:
    """Asks one engine about the documents of one database."""

    def __init__(self, engine: Engine, using: str = DEFAULT_DB_ALIAS, synonyms: Synonyms | None = None) -> None:
        self.engine = engine
        self.using = using
        self.synonyms = synonyms

    def ask(
        self, text: str, narrowing: Narrowing = EVERYTHING, *, may_repair: bool = True, depth: int = CANDIDATES
    ) -> Answer:
        """Answer anything that somebody typed; `depth`: so many strict hits are wanted."""
        query = parse(text, self.synonyms)
        if not query:
            return Answer(text, query, [], [])
        strict = self.engine.strict(query, narrowing, depth)
        if not strict and may_repair and (meant := repaired(query, self.using)):
            second = with_forms(parse(meant[0], self.synonyms), meant)
            if found := self.engine.strict(second, narrowing, depth):
                ranked, loose = self._ranked(second, found), self._loose(second, found, narrowing)
                return Answer(text, second, ranked, loose, "、".join(meant))
        return Answer(text, query, self._ranked(query, strict), self._loose(query, strict, narrowing))

    def _loose(self, query: Query, strict: Sequence[int], narrowing: Narrowing) -> list[int]:
        if len(strict) >= FEW:
            return []
        known = set(strict)
        found = [pk for pk in self.engine.loose(query, narrowing) if pk not in known]
        return self._ranked(query, found, LEAST)[: MOST_LOOSE - len(strict)]

    def _ranked(self, query: Query, ids: Sequence[int], least: float = 0.0) -> list[int]:
        if len(ids) < 2:
            return list(ids)
        best = list(ids[:CANDIDATES])
        columns = ("pk", "folded_title", "folded_body", "title_words", "body_words")
        rows = {row[0]: row for row in Document.objects.using(self.using).filter(pk__in=best).values_list(*columns)}
        candidates = [Candidate(*rows[pk]) for pk in best if pk in rows]
        return [*rank(query, candidates, self._statistics(query), least), *ids[CANDIDATES:]]

    def _statistics(self, query: Query) -> Statistics:
        words = words_to_count(query)
        numbers = dict(Word.objects.using(self.using).filter(text__in=words).values_list("text", "number"))
        documents = Document.objects.using(self.using).order_by("-pk").values_list("pk", flat=True).first() or 1
        return Statistics(documents, numbers)
