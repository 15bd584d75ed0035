"""The bands of the home page, worked out once per site version: two statements for all of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from core.listing.cards import Card, cards, in_order
from core.listing.filters import entries
from core.listing.pager import NEWEST_FIRST
from core.listing.sections import Section
from core.models import BasePage
from core.registries import home_bands
from core.serving.bands import HomeBand
from core.serving.parts import CityInfo
from core.serving.state import Kept, SiteState
from core.serving.visit import Visit
from home.topics import Topic, current_topics

NEWS = 7
PER_COLUMN = 3
NOTICES = 5
MEDIA = 5
PER_DESK = 4
TILE_STEPS = 4
TOPICS = 3


@dataclass(frozen=True, slots=True)
class ColumnBand:
    """A column with its newest entry and two lines below."""

    section: Section
    lead: Card
    lines: list[Card]


@dataclass(frozen=True, slots=True)
class LinesBand:
    """A column as a list of lines."""

    section: Section
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class CityTile:
    """A city, its number of entries and the step of its tone, 1 to 4."""

    city: CityInfo
    count: int
    step: int


@dataclass(frozen=True, slots=True)
class Bands:
    """Everything the home page shows; an empty band is not rendered."""

    headline: Card | None
    links: list[tuple[str, str, str]]
    news: list[Card]
    columns: list[ColumnBand]
    practice: list[LinesBand]
    notices: LinesBand | None
    media: LinesBand | None
    tiles: list[CityTile]
    topics: list[Topic]
    # Bands of other apps.
    further: list[HomeBand]


@dataclass(frozen=True, slots=True)
class Choices:
    """What editors chose: the headline and its end, and the facts kept of the rows below the home page."""

    headline_id: int | None
    headline_until: datetime | None
    show_cities: bool
    facts: dict[str, Any]

    def next_change_at(self, now: datetime) -> datetime | None:
        """The next instant at which headline or a pinned entry runs out."""
        times = [self.headline_until, *(parse_datetime(until) for _, until in self.facts.get("picks", []) if until)]
        return min((t for t in times if t is not None and t > now), default=None)


def bands_of(chosen: Choices, visit: Visit) -> Bands:
    """The bands as they are now; a preview works them out afresh."""
    if visit.is_preview:
        return _build(chosen, visit)
    return visit.state.keep("home", lambda: _kept(chosen, visit), visit.now)


def _kept(chosen: Choices, visit: Visit) -> Kept:
    bands = _build(chosen, visit)
    return Kept(bands, _next_change(chosen, visit, bands.further))


def _next_change(chosen: Choices, visit: Visit, further: list[HomeBand]) -> datetime | None:
    """Also when a topic is archived or another app's band looks different: both happen by themselves."""
    ends = [topic.archived_from for topic in visit.state.part("topics")] + [band.until for band in further]
    times = [chosen.next_change_at(visit.now), *(end for end in ends if end and end > visit.now)]
    return min((t for t in times if t is not None), default=None)


def _build(page: Choices, visit: Visit) -> Bands:
    facts, state, now = page.facts, visit.state, visit.now
    sections: dict[int, Section] = state.part("sections")
    chosen = [sections[pk] for pk in facts.get("columns", []) if pk in sections]
    apart = [s for s in sections.values() if s.is_notices or s.is_media or s.is_lectures]
    shown = chosen or [s for s in sections.values() if s not in apart]
    headline_id = page.headline_id if not (page.headline_until and page.headline_until <= now) else None
    picks = [pk for pk, until in facts.get("picks", []) if not until or parse_datetime(until) > now]
    found, linked = _cards(state, shown, apart, [pk for pk in [headline_id, *picks] if pk], facts.get("links", []))
    stories = [card for card in found if card.section not in apart]
    headline = next((card for card in found if card.id == headline_id), None) or (stories[0] if stories else None)
    pinned = in_order(picks, found)
    taken = {card.id for card in pinned} | ({headline.id} if headline else set())
    news = [*pinned, *(card for card in stories if card.id not in taken)][:NEWS]
    return Bands(
        headline,
        [(label, text, linked[pk]) for label, text, pk in facts.get("links", []) if pk in linked],
        news,
        _column_bands([s for s in shown if s.group != "practice"], found, headline),
        [band for s in shown if s.group == "practice" and (band := _lines(s, found, PER_DESK))],
        next((band for s in apart if s.is_notices and (band := _lines(s, found, NOTICES))), None),
        next((band for s in apart if s.is_media and (band := _lines(s, found, MEDIA))), None),
        city_tiles(state) if page.show_cities else [],
        current_topics(state.part("topics"), now)[:TOPICS],
        [band for build in home_bands if (band := build(visit)) is not None],
    )


def _cards(
    state: SiteState, shown: list[Section], apart: list[Section], picked: list[int], links: list
) -> tuple[list[Card], dict[int, str]]:
    """All entries of all bands, newest first, in one statement; and paths of the linked pages in a second if any.

    `apart` are the columns whose entries are no news.
    """
    stories = entries().exclude(section_id__in=[s.id for s in apart]) if apart else entries()
    newest = stories.order_by(*NEWEST_FIRST).values("pk")[: NEWS + 1]
    wanted = Q(pk__in=newest) | Q(pk__in=picked)
    for section in [*shown, *(s for s in apart if s not in shown)]:
        size = max(NOTICES, MEDIA) if section in apart else PER_COLUMN + 1
        wanted |= Q(pk__in=entries().filter(section_id=section.id).order_by(*NEWEST_FIRST).values("pk")[:size])
    found = cards(BasePage.objects.public().filter(wanted).order_by(*NEWEST_FIRST), state)
    targets = [pk for _, _, pk in links]
    rows = BasePage.objects.public().filter(pk__in=targets).values_list("pk", "url_path") if targets else ()
    return found, {pk: state.path(url_path) for pk, url_path in rows}


def _lines(section: Section, found: list[Card], size: int) -> LinesBand | None:
    own = [card for card in found if card.section is section][:size]
    return LinesBand(section, own) if own else None


def _column_bands(shown: list[Section], found: list[Card], headline: Card | None) -> list[ColumnBand]:
    bands = []
    for section in shown:
        own = [card for card in found if card.section is section and card is not headline]
        if own:
            bands.append(ColumnBand(section, own[0], own[1:PER_COLUMN]))
    return bands


def city_tiles(state: SiteState) -> list[CityTile]:
    """All sixteen cities in customary order; tones by quartile. No ranking: places are fixed, the figure is printed."""
    counts = state.part("counts").by_city
    cities = list(state.part("cities").values())
    ordered = sorted(counts[city.id] for city in cities)
    if not ordered or not ordered[-1]:
        return []
    bounds = [ordered[len(ordered) * step // TILE_STEPS] for step in range(1, TILE_STEPS)]
    return [
        CityTile(city, counts[city.id], 1 + sum(counts[city.id] >= bound > 0 for bound in bounds)) for city in cities
    ]
