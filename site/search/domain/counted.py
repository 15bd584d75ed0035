"""How many hits there are, and how many every choice of a filter would leave."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from accounts.models import Unit
from core.listing.counts import add_up, content_type_id
from core.listing.facets import Choice, Facets, facets_from
from core.listing.filters import Filters
from core.serving.state import SiteState
from search.models import Document

COLUMNS = ("section_id", "city_id", "theme", "kind", "year", "unit_id")
MOST_UNITS = 12


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits under the filters, hits without any, the choices."""

    total: int
    unfiltered: int
    facets: Facets
    units: list[Choice]


def counted(
    hits: QuerySet[Document], filters: Filters, units: list[int] | None, state: SiteState, kinds: dict[str, str]
) -> Counts:
    """Count `hits`; one grouped statement, and one for the names of units."""
    rows = list(hits.order_by().values_list(*COLUMNS).annotate(number=Count("*")))
    cells = [(row, (*row[:3], content_type_id(row[3]) if row[3] else 0, row[4], row[6])) for row in rows]
    inside = [cell for row, cell in cells if units is None or row[5] in units]
    total, numbers = add_up(inside, filters, state)
    facets = facets_from(total, numbers, filters, state, kinds)
    by_unit: Counter[int] = Counter()
    for row, cell in cells:
        if row[5] is not None and add_up([cell], filters, state)[0]:
            by_unit[row[5]] += row[6]
    return Counts(total, sum(row[6] for row in rows), facets, _unit_choices(by_unit, filters.unit))


def _unit_choices(numbers: Counter, chosen: str) -> list[Choice]:
    common = dict(numbers.most_common(MOST_UNITS))
    names = dict(Unit.objects.filter(pk__in=common).values_list("pk", "name")) if common else {}
    found = [Choice(names[pk], names[pk], number, names[pk] == chosen) for pk, number in common.items() if pk in names]
    if chosen and all(choice.value != chosen for choice in found):
        found.insert(0, Choice(chosen, chosen, 0, True))
    return found
