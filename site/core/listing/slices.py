"""Numbered pages of any entries whose number is known already: months of the archive, topics."""

from math import ceil

from django.db.models import QuerySet

from core.listing.cards import cards
from core.listing.pager import NEWEST_FIRST, PER_PAGE, Page, page_numbers
from core.models import BasePage
from core.serving.state import SiteState


def slice_page(pages: QuerySet[BasePage], total: int, asked: str, state: SiteState, per_page: int = PER_PAGE) -> Page:
    """Page `asked` of `pages`, which are `total`, newest first; broken numbers count as 1, too large ones as the last.

    One statement. For lists of some thousands: the rows before the page are counted along an index.
    """
    last = max(1, ceil(total / per_page))
    number = int(asked[:9]) if asked.isascii() and asked.isdigit() else 1
    number = min(max(1, number), last)
    start = (number - 1) * per_page
    ids = pages.order_by(*NEWEST_FIRST).values("pk")[start : start + per_page]
    found = cards(BasePage.objects.public().filter(pk__in=ids).order_by(*NEWEST_FIRST), state) if total else []
    return Page(found, number, last, total, page_numbers(number, last))
