"""What a reader gets around an entry: byline, section, further reading. At most two statements beside the resolver's."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.enums import BylineRole
from core.listing.cards import Card, cards
from core.listing.pager import NEWEST_FIRST, entries
from core.models import BasePage
from core.serving.visit import Visit
from django.db.models import Q

if TYPE_CHECKING:
    from columns.models.entry import EntryPage

FURTHER = 3


@dataclass(frozen=True, slots=True)
class Further:
    """Entries to read next: before and after in the column, and more of the same school or city."""

    newer: Card | None
    older: Card | None
    related: list[Card]


def entry_context(page: "EntryPage", visit: Visit) -> dict[str, Any]:
    """Context of every entry type."""
    state = visit.state
    return {
        "section": state.part("sections").get(page.section_id),
        "city": state.part("cities").get(page.city_id),
        "kept": page.kept,
        "facts": page.kept.facts,
        "minutes": max(1, round(page.kept.characters / 400)),
        "further": further_reading(page, visit) if page.pk and not visit.is_preview else Further(None, None, []),
    }


def entry_facts(page: "EntryPage") -> dict[str, Any]:
    """Unit, further units, source and byline, as JSON."""
    return {
        "unit": page.unit.name if page.unit_id else "",
        "related_units": [row.unit.name for row in page.related_units.all()],
        "source": page.source.name if page.source_id else "",
        "bylines": bylines(page),
    }


def bylines(page: "EntryPage") -> list[list[str]]:
    """[role, names] in the editors' order; several rows of one role are one line."""
    lines: dict[str, list[str]] = {}
    for line in page.bylines.all():
        lines.setdefault(str(BylineRole(line.role).label), []).append(line.name)
    return [[role, " ".join(names)] for role, names in lines.items()]


def further_reading(page: "EntryPage", visit: Visit) -> Further:
    """Neighbours and related entries in one statement: ids by four indexed sub-selects, then the rows.

    Related are entries of the same unit first, then of the same city, then of the same column: shared facts, no guess.
    """
    at = (page.display_date, page.pk)
    column = entries().filter(section_id=page.section_id)
    newer = column.filter(Q(display_date__gt=at[0]) | Q(display_date=at[0], pk__gt=at[1])).order_by("display_date", "pk")
    older = column.filter(Q(display_date__lt=at[0]) | Q(display_date=at[0], pk__lt=at[1])).order_by(*NEWEST_FIRST)
    wanted = Q(pk__in=newer.values("pk")[:1]) | Q(pk__in=older.values("pk")[: FURTHER + 1])
    for name in ("unit_id", "city_id"):
        if value := getattr(page, name):
            wanted |= Q(pk__in=entries().filter(**{name: value}).order_by(*NEWEST_FIRST).values("pk")[: FURTHER + 1])
    found = [
        card
        for card in cards(BasePage.objects.filter(wanted).order_by(*NEWEST_FIRST), visit.state)
        if card.id != page.pk
    ]
    same_column = [card for card in found if card.section and card.section.id == page.section_id]
    after = [card for card in same_column if (card.date, card.id) > at]
    before = [card for card in same_column if (card.date, card.id) < at]
    unit = page.kept.facts.get("unit", "")
    city = visit.state.part("cities").get(page.city_id)
    ranked = sorted(found, key=lambda c: (c.unit != unit or not unit, not city or c.city != city.short_name))
    return Further(after[-1] if after else None, before[0] if before else None, ranked[:FURTHER])
