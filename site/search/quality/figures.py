"""Figures of a run: nDCG, reciprocal rank, success, recall, zero hits, time."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log2

from search.quality.judged import JudgedQuery

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one query found, and in how many milliseconds. `strict` of the ids hold everything that was asked."""

    query: JudgedQuery
    ids: Sequence[str]
    strict: int
    milliseconds: float


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The means. Queries without an answer have no share in the quality; they count for the times."""
    answerable = [outcome for outcome in outcomes if outcome.query.relevant]
    times = sorted(outcome.milliseconds for outcome in outcomes)
    return {
        "ndcg@10": _mean([ndcg(outcome) for outcome in answerable]),
        "mrr@10": _mean([reciprocal_rank(outcome) for outcome in answerable]),
        "success@1": _mean(
            [float(outcome.ids[:1] != [] and outcome.ids[0] in outcome.query.relevant) for outcome in answerable]
        ),
        "recall@10": _mean([recall(outcome) for outcome in answerable]),
        "zero_hit": _mean([float(not outcome.ids) for outcome in answerable]),
        "p50_ms": _percentile(times, 0.50),
        "p95_ms": _percentile(times, 0.95),
    }


def ndcg(outcome: Outcome) -> float:
    """Normalised discounted gain of the first ten; the gain is 2^grade - 1."""
    grades = outcome.query.relevant
    gained = sum(_gain(grades.get(pk, 0)) / log2(at + 2) for at, pk in enumerate(outcome.ids[:DEPTH]))
    ideal = sorted(grades.values(), reverse=True)[:DEPTH]
    best = sum(_gain(grade) / log2(at + 2) for at, grade in enumerate(ideal))
    return gained / best if best else 0.0


def reciprocal_rank(outcome: Outcome) -> float:
    """One over the place of the first answer among the first ten."""
    places = (at for at, pk in enumerate(outcome.ids[:DEPTH], start=1) if pk in outcome.query.relevant)
    return 1 / next(places, float("inf"))


def recall(outcome: Outcome) -> float:
    """The part of all answers that is among the first ten."""
    return len(set(outcome.ids[:DEPTH]) & set(outcome.query.relevant)) / len(outcome.query.relevant)


def strict_precision(outcomes: Sequence[Outcome]) -> float:
    """The part of all strict hits that are answers, over queries that have strict hits."""
    shares = [
        sum(pk in outcome.query.relevant for pk in outcome.ids[: outcome.strict]) / outcome.strict
        for outcome in outcomes
        if outcome.strict
    ]
    return _mean(shares)


def _gain(grade: float) -> float:
    return 2 ** min(grade, 30.0) - 1


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _percentile(ordered: Sequence[float], share: float) -> float:
    return round(ordered[max(0, ceil(share * len(ordered)) - 1)], 2) if ordered else 0.0
