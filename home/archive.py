"""Everything by year and month: how many entries a month has, from one grouped statement per site version."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import CharField, Count, Func, QuerySet

from core.listing.filters import SHANGHAI, entries
from core.models import BasePage
from core.registries import state_parts
from core.serving.state import SiteState


class ShanghaiMonth(Func):
    """`2026-11` of a time as readers in Shandong date it."""

    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list]:
        """SQLite's own function; Django's calls back into Python for every row."""
        return self.as_sql(
            compiler, connection, template="strftime('%%%%Y-%%%%m', %(expressions)s, '+8 hours')", **context
        )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list]:
        """By the name of the time zone."""
        template = "to_char(%(expressions)s AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')"
        return self.as_sql(compiler, connection, template=template, **context)


@dataclass(frozen=True, slots=True)
class Month:
    """A month with entries."""

    year: int
    number: int
    count: int

    @property
    def path(self) -> str:
        """Public path of its page."""
        return f"/archive/{self.year}/{self.number:02d}/"


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its months that have entries, the newest first."""

    number: int
    months: list[Month]

    @property
    def count(self) -> int:
        """Number of its entries."""
        return sum(month.count for month in self.months)

    @property
    def path(self) -> str:
        """Public path of its page."""
        return f"/archive/{self.number}/"


@state_parts.register("archive")
def load_archive(state: SiteState) -> dict[int, Year]:
    """Years by number, the newest first; one statement, read from an index alone."""
    rows = entries().order_by().annotate(month=ShanghaiMonth("display_date")).values_list("month")
    counts = dict(rows.annotate(number=Count("*")))
    years: dict[int, Year] = {}
    for text in sorted(counts, reverse=True):
        year, number = (int(part) for part in text.split("-"))
        years.setdefault(year, Year(year, [])).months.append(Month(year, number, counts[text]))
    return years


def entries_of(year: int, month: int = 0) -> QuerySet[BasePage]:
    """Entries of a Shanghai year, or of one of its months."""
    first = datetime(year, month or 1, 1, tzinfo=SHANGHAI)
    end = datetime(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1, tzinfo=SHANGHAI)
    return entries().filter(display_date__gte=first.astimezone(UTC), display_date__lt=end.astimezone(UTC))
