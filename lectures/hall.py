"""The hall: what the page of a series shows, kept until a lecture changes its state."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from core.listing.filters import entries
from core.listing.slices import slice_page
from core.serving.state import Kept
from core.serving.visit import Visit
from lectures.listed import Listed, coming

if TYPE_CHECKING:
    from core.listing.pager import Page
    from lectures.models import SeriesPage

PER_PAGE = 12
SHOWN_NEXT = 6


@dataclass(frozen=True, slots=True)
class SeasonChoice:
    """A season that has past lectures, and how many."""

    id: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Hall:
    """The next lecture, those after it, and one page of past ones."""

    first: Listed | None
    later: list[Listed]
    seasons: list[SeasonChoice]
    season: SeasonChoice | None
    past: "Page"


def hall_context(page: "SeriesPage", visit: Visit) -> dict[str, Any]:
    """One hall per season and page of the list; a preview works it out afresh."""
    query = visit.request.GET
    season, number = _number(query.get("season", "")), str(_number(query.get("page", "")))
    if visit.is_preview:
        hall = _build(page, visit, season, number).value
    else:
        # A junk season is the same as none: nothing that readers type makes the store grow without end.
        known = {choice.id for choice in _seasons(page, visit)}
        season = season if season in known else 0
        number = number if len(number) <= 3 else "1"
        hall = visit.state.keep(
            ("hall", page.pk, season, number), lambda: _build(page, visit, season, number), visit.now
        )
    section = visit.state.part("sections").get(page.pk)
    return {"hall": hall, "section": section, "query": f"season={hall.season.id}" if hall.season else ""}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


def _seasons(page: "SeriesPage", visit: Visit) -> list[SeasonChoice]:
    """Seasons with live lectures of this series, newest first; one statement per version and moment of an end."""
    return visit.state.keep(("seasons", page.pk), lambda: _load_seasons(page, visit.now), visit.now)


def _load_seasons(page: "SeriesPage", now: datetime) -> Kept:
    past = entries().filter(section_id=page.pk, lecturepage__last_ends_at__lte=now).order_by()
    names = ("lecturepage__season_id", "lecturepage__season__name", "lecturepage__season__year")
    rows = past.values_list(*names).annotate(number=Count("*"))
    ordered = sorted((row for row in rows if row[0]), key=lambda row: (row[2], row[0]), reverse=True)
    nearest = entries().filter(section_id=page.pk, lecturepage__last_ends_at__gt=now)
    until = nearest.order_by("lecturepage__last_ends_at").values_list("lecturepage__last_ends_at", flat=True).first()
    return Kept([SeasonChoice(pk, name, number) for pk, name, _, number in ordered], until)


def _build(page: "SeriesPage", visit: Visit, season_id: int, number: str) -> Kept:
    state, now = visit.state, visit.now
    ahead = coming(state, now, page.pk)
    seasons = _seasons(page, visit)
    season = next((choice for choice in seasons if choice.id == season_id), None)
    past = entries().filter(section_id=page.pk, lecturepage__last_ends_at__lte=now)
    if season is not None:
        past = past.filter(lecturepage__season_id=season.id)
    total = season.count if season is not None else sum(choice.count for choice in seasons)
    listing = slice_page(past, total, number, state, PER_PAGE)
    until = min((at for at in (lecture.next_change_at for lecture in ahead) if at), default=None)
    first = next((lecture for lecture in ahead if not lecture.facts["act"]), None)
    later = [lecture for lecture in ahead if lecture is not first][:SHOWN_NEXT]
    return Kept(Hall(first, later, seasons, season, listing), until)
