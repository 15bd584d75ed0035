"""What a reader gets around an entry: byline, section, further reading. At most two statements beside the resolver's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from core.enums import BylineRole
from core.listing.cards import COLUMNS, Card, cards_from
from core.listing.pager import NEWEST_FIRST, entries
from core.listing.prepared import PreparedRows
from core.models import BasePage
from core.serving.state import Kept
from core.serving.visit import Visit
from django.db.models import Q, QuerySet
from media.renditions import picture

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
        "author": "、".join(names for _, names in page.kept.facts.get("bylines", [])[:1]),
        "image_url": state.absolute(lead.src) if (lead := picture(page.cover_files, "wide")) else "",
        "minutes": max(1, round(page.kept.characters / 400)),
        "further": Further(None, None, [])
        if visit.is_preview
        else state.keep(("further", page.pk), lambda: Kept(further_reading(page, visit))),
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
    ranked = sorted(found, key=lambda c: (c.unit != unit or not unit, not city or c.city != city.short_name))
    return Further(after[-1] if after else None, before[0] if before else None, ranked[:FURTHER])


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
