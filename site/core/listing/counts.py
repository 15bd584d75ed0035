"""How many entries every choice of a listing's filters leaves: one grouped statement per site version."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Func, IntegerField, QuerySet

from core.listing.filters import Filters, apply, entries
from core.models import BasePage
from core.registries import state_parts
from core.serving.state import Kept, SiteState

# (section id, city id, theme, content type id, year, number of entries)
Cell = tuple[int, int | None, str, int, int, int]
DIMENSIONS = ("section", "city", "theme", "kind", "year")


@dataclass(frozen=True)
class Counts:
    """All live entries, counted by everything that a filter can choose."""

    cells: Sequence[Cell]

    @cached_property
    def by_section(self) -> Counter:
        """Number of entries by section id."""
        return self._by(0)

    @cached_property
    def by_city(self) -> Counter:
        """Number of entries by city id."""
        return self._by(1)

    def _by(self, position: int) -> Counter:
        counter: Counter = Counter()
        for cell in self.cells:
            counter[cell[position]] += cell[5]
        return counter


class ShanghaiYear(Func):
    """The year of a time as readers in Shandong date it; eight hours ahead at every turn of a year since 1949."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list]:
        """SQLite's own function is ten times faster than Django's, which calls back into Python."""
        template = "CAST(strftime('%%%%Y', %(expressions)s, '+8 hours') AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list]:
        """By the name of the time zone."""
        template = "CAST(EXTRACT(YEAR FROM %(expressions)s AT TIME ZONE 'Asia/Shanghai') AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)


@state_parts.register("counts")
def load_counts(state: SiteState) -> Counts:
    """All counts of listings in one grouped statement, read from an index alone."""
    return Counts(_cells(entries()))


def count(filters: Filters, state: SiteState) -> int:
    """Number of entries that these filters leave."""
    return sums(filters, state)[0]


def content_type_id(label: str) -> int:
    """Id of the content type of a model label such as `columns.storypage`; Django keeps it per process."""
    return ContentType.objects.get_by_natural_key(*label.split(".")).pk


def _cells(pages: QuerySet[BasePage]) -> list[Cell]:
    rows = pages.order_by().annotate(year=ShanghaiYear("display_date"))
    keys = ("section_id", "city_id", "theme", "content_type_id", "year")
    return [tuple(row) for row in rows.values_list(*keys).annotate(number=Count("*"))]


def sums(filters: Filters, state: SiteState) -> tuple[int, dict[str, Counter]]:
    """Total, and by dimension a counter of what each of its values would leave; kept per version."""
    return state.keep(("counts", filters), lambda: Kept(_add_up(filters, state)))


def _add_up(filters: Filters, state: SiteState) -> tuple[int, dict[str, Counter]]:
    if filters.unit or filters.unit_id:
        unit = Filters(unit=filters.unit, unit_id=filters.unit_id)
        cells = state.keep(("cells", unit), lambda: Kept(_cells(apply(entries(), unit, state))))
    else:
        cells = state.part("counts").cells
    return add_up(cells, filters, state)


def add_up(cells: Sequence[Cell], filters: Filters, state: SiteState) -> tuple[int, dict[str, Counter]]:
    """Total of the cells that pass the filters, and by dimension what each of its values would leave."""
    city = next((c.id for c in state.part("cities").values() if c.code == filters.city), None)
    kind = content_type_id(filters.kind) if filters.kind else None
    wanted = (filters.section or None, city, filters.theme or None, kind, filters.year or None)
    total, sums = 0, {name: Counter() for name in DIMENSIONS}
    for cell in cells:
        number = cell[5]
        missed = [i for i in range(5) if wanted[i] is not None and cell[i] != wanted[i]]
        if not missed:
            total += number
            for i, name in enumerate(DIMENSIONS):
                sums[name][cell[i]] += number
        elif len(missed) == 1:
            sums[DIMENSIONS[missed[0]]][cell[missed[0]]] += number
    return total, sums
