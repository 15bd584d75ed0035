"""The order of hits: one function over the texts of candidates, so that every engine answers in the same order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from search.analysis.query import Query, Term
from search.analysis.words import is_han, is_word, runs, tokens, words

# Occurrences saturate, long texts count a little less: the usual figures of BM25.
SATURATION, LENGTH_SHARE = 1.2, 0.4
IN_TITLE, FIRST_IN_TITLE = 1.8, 0.25
# A synonym counts a little less than the word itself; a word that only arises across word borders, much less.
SYNONYM, ACCIDENT = 0.85, 0.25
WHOLE_IN_TITLE, SAME_AS_TITLE, SHORT_TITLE = 0.6, 2.0, 0.5
# A long stretch of the query that stands in the body as it is leaves little doubt.
WHOLE_IN_BODY, LONG_STRETCH = 0.35, 4
TOGETHER = 0.6
PAIRS, PARTS = 0.45, 0.6
LONGEST_COMPARED = 4_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """The folded texts of a document that an engine found."""

    id: int
    title: str
    body: str
    title_words: str
    body_words: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many documents there are and in how many of them a word stands."""

    documents: int
    numbers: Mapping[str, int]

    def weight(self, word: str) -> float:
        """The rarer a word, the more it says."""
        number = self.numbers.get(word)
        if number is None:
            return log(1 + self.documents) * 0.8 + 0.5
        return log(1 + (self.documents - number + 0.5) / (number + 0.5)) + 0.3


def words_to_count(query: Query) -> list[str]:
    """Words whose numbers `rank` asks for."""
    return list({word for term in query.terms for form in term.forms for word in [form, *words(form)]})


def rank(query: Query, candidates: Sequence[Candidate], statistics: Statistics, least: float = 0.0) -> list[int]:
    """Ids of the candidates, best first; equal ones in the order they came in.

    Those that reach less than the share `least` of the best are left out.
    """
    if not candidates:
        return []
    average = sum(len(c.body) for c in candidates) / len(candidates) or 1.0
    plan = _Plan(query, candidates, statistics, average)
    scores = {candidate.id: plan.score(candidate) for candidate in candidates}
    enough = max(scores.values()) * least
    return sorted((pk for pk in scores if scores[pk] >= enough), key=lambda pk: -scores[pk])


class _Plan:
    """What is the same for all candidates of one query."""

    def __init__(self, query: Query, candidates: Sequence[Candidate], statistics: Statistics, average: float) -> None:
        self.query = query
        self.average = average
        self.weights = {term: self._weight(term, statistics) for term in query.terms}
        self.total = sum(self.weights.values()) or 1.0
        self.parts = {term: self._parts_of(term, statistics) for term in query.terms}
        self.pairs = self._pair_weights(candidates)

    def score(self, candidate: Candidate) -> float:
        """How well a candidate answers."""
        title_words, body_words = f" {candidate.title_words} ", f" {candidate.body_words} "
        size = 1 - LENGTH_SHARE + LENGTH_SHARE * len(candidate.body) / self.average
        score = 0.0
        for term, weight in self.weights.items():
            found = max(
                _presence(form, candidate, title_words, body_words, size) * (SYNONYM if at else 1)
                for at, form in enumerate(term.forms)
            )
            if not found:
                found = PARTS * sum(
                    share * min(1.0, _presence(part, candidate, title_words, body_words, size))
                    for part, share in self.parts[term]
                )
            score += weight * found
        text = f"{candidate.title}\n{candidate.body}"
        score += PAIRS * sum(weight for pair, weight in self.pairs.items() if pair in text)
        return score + self.total * (self._whole(candidate) + TOGETHER * self._together(candidate))

    def _weight(self, term: Term, statistics: Statistics) -> float:
        if len(term.text) == 1 and is_han(term.text):
            return 0.5
        return statistics.weight(term.text) if term.is_needed else 0.7 * statistics.weight(term.text)

    def _parts_of(self, term: Term, statistics: Statistics) -> list[tuple[str, float]]:
        """Shorter words inside a term, with their share of it."""
        parts = [word for word in dict.fromkeys(words(term.text)) if word != term.text]
        whole = sum(len(part) for part in parts)
        return [(part, len(part) / max(whole, len(term.text))) for part in parts]

    def _pair_weights(self, candidates: Sequence[Candidate]) -> dict[str, float]:
        """Pairs of neighbouring characters of the query; those that few candidates have say more."""
        pairs = {
            pair for stretch in self.query.stretches for pair in tokens(stretch) if len(pair) == 2 and is_han(pair)
        }
        weights = {}
        for pair in pairs:
            number = sum(pair in candidate.title or pair in candidate.body for candidate in candidates)
            if number:
                weights[pair] = log(1 + len(candidates) / number)
        return weights

    def _whole(self, candidate: Candidate) -> float:
        """What the query as one piece is worth, in title and body."""
        best = 0.0
        for stretch in self.query.stretches:
            if len(stretch) < 2:
                continue
            share = min(1.0, len(stretch) / max(1, len("".join(self.query.stretches))))
            if stretch in candidate.title:
                exact = SAME_AS_TITLE if _bare(candidate.title) == stretch else 0.0
                best += share * (WHOLE_IN_TITLE + exact + SHORT_TITLE * len(stretch) / max(1, len(candidate.title)))
            elif stretch in _bare(candidate.title):
                best += share * (WHOLE_IN_TITLE + (SAME_AS_TITLE if _bare(candidate.title) == stretch else 0.0))
            elif stretch in candidate.body or (len(stretch) > LONG_STRETCH and stretch in _bare(candidate.body)):
                best += share * WHOLE_IN_BODY * max(1.0, min(len(stretch) / LONG_STRETCH, 3.0))
        return best

    def _together(self, candidate: Candidate) -> float:
        """The largest part of the query that stands in one passage."""
        if len(self.weights) < 2:
            return 0.0
        best = 0.0
        for passage in candidate.body.split("\n"):
            here = sum(weight for term, weight in self.weights.items() if any(form in passage for form in term.forms))
            best = max(best, here)
        return best / self.total


def _presence(form: str, candidate: Candidate, title_words: str, body_words: str, size: float) -> float:
    """How strongly a form stands in a candidate."""
    in_title, in_body = candidate.title.count(form), candidate.body.count(form)
    if not in_title and not in_body:
        return 0.0
    title_value = float(bool(in_title))
    frequency = float(in_body)
    if is_word(form):
        mark = f" {form} "
        if in_title and mark not in title_words:
            title_value = ACCIDENT
        if in_body:
            real = body_words.count(mark)
            frequency = real if real else ACCIDENT
        if title_value < 1 and (not in_body or frequency <= ACCIDENT):
            return ACCIDENT * (1 + 0.2 * bool(in_title))
    body_value = frequency * (SATURATION + 1) / (frequency + SATURATION * size)
    early = FIRST_IN_TITLE if in_title and title_value == 1 and candidate.title.startswith(form) else 0.0
    return body_value + IN_TITLE * title_value + early


@lru_cache(maxsize=1024)
def _bare(text: str) -> str:
    """Without spaces and punctuation, as the stretches of a query are."""
    return "".join(runs(text[:LONGEST_COMPARED]))
