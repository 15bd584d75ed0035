"""Hits by work point: pages that editors linked to a point of an official text."""

from collections import defaultdict

from django.db.models import QuerySet
from django.utils import timezone

from core.listing.facets import Choice
from core.serving.state import Kept, SiteState
from regulations.reading.catalogue import InstrumentInfo
from regulations.reading.outline import outline_of
from search.models import Document

MOST_POINTS = 20
LONGEST_LABEL = 18


def pages_of_points(state: SiteState) -> dict[str, tuple[str, frozenset[int]]]:
    """`slug/point-4` → its name and the public pages about it, in the order of the text; kept per site version."""
    return state.keep("search_points", lambda: Kept(_pages_of_points(state)))


def pages_of_point(value: str, state: SiteState) -> list[int] | None:
    """The pages about the point that an address names; None for anything else."""
    found = pages_of_points(state).get(value)
    return sorted(found[1]) if found else None


def point_choices(hits: QuerySet[Document], chosen: str, state: SiteState) -> list[Choice]:
    """Points that hits are about, each with their number: one statement, none while no page is about any."""
    points = pages_of_points(state)
    if not points:
        return []
    linked = {page for _, pages in points.values() for page in pages}
    found = set(hits.filter(page_id__in=linked).order_by().values_list("page_id", flat=True))
    rows = [Choice(value, name, len(found & pages), value == chosen) for value, (name, pages) in points.items()]
    return [choice for choice in rows if choice.count or choice.is_chosen][:MOST_POINTS]


def _pages_of_points(state: SiteState) -> dict[str, tuple[str, frozenset[int]]]:
    found = {}
    for info in state.part("instruments").values():
        links = state.part("provision_links").get(info.id) if info.speaks_in_points else None
        if links:
            pages = defaultdict(set)
            for link in links:
                pages["-".join(link.anchor.split("-")[:2])].add(link.page_id)
            names = _names(info, state)
            found |= {f"{info.slug}/{a}": (names[a], frozenset(pages[a])) for a in names if a in pages}
    return found


def _names(info: InstrumentInfo, state: SiteState) -> dict[str, str]:
    """Names of points in reading order: the number, and how the point begins."""
    outline = outline_of(info.on(timezone.localdate()).id, state)
    return {article.anchor: _shortened(article.plain) for article in outline.articles}


def _shortened(text: str) -> str:
    first = text.partition("。")[0].replace("\n", " ")
    return first if len(first) <= LONGEST_LABEL else f"{first[:LONGEST_LABEL]}……"
