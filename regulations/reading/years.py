"""The point of another year's list that goes on with a point: found by the likeness of their words, never stored."""

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from core.serving.state import Kept, SiteState
from regulations.enums import InstrumentKind
from regulations.reading.catalogue import InstrumentInfo
from regulations.reading.outline import Article, outline_of

LEAST = 0.5
COMPARED = 200


@dataclass(frozen=True, slots=True)
class OtherYear:
    """A point of another list of work points; `likeness` in per cent."""

    title: str
    number: str
    heading: str
    path: str
    likeness: int


def other_years(info: InstrumentInfo, article: Article, day: date, state: SiteState) -> list[OtherYear]:
    """The likest point of every other list of work points, by the title of the list; kept per site version."""
    if info.kind != InstrumentKind.WORK_POINTS:
        return []
    key = ("years", info.id, article.anchor, day)
    return state.keep(key, lambda: Kept(_found(info, article, day, state)))


def _found(info: InstrumentInfo, article: Article, day: date, state: SiteState) -> list[OtherYear]:
    own = _words(article)
    found = []
    for other in state.part("instruments").values():
        if other.kind != InstrumentKind.WORK_POINTS or other.id == info.id:
            continue
        points = outline_of(other.on(day).id, state).articles
        scored = [(_likeness(own, _words(point)), point) for point in points]
        score, point = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if point is not None and point.head is not None and score >= LEAST:
            path = f"{other.path}{point.anchor}/"
            found.append(OtherYear(other.title, point.number, point.head.heading, path, round(100 * score)))
    return sorted(found, key=lambda year: year.title, reverse=True)


def _words(article: Article) -> tuple[str, str]:
    heading = article.head.heading if article.head is not None else ""
    return heading, article.plain[:COMPARED]


def _likeness(left: tuple[str, str], right: tuple[str, str]) -> float:
    """The likeness of the headings, or of the texts where that is greater."""
    return max(
        SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0
        for one, other in zip(left, right, strict=True)
    )
