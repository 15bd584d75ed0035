"""Numbered pages of a listing: ids from a partial index, then the rows."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.db.models import F, Q, QuerySet, Value, Window
from django.db.models.functions import Mod, RowNumber

from core.listing.cards import Card, cards
from core.listing.counts import count
from core.listing.filters import Filters, apply, entries
from core.models import BasePage
from core.serving.state import Kept, SiteState

PER_PAGE = 20
WINDOW = 2
# Deep pages start at a boundary that is kept every so many entries.
STRIDE = 500
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


def list_page(filters: Filters, asked: str, state: SiteState, per_page: int = PER_PAGE) -> Page:
    """Page `asked` (any text; broken numbers count as 1, too large ones as the last) of the entries so filtered.

    One statement; the counts of a combination that is new and the boundaries of deep pages are kept until the next
    change. The ids come from an index in its own order: the database sorts nothing, at any depth.
    """
    total = count(filters, state)
    last = max(1, ceil(total / per_page))
    number = int(asked[:9]) if asked.isascii() and asked.isdigit() else 1
    number = min(max(1, number), last)
    ids = _ids(filters, (number - 1) * per_page, per_page, state)
    found = cards(BasePage.objects.filter(pk__in=ids).order_by(), state) if total else []
    found.sort(key=lambda card: (card.date, card.id), reverse=True)
    return Page(found, number, last, total, page_numbers(number, last))


def _ids(filters: Filters, start: int, size: int, state: SiteState) -> QuerySet:
    """Ids of `size` entries after the first `start`; from `STRIDE` on, counted from the nearest kept boundary."""
    pages = apply(entries(), filters, state).order_by(*NEWEST_FIRST)
    if start >= STRIDE:
        boundaries = state.keep(("boundaries", filters), lambda: Kept(_boundaries(pages)))
        skipped = min(start // STRIDE, len(boundaries))
        if skipped:
            date, pk = boundaries[skipped - 1]
            start -= skipped * STRIDE
            # The first condition is what the index can seek; alone, the second would be read from the beginning.
            pages = pages.filter(display_date__lte=date).filter(Q(display_date__lt=date) | Q(pk__lt=pk))
    return pages.values("pk")[start : start + size]


def _boundaries(pages: QuerySet) -> list[tuple[datetime, int]]:
    """Date and id of every `STRIDE`-th entry."""
    place = Window(RowNumber(), order_by=[F("display_date").desc(), F("pk").desc()])
    numbered = pages.order_by().annotate(place=place, rest=Mod(place, Value(STRIDE)))
    return list(numbered.filter(rest=0).order_by("place").values_list("display_date", "pk"))


def page_numbers(number: int, last: int) -> list[int | None]:
    """Page numbers to show around `number`; None where some are left out."""
    shown = sorted({1, last, *range(max(1, number - WINDOW), min(last, number + WINDOW) + 1)})
    out: list[int | None] = []
    for value in shown:
        if out and out[-1] is not None and value - out[-1] == 2:
            out.append(value - 1)
        elif out and out[-1] is not None and value - out[-1] > 2:
            out.append(None)
        out.append(value)
    return out
