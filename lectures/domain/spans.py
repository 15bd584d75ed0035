"""Stretches of whole seconds, [from, to) each: joined, counted, cut to a number of new seconds. Pure."""

import re
from collections.abc import Iterable

Span = tuple[int, int]
# What the player sends in a quarter of a minute is a handful; more is no player.
MOST_SPANS, LONGEST_TEXT = 100, 2000
PAIR = re.compile(r"(\d{1,6})-(\d{1,6})", re.ASCII)


def parsed(text: str, duration: int) -> list[Span]:
    """`12-20,30-41` as spans within `duration`; whatever is none is left out."""
    pairs = (PAIR.fullmatch(part) for part in text[:LONGEST_TEXT].split(",")[:MOST_SPANS])
    found = ((int(pair[1]), min(int(pair[2]), duration)) for pair in pairs if pair)
    return [(start, end) for start, end in found if start < end]


def joined(spans: Iterable[Iterable[int]]) -> list[Span]:
    """In order, apart, each second once."""
    result: list[Span] = []
    for start, end in sorted((start, end) for start, end in spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def length(spans: Iterable[Iterable[int]]) -> int:
    """Seconds in spans that are apart."""
    return sum(end - start for start, end in spans)


def credited(known: Iterable[Iterable[int]], sent: Iterable[Span], allowed: int) -> list[Span]:
    """`known` with at most `allowed` new seconds of `sent`, the earliest ones first."""
    spans = joined(known)
    for gap_start, gap_end in _missing(spans, joined(sent)):
        taken = min(allowed, gap_end - gap_start)
        if taken <= 0:
            break
        spans.append((gap_start, gap_start + taken))
        allowed -= taken
    return joined(spans)


def _missing(known: list[Span], sent: list[Span]) -> list[Span]:
    """What of `sent` is not in `known`."""
    gaps = []
    for start, end in sent:
        at = start
        for known_start, known_end in known:
            if known_end <= at or known_start >= end:
                continue
            if known_start > at:
                gaps.append((at, known_start))
            at = max(at, known_end)
        if at < end:
            gaps.append((at, end))
    return gaps
