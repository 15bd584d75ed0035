"""Numbered pages of a listing: ids from a partial index, then the rows."""

from dataclasses import dataclass
from math import ceil

from django.db.models import QuerySet

from core.listing.cards import Card, cards
from core.listing.filters import Filters, apply
from core.models import BasePage
from core.serving.state import Kept, SiteState

PER_PAGE = 20
WINDOW = 2
NEWEST_FIRST = ("-display_date", "-pk")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a listing. `numbers` holds page numbers and None where some are left out."""

    cards: list[Card]
    number: int
    last: int
    total: int
    numbers: list[int | None]

    @property
    def previous(self) -> int | None:
        """Number of the page before, or None."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """Number of the page after, or None."""
        return self.number + 1 if self.number < self.last else None


def entries() -> QuerySet[BasePage]:
    """Every live entry, whatever its type."""
    return BasePage.objects.public().filter(section__isnull=False)


def list_page(filters: Filters, asked: str, state: SiteState, per_page: int = PER_PAGE) -> Page:
    """Page `asked` (any text; broken numbers count as 1, too large ones as the last) of the entries so filtered.

    One statement; a second one, kept until the next change, for a combination of filters that is new.
    """
    total = count(filters, state)
    last = max(1, ceil(total / per_page))
    number = int(asked[:9]) if asked.isascii() and asked.isdigit() else 1
    number = min(max(1, number), last)
    start = (number - 1) * per_page
    ids = apply(entries(), filters, state).order_by(*NEWEST_FIRST).values("pk")[start : start + per_page]
    found = cards(BasePage.objects.filter(pk__in=ids).order_by(*NEWEST_FIRST), state) if total else []
    return Page(found, number, last, total, _numbers(number, last))


def count(filters: Filters, state: SiteState) -> int:
    """Number of entries; common combinations come out of one grouped statement per version."""
    if not (filters.unit or filters.year or filters.theme or filters.kind):
        counts = state.part("counts")
        city = next((c.id for c in state.part("cities").values() if c.code == filters.city), None)
        if filters.section and city:
            return counts.by_both[filters.section, city]
        if filters.section:
            return counts.by_section[filters.section]
        return counts.by_city[city] if city else counts.total
    return state.keep(("count", filters), lambda: Kept(apply(entries(), filters, state).order_by().count()))


def _numbers(number: int, last: int) -> list[int | None]:
    shown = sorted({1, last, *range(max(1, number - WINDOW), min(last, number + WINDOW) + 1)})
    out: list[int | None] = []
    for value in shown:
        if out and out[-1] is not None and value - out[-1] == 2:
            out.append(value - 1)
        elif out and out[-1] is not None and value - out[-1] > 2:
            out.append(None)
        out.append(value)
    return out
