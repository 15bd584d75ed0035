"""Which lines that look like articles are articles: by their numbers' sequence, never by looks alone."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from regulations.domain.parsing.marks import Mark, article_of, heading_of
from regulations.domain.parsing.source import Line

_OPENING = "“「『〝"
_CLOSING = "”」』〞"


@dataclass(frozen=True, slots=True)
class Found:
    """An accepted article at `index` of the lines."""

    index: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Articles:
    """The accepted articles of one run, what is quoted in them, and the longest rising chain of their numbers."""

    found: list[Found]
    quoted: frozenset[int]
    chain: frozenset[int]


def articles_of(lines: Sequence[Line], start: int, end: int) -> Articles:
    """The articles among `lines[start:end]`."""
    candidates = _candidates(lines, start, end, False) or _candidates(lines, start, end, True)
    quoted = _quoted(lines, candidates, start, end)
    free = [c for c in candidates if c.index not in quoted]
    rising = _longest_rising([c.mark.key for c in free])
    mostly_bare = sum(not free[i].mark.is_sure for i in rising) * 2 > len(rising)
    accepted = [c for i, c in enumerate(free) if c.mark.is_sure or mostly_bare or _continues(free, rising, i)]
    chain = _longest_rising([c.mark.key for c in accepted])
    return Articles(accepted, frozenset(quoted), frozenset(accepted[i].index for i in chain))


def _candidates(lines: Sequence[Line], start: int, end: int, is_lenient: bool) -> list[Found]:
    marks = ((i, article_of(lines[i], is_lenient)) for i in range(start, end))
    return [Found(i, mark) for i, mark in marks if mark is not None]


def _continues(free: list[Found], rising: list[int], at: int) -> bool:
    """Whether an article without a blank behind its number fits between its neighbours."""
    place = bisect_left(rising, at)
    if place == len(rising) or rising[place] != at:
        return False
    key = free[at].mark.key
    before = free[rising[place - 1]].mark.key if place else (0, 0)
    after = free[rising[place + 1]].mark.key if place + 1 < len(rising) else None
    return follows(before, key) or (after is not None and follows(key, after))


def follows(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether `after` is the next number: 5 → 6, 5 → 5之一, 5之一 → 5之二, 5之二 → 6."""
    return after in ((before[0] + 1, 0), (before[0], before[1] + 1))


def _quoted(lines: Sequence[Line], candidates: list[Found], start: int, end: int) -> set[int]:
    """Lines that another text's article stands on: within open quotation marks, or after 「内容如下：」."""
    quoted: set[int] = set()
    is_article = {c.index: c.mark for c in candidates}
    previous = (0, 0)
    inserted: tuple[int, int] | None = None
    is_open, is_insert = False, False
    for i in range(start, end):
        mark = is_article.get(i) or heading_of(lines[i])
        if mark is not None and mark.kind != "article" and is_insert_start(lines, i) and previous != (0, 0):
            quoted.add(i)
            is_insert = True
        elif i in is_article and mark is not None:
            out_of_turn = not follows(previous, mark.key)
            continues = inserted is not None and follows(inserted, mark.key)
            if out_of_turn and (
                is_open or is_insert or continues or (previous != (0, 0) and is_insert_start(lines, i))
            ):
                quoted.add(i)
                inserted = mark.key
            else:
                is_insert, inserted = False, None
                previous = max(previous, mark.key) if out_of_turn else mark.key
        is_open = _is_open_after(lines[i].text, is_open)
    return quoted


def is_insert_start(lines: Sequence[Line], index: int) -> bool:
    """Whether the line before announces a quotation."""
    return index > 0 and lines[index - 1].text.endswith(("：", ":"))


def _is_open_after(text: str, is_open: bool) -> bool:
    last_open = max(text.rfind(char) for char in _OPENING)
    last_close = max(text.rfind(char) for char in _CLOSING)
    if last_open == last_close:
        return is_open
    return last_open > last_close


def _longest_rising(keys: list[tuple[int, int]]) -> list[int]:
    """Indexes of a longest strictly rising chain; among equal ones the chain with the smallest last numbers."""
    tails: list[tuple[int, int]] = []
    at: list[int] = []
    before: list[int] = [-1] * len(keys)
    for i, key in enumerate(keys):
        place = bisect_left(tails, key)
        before[i] = at[place - 1] if place else -1
        if place == len(tails):
            tails.append(key)
            at.append(i)
        elif tails[place] != key:  # of a repeated number the first one counts
            tails[place], at[place] = key, i
    chain: list[int] = []
    last = at[-1] if at else -1
    while last >= 0:
        chain.append(last)
        last = before[last]
    return chain[::-1]
