"""Which old article became which new one, proposed from the words they share; a person confirms it."""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from regulations.domain.comparison.articles import ArticleText

# A pair of articles that shares less than this much of its weighted words is no pair.
LEAST_PAIR = 0.18
# Less is enough where no other article of either side comes near.
LEAST_LONE, CLEARLY = 0.11, 1.25
# Of an article without a partner, so much must stand in one article of the other side to be a part of it.
LEAST_PART = 0.4
# How much it counts that two articles stand at the same place of their texts.
NEARNESS = 0.06
_NO_WORDS = re.compile(r"[\W_]+")


class PairKind(StrEnum):
    """What became of an article."""

    SAME = "same"
    CHANGED = "changed"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Pair:
    """Old and new articles (indexes) that belong together. `score` 0…1 tells how much they share.

    `is_moved`: it stands elsewhere among the others, not only under another number.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: PairKind
    score: float = 0.0
    is_moved: bool = False


def propose(old: Sequence[ArticleText], new: Sequence[ArticleText]) -> list[Pair]:
    """Every article of both sides in exactly one pair, in the order of the new text, deletions at their old place."""
    table = _Overlap(old, new)
    kinships = table.kinships()
    partner = _partners(table, kinships)
    groups = {i: ([i], [j]) for i, j in partner.items()}
    taken_new = {j: i for i, j in partner.items()}
    _add_splits(table, groups, taken_new)
    _add_merges(table, groups, taken_new)
    return _finished(kinships, [(set(olds), set(news)) for olds, news in groups.values()], old, new)


def mapped(old: Sequence[ArticleText], new: Sequence[ArticleText], links: Iterable[tuple[int, int]]) -> list[Pair]:
    """The same from (old, new) links that a person made: what hangs together is one pair."""
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in links:
        olds, news = {i}, {j}
        for group in [group for group in groups if i in group[0] or j in group[1]]:
            olds, news = olds | group[0], news | group[1]
            groups.remove(group)
        groups.append((olds, news))
    return _finished(_Overlap(old, new).kinships(), groups, old, new)


def _finished(
    kinships: dict[tuple[int, int], float],
    groups: list[tuple[set[int], set[int]]],
    old: Sequence[ArticleText],
    new: Sequence[ArticleText],
) -> list[Pair]:
    moved = _moved([(min(olds), min(news)) for olds, news in groups])
    pairs = [_pair(kinships, olds, news, min(olds) in moved) for olds, news in groups]
    used_old = {i for pair in pairs for i in pair.old}
    used_new = {j for pair in pairs for j in pair.new}
    pairs += [Pair((), (j,), PairKind.NEW) for j in range(len(new)) if j not in used_new]
    pairs += [Pair((i,), (), PairKind.DELETED) for i in range(len(old)) if i not in used_old]
    return _in_order(pairs)


class _Overlap:
    """Shared weight of two-character words between articles; rare words weigh more."""

    def __init__(self, old: Sequence[ArticleText], new: Sequence[ArticleText]) -> None:
        self.old, self.new = old, new
        sides = [[_bags(article) for article in side] for side in (old, new)]
        frequency = Counter(word for side in sides for bags in side for word in set().union(*bags))
        total = len(old) + len(new)
        weight = {word: math.log(1 + total / count) for word, count in frequency.items()}
        self.old_lines, self.new_lines = (_Lines(side, weight) for side in sides)
        self._by_lines = self._shared(weight, max(20, total // 4))
        self.shared: dict[tuple[int, int], float] = defaultdict(float)
        for (p, q), amount in self._by_lines.items():
            self.shared[self.old_lines.article[p], self.new_lines.article[q]] += amount

    def _shared(self, weight: dict[str, float], most: int) -> dict[tuple[int, int], float]:
        """(old line, new line) → shared weight; words that stand nearly everywhere pair nothing by themselves."""
        where: dict[str, list[int]] = defaultdict(list)
        for q, bag in enumerate(self.new_lines.bags):
            for word in bag:
                where[word].append(q)
        shared: dict[tuple[int, int], float] = defaultdict(float)
        for p, bag in enumerate(self.old_lines.bags):
            for word, count in bag.items():
                found = where.get(word, ())
                if len(found) <= most:
                    for q in found:
                        shared[p, q] += min(count, self.new_lines.bags[q][word]) * weight[word]
        return shared

    def kinships(self) -> dict[tuple[int, int], float]:
        """(old article, new article) → how alike they are, 0…1: their best lines against one another, by weight."""
        best: dict[tuple[int, int], float] = defaultdict(float)
        for (p, q), amount in self._by_lines.items():
            likeness = 2 * amount / (self.old_lines.sizes[p] + self.new_lines.sizes[q])
            key = p, self.new_lines.article[q]
            best[key] = max(best[key], likeness)
        kinship: dict[tuple[int, int], float] = defaultdict(float)
        for (p, j), likeness in best.items():
            i = self.old_lines.article[p]
            kinship[i, j] += likeness * self.old_lines.sizes[p] / self.old_lines.whole[i]
        for (i, j), amount in self.shared.items():
            likeness = 2 * amount / (self.old_lines.whole[i] + self.new_lines.whole[j])
            kinship[i, j] = 1.0 if self.is_same(i, j) else min(0.999, max(kinship[i, j], likeness))
        return kinship

    def is_same(self, i: int, j: int) -> bool:
        """Whether both say the same, white space aside."""
        return "".join(self.old[i].text.split()) == "".join(self.new[j].text.split())

    def part_of_new(self, i: int, j: int) -> float:
        """How much of the old article stands in the new one."""
        return self._best_part(self.old_lines.of[i], self.new_lines.of[j], self.old_lines)

    def part_of_old(self, i: int, j: int) -> float:
        """How much of the new article stood in the old one."""
        return self._best_part(self.old_lines.of[i], self.new_lines.of[j], self.new_lines)

    def _best_part(self, olds: list[int], news: list[int], side: "_Lines") -> float:
        """The lines of one side by the part of each that its best line on the other side holds."""
        is_old = side is self.old_lines
        own, other = (olds, news) if is_old else (news, olds)
        held = 0.0
        for line in own:
            pairs = [(line, o) if is_old else (o, line) for o in other]
            held += max((self._by_lines.get(pair, 0.0) for pair in pairs), default=0.0)
        whole = sum(side.sizes[line] for line in own)
        return held / whole if whole else 0.0


class _Lines:
    """The lines of all articles of one side: words of each, weight, article; weight of each article."""

    def __init__(self, articles: list[list[Counter[str]]], weight: dict[str, float]) -> None:
        self.bags = [bag for bags in articles for bag in bags]
        self.article = [i for i, bags in enumerate(articles) for _ in bags]
        self.sizes = [sum(n * weight[w] for w, n in bag.items()) or 1.0 for bag in self.bags]
        self.of: list[list[int]] = [[] for _ in articles]
        for line, i in enumerate(self.article):
            self.of[i].append(line)
        self.whole = [sum(self.sizes[line] for line in lines) for lines in self.of]


def _partners(table: _Overlap, kinships: dict[tuple[int, int], float]) -> dict[int, int]:
    """Best pairs first; among equal ones those that stand at a similar place."""
    lengths = max(len(table.old), 1), max(len(table.new), 1)
    found = []
    rivals = _two_best(kinships)
    for (i, j), kinship in kinships.items():
        second = max(
            (value for key in (("old", i), ("new", j)) for value in rivals[key] if value != kinship), default=0.0
        )
        if kinship >= LEAST_PAIR or (kinship >= LEAST_LONE and kinship >= CLEARLY * second):
            nearness = 1 - abs(i / lengths[0] - j / lengths[1])
            found.append((kinship + NEARNESS * nearness, -i, -j))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(found, reverse=True):
        if -i not in partner and -j not in taken:
            partner[-i] = -j
            taken.add(-j)
    return partner


def _two_best(kinships: dict[tuple[int, int], float]) -> dict[tuple[str, int], list[float]]:
    """The two highest values of each article of each side."""
    best: dict[tuple[str, int], list[float]] = defaultdict(list)
    for (i, j), kinship in kinships.items():
        for key in (("old", i), ("new", j)):
            best[key] = sorted([*best[key], kinship])[-2:]
    return best


def _add_splits(table: _Overlap, groups: dict[int, tuple[list[int], list[int]]], taken: dict[int, int]) -> None:
    """A new article without partner whose text stood in an old one is a part of that."""
    for j in range(len(table.new)):
        if j in taken:
            continue
        part, i = max(((table.part_of_old(i, j), i) for i in groups), default=(0.0, -1))
        if part >= LEAST_PART:
            groups[i][1].append(j)
            taken[j] = i


def _add_merges(table: _Overlap, groups: dict[int, tuple[list[int], list[int]]], taken: dict[int, int]) -> None:
    """An old article without partner whose text stands in a new one went into that."""
    for i in range(len(table.old)):
        if i in groups:
            continue
        part, j = max(((table.part_of_new(i, j), j) for j in taken), default=(0.0, -1))
        if part >= LEAST_PART and len(groups[taken[j]][1]) == 1:
            groups[taken[j]][0].append(i)


def _pair(kinships: dict[tuple[int, int], float], olds: set[int], news: set[int], is_moved: bool) -> Pair:
    score = max(kinships.get((i, j), 0.0) for i in olds for j in news)
    if len(news) > 1:
        kind = PairKind.SPLIT
    elif len(olds) > 1:
        kind = PairKind.MERGED
    else:
        kind = PairKind.SAME if score == 1.0 else PairKind.CHANGED
    return Pair(tuple(sorted(olds)), tuple(sorted(news)), kind, round(score, 3), is_moved)


def _moved(places: list[tuple[int, int]]) -> set[int]:
    """Old indexes outside the longest run that keeps its order."""
    ordered = sorted(places)
    tails: list[int] = []
    at: list[int] = []
    before = [-1] * len(ordered)
    for position, (_, j) in enumerate(ordered):
        place = bisect_left(tails, j)
        before[position] = at[place - 1] if place else -1
        tails[place : place + 1] = [j]
        at[place : place + 1] = [position]
    kept, last = set(), at[-1] if at else -1
    while last >= 0:
        kept.add(last)
        last = before[last]
    return {i for position, (i, _) in enumerate(ordered) if position not in kept}


def _in_order(pairs: list[Pair]) -> list[Pair]:
    """By the new text; a deleted article follows what its neighbour became."""
    of_old = {i: min(pair.new) for pair in pairs for i in pair.old if pair.new}
    keys = {}
    for pair in pairs:
        if pair.new:
            keys[pair] = (min(pair.new), 0, 0)
        else:
            earlier = [i for i in of_old if i < pair.old[0]]
            keys[pair] = (of_old[max(earlier)] if earlier else -1, 1, pair.old[0])
    return sorted(pairs, key=keys.__getitem__)


def _bags(article: ArticleText) -> list[Counter[str]]:
    """The two-character words of each line, without punctuation; an article has at least one line."""
    lines = [_NO_WORDS.sub("", line) for line in article.text.split("\n")]
    return [Counter(line[at : at + 2] for at in range(max(1, len(line) - 1)) if line) for line in lines]
