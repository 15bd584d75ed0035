"""What a reader gets around an entry: byline, section, further reading. At most two statements beside the resolver's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.safestring import mark_safe

from core.drawing.covers import cover
from core.listing.cards import COLUMNS, Card, cards_from
from core.listing.filters import entries
from core.listing.pager import NEWEST_FIRST
from core.listing.prepared import PreparedRows
from core.models import BasePage
from core.serving.state import Kept
from core.serving.visit import Visit
from media.renditions import picture

FURTHER = 3


@dataclass(frozen=True, slots=True)
class Related:
    """An entry to read next and the fact that it shares with this one."""

    card: Card
    reason: str


@dataclass(frozen=True, slots=True)
class Further:
    """Entries to read next: before and after in the column, and more of the same school or city."""

    newer: Card | None
    older: Card | None
    related: list[Related]


def entry_context(page: BasePage, visit: Visit) -> dict[str, Any]:
    """Context of every entry type."""
    state = visit.state
    section = state.part("sections").get(page.section_id)
    return {
        "section": section,
        "city": state.part("cities").get(page.city_id),
        "kept": page.kept,
        "facts": page.kept.facts,
        "author": "、".join(names for _, names in page.kept.facts.get("bylines", [])[:1]),
        "lead_picture": picture(page.cover_files, "wide", page.kept.facts.get("lead", {}).get("alt", "")),
        "lead_drawing": mark_safe(cover(section.cover_kind if section else "jian", page.pk or 0)),  # noqa: S308
        "image_url": state.absolute(lead.src) if (lead := picture(page.cover_files, "wide")) else "",
        "share_url": state.absolute(small.src) if (small := picture(page.cover_files, "square")) else "",
        "minutes": max(1, round(page.kept.characters / 400)),
        "further": Further(None, None, [])
        if visit.is_preview
        else state.keep(("further", page.pk), lambda: Kept(further_reading(page, visit))),
    }


def further_reading(page: BasePage, visit: Visit) -> Further:
    """Neighbours and related entries in one statement: ids by indexed sub-selects, then the rows.

    Related are entries of the same unit first, then of the same city, then of the same column: shared facts, no guess.
    """
    known = {"section": page.section_id, "date": page.display_date, "pk": page.pk}
    known |= {name: value for name, value in (("unit", page.unit_id), ("city", page.city_id)) if value}
    rows = _prepared(frozenset(known)).rows(known)
    found = [card for card in cards_from(rows, visit.state) if card.id != page.pk]
    at = (page.display_date, page.pk)
    same_column = [card for card in found if card.section and card.section.id == page.section_id]
    after = [card for card in same_column if (card.date, card.id) > at]
    before = [card for card in same_column if (card.date, card.id) < at]
    unit = page.kept.facts.get("unit", "")
    city = visit.state.part("cities").get(page.city_id)
    here = city.short_name if city else ""
    ranked = sorted(found, key=lambda card: (card.unit != unit or not unit, card.city != here or not here))
    related = [Related(card, _shared(card, unit, here)) for card in ranked[:FURTHER]]
    return Further(after[-1] if after else None, before[0] if before else None, related)


def _shared(card: Card, unit: str, city: str) -> str:
    """Why it is offered: the nearest thing both have."""
    if unit and card.unit == unit:
        return "同一学校"
    return "同一城市" if city and card.city == city else "同一栏目"


@cache
def _prepared(names: frozenset[str]) -> PreparedRows:
    """The statement for an entry that has these facts (a unit or not, a city or not)."""
    stand_ins = {"section": -1, "date": datetime(1901, 1, 1, tzinfo=UTC), "pk": -2, "unit": -3, "city": -4}
    return PreparedRows(_further_rows, {name: stand_ins[name] for name in names})


def _further_rows(known: Mapping[str, Any]) -> QuerySet:
    column, date, pk = entries().filter(section_id=known["section"]), known["date"], known["pk"]
    newer = column.filter(Q(display_date__gt=date) | Q(display_date=date, pk__gt=pk)).order_by("display_date", "pk")
    older = column.filter(Q(display_date__lt=date) | Q(display_date=date, pk__lt=pk)).order_by(*NEWEST_FIRST)
    wanted = Q(pk__in=newer.values("pk")[:1]) | Q(pk__in=older.values("pk")[: FURTHER + 1])
    for name in ("unit", "city"):
        if name in known:
            same = entries().filter(**{f"{name}_id": known[name]}).order_by(*NEWEST_FIRST)
            wanted |= Q(pk__in=same.values("pk")[: FURTHER + 1])
    return BasePage.objects.filter(wanted).order_by(*NEWEST_FIRST).values_list(*COLUMNS)
