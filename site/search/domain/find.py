"""One page of hits for readers: found by the engine, checked against what is public, with its passages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString

from accounts.models import Unit
from core.listing.cards import Card, cards
from core.listing.facets import Choice, Facets
from core.listing.filters import Filters
from core.listing.pager import page_numbers
from core.models import BasePage
from core.serving.state import SiteState
from media.captions import clock
from search.analysis.query import Query
from search.domain.ask import Searcher
from search.domain.counted import counted
from search.domain.direct import Direct, direct_answer
from search.domain.near import near
from search.domain.pages import OWNER
from search.domain.points import pages_of_point, point_choices
from search.domain.things import cards_of_things, shown
from search.domain.vocabulary import site_synonyms
from search.engines.base import CANDIDATES, Engine, Narrowing
from search.highlight import excerpt, finer_patterns_of, marked, patterns_of, spans
from search.models import Document, Passage

PER_PAGE = 20
# Nobody reads on after so many pages; whoever wants all of it narrows the search.
LAST_PAGE = 50
LANDINGS = 3
RELEVANT, NEWEST = "", "date"
SECOND = re.compile(r"\?t=(\d+)")


@dataclass(frozen=True, slots=True)
class Landing:
    """A place in a page where the query stands."""

    path: str
    label: str
    text: SafeString
    time: str = ""
    # In a file that the page offers.
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One page found: its card, its title with the marks, the places where to land, the best first."""

    card: Card
    title: SafeString
    landings: list[Landing]
    # What an editor says of a pinned page; None for every other hit.
    note: str | None = None

    @property
    def times(self) -> list[Landing]:
        """Places in a recording."""
        return [landing for landing in self.landings if landing.time]

    @property
    def further(self) -> list[Landing]:
        """Other places whose heading says something, each heading once."""
        return list({landing.label: landing for landing in reversed(self.landings[1:]) if landing.label}.values())[::-1]

    @property
    def path(self) -> str:
        """Where the title leads: to the best place of the page."""
        return next((landing.path for landing in self.landings if not landing.is_file), self.card.path)


@dataclass(frozen=True, slots=True)
class Result:
    """A page of hits. `total` counts strict hits; `loose` hold only a part of what was asked."""

    asked: str
    hits: list[Hit] = field(default_factory=list)
    loose: list[Hit] = field(default_factory=list)
    total: int = 0
    number: int = 1
    last: int = 1
    repaired: str = ""
    direct: Direct | None = None
    pinned: list[Hit] = field(default_factory=list)
    units: list[Choice] = field(default_factory=list)
    points: list[Choice] = field(default_factory=list)
    # Without any hit: how many there would be without filters, and words that lead somewhere with their number.
    unfiltered: int = 0
    near: list[tuple[str, int]] = field(default_factory=list)
    is_fallback: bool = False
    facets: Facets | None = None
    sort: str = RELEVANT

    @property
    def first_shown(self) -> int:
        """Number of the first hit on this page."""
        return (self.number - 1) * PER_PAGE + 1

    @property
    def last_shown(self) -> int:
        """Number of the last hit on this page."""
        return self.first_shown + len(self.hits) - 1

    @property
    def previous(self) -> int:
        """Number of the page before."""
        return self.number - 1

    @property
    def next(self) -> int:
        """Number of the page after."""
        return self.number + 1

    @property
    def numbers(self) -> list[int | None]:
        """Page numbers to show."""
        return page_numbers(self.number, self.last)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks for."""

    text: str
    filters: Filters
    page: str = ""
    sort: str = RELEVANT
    may_repair: bool = True
    # `slug/point-4` of a work point, or empty.
    point: str = ""


def find(wish: Wish, engine: Engine, state: SiteState, kinds: dict[str, str]) -> Result:
    """Answer a reader; only what is public at this moment is shown or counted."""
    units = _units(wish.filters)
    pages = pages_of_point(wish.point, state)
    narrowing = _narrowing(wish.filters, units, pages, state)
    asked_page = int(wish.page[:9]) if wish.page.isascii() and wish.page.isdigit() else 1
    depth = max(CANDIDATES, min(asked_page, LAST_PAGE) * PER_PAGE)
    searcher = Searcher(engine, synonyms=site_synonyms(state))
    answer = searcher.ask(wish.text, narrowing, may_repair=wish.may_repair, depth=depth)
    if not answer.query:
        return Result(wish.text)
    hits = _public(engine, answer.query, state)
    of_point = hits if pages is None else hits.filter(page_id__in=pages)
    counts = counted(of_point, wish.filters, units, state, kinds)
    last = min(max(1, ceil(counts.total / PER_PAGE)), LAST_PAGE)
    number = min(max(1, asked_page), last)
    start = (number - 1) * PER_PAGE
    if wish.sort == NEWEST:
        rows = _within(hits, narrowing)
        strict = list(rows.order_by("-date", "-pk").values_list("pk", flat=True)[start : start + PER_PAGE])
    else:
        strict = answer.strict[start : start + PER_PAGE]
    loose = answer.loose if number == last else []
    shown = _hits([*strict, *loose], answer.query, state)
    is_first = number == 1
    found = Result(
        wish.text,
        [shown[pk] for pk in strict if pk in shown],
        [shown[pk] for pk in loose if pk in shown],
        counts.total,
        number,
        last,
        answer.repaired,
        direct_answer(answer.query, state) if is_first else None,
        _pinned(answer.query, state) if is_first else [],
        counts.units,
        point_choices(_within(hits, _narrowing(wish.filters, units, None, state)), wish.point, state),
        facets=counts.facets,
        sort=wish.sort,
        is_fallback=engine.is_away,
    )
    return found if found.hits else replace(found, unfiltered=counts.unfiltered, near=near(answer.query))


def _units(filters: Filters) -> list[int] | None:
    if not filters.unit:
        return None
    named = Q(name__icontains=filters.unit) | Q(short_name__icontains=filters.unit)
    return list(Unit.objects.filter(named).values_list("pk", flat=True))


def _narrowing(filters: Filters, units: list[int] | None, pages: list[int] | None, state: SiteState) -> Narrowing:
    city = next((c.id for c in state.part("cities").values() if c.code == filters.city), None)
    values = {
        "section_id": [filters.section] if filters.section else None,
        "city_id": [city] if city is not None else None,
        "unit_id": units,
        "page_id": pages,
        "year": [filters.year] if filters.year else None,
        "theme": [filters.theme] if filters.theme else None,
        "kind": [filters.kind] if filters.kind else None,
    }
    return Narrowing({name: allowed for name, allowed in values.items() if allowed is not None})


def _within(hits: QuerySet[Document], narrowing: Narrowing) -> QuerySet[Document]:
    return hits.filter(**{f"{name}__in": values for name, values in narrowing.values.items()})


def _public(engine: Engine, query: Query, state: SiteState) -> QuerySet[Document]:
    """All strict hits that are public at this moment."""
    return Document.objects.filter(shown(state), engine.all_hits(query))


def _hits(ids: Sequence[int], query: Query, state: SiteState) -> dict[int, Hit]:
    """Hits by document; what is not public any more is left out."""
    rows = Document.objects.filter(pk__in=ids).values_list("pk", "owner", "owner_id", "page_id")
    keys = {pk: (OWNER, page_id) if page_id else (owner, owner_id) for pk, owner, owner_id, page_id in rows}
    pages = [pk for owner, pk in keys.values() if owner == OWNER]
    by_key = cards_of_things(keys.values(), state)
    by_key |= {(OWNER, card.id): card for card in cards(BasePage.objects.public().filter(pk__in=pages), state)}
    passages: dict[int, list[Passage]] = {}
    for passage in Passage.objects.filter(document__in=ids).order_by("document_id", "position"):
        passages.setdefault(passage.document_id, []).append(passage)
    exact, finer = patterns_of(query), finer_patterns_of(query)
    found = {}
    for pk, key in keys.items():
        if card := by_key.get(key):
            found[pk] = Hit(card, marked(card.title, exact), _landings(card, passages.get(pk, []), exact, finer))
    return found


def _pinned(query: Query, state: SiteState) -> list[Hit]:
    pinned = state.part("search_pinned").get(query.text)
    if pinned is None:
        return []
    exact = patterns_of(query)
    found = cards(BasePage.objects.public().filter(pk=pinned.page_id), state)
    return [Hit(card, marked(card.title, exact), [], pinned.note) for card in found]


def _landings(card: Card, passages: list[Passage], exact: list[str], finer: list[str]) -> list[Landing]:
    """The places that say most of what was asked; the beginning when it stands nowhere but in the title."""
    for patterns in (exact, finer):
        scored = [(_score(f"{p.label}\n{p.text}", patterns), -p.position, p) for p in passages]
        best = sorted((row for row in scored if row[0]), key=lambda row: row[:2], reverse=True)
        if best:
            most = best[0][0]
            good = [p for score, _, p in best if score * 2 >= most]
            by_landing = {p.landing: p for p in reversed(good)}
            chosen = sorted(by_landing.values(), key=good.index)[:LANDINGS]
            return [_landing(card, passage, patterns) for passage in chosen]
    return [Landing(card.path, "", excerpt(passages[0].text, ()))] if passages else []


def _score(text: str, patterns: list[str]) -> float:
    """Characters of different patterns first, repetitions a little."""
    places = spans(text, patterns)
    different = {text[start:end] for start, end in places}
    return sum(len(piece) for piece in different) + 0.1 * min(len(places), 10)


def _landing(card: Card, passage: Passage, patterns: list[str]) -> Landing:
    landing, text = passage.landing, passage.text or passage.label
    if match := SECOND.match(landing):
        start, second = _line(passage, patterns) if passage.seconds else (0, int(match[1]))
        text = text[start:]
        landing = f"?t={second}{landing[match.end() :]}"
        time = clock(second)
    else:
        time = ""
    is_file = landing.startswith("/")
    path = landing if is_file else card.path + landing
    return Landing(path, passage.label, excerpt(text, patterns), time, is_file)


def _line(passage: Passage, patterns: list[str]) -> tuple[int, int]:
    """Where the spoken line begins that says most of what was asked, the first of equals: its character, its second."""
    ends = [start for start, _ in passage.seconds[1:]] + [len(passage.text)]
    lines = zip(passage.seconds, ends, strict=True)
    (start, second), _ = max(lines, key=lambda line: _score(passage.text[line[0][0] : line[1]], patterns))
    return start, second
