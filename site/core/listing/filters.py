"""Filters of listings from the address: an unknown or broken value counts as «all», never as an error."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import QueryDict

from accounts.models import Unit
from core.enums import Theme
from core.models import BasePage
from core.serving.state import SiteState

FIRST_YEAR, LAST_YEAR = 1990, 2100
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader narrowed a listing to; 0 and the empty text mean all. `city` is the division code.

    `unit` are characters of a name; `unit_id`, one unit exactly, is set by its own page (and by that page's feed).
    """

    section: int = 0
    city: str = ""
    unit: str = ""
    year: int = 0
    theme: str = ""
    kind: str = ""
    unit_id: int = 0

    def __bool__(self) -> bool:
        return self != Filters(section=self.section)

    def query(self, **changes: object) -> str:
        """The query string of these filters with changes; empty values are left out."""
        values = replace(self, **changes)
        pairs = [
            ("column", values.section),
            ("city", values.city),
            ("unit", values.unit),
            ("year", values.year),
            ("theme", values.theme),
            ("type", values.kind),
        ]
        return urlencode([(name, value) for name, value in pairs if value])


def feed_query(filters: Filters) -> str:
    """The query string of a listing's feed: its filters, and the one unit whose page it is."""
    pairs = [filters.query(), urlencode({"unit_id": filters.unit_id}) if filters.unit_id else ""]
    return "&".join(pair for pair in pairs if pair)


def filters_from(query: QueryDict, state: SiteState, kinds: dict[str, str]) -> Filters:
    """Read `city`, `unit`, `year`, `theme`, `type` and `column`; `kinds` maps model labels to names."""
    codes = {city.code for city in state.part("cities").values()}
    city, theme, kind = query.get("city", ""), query.get("theme", ""), query.get("type", "")
    year, section = query.get("year", ""), query.get("column", "")
    unit = query.get("unit", "").strip()[:60]
    return Filters(
        section=number if (number := _number(section)) in state.part("sections") else 0,
        city=city if city in codes else "",
        unit="" if "\0" in unit else unit,
        year=number if FIRST_YEAR <= (number := _number(year)) <= LAST_YEAR else 0,
        theme=theme if theme in Theme.values else "",
        kind=kind if kind in kinds else "",
    )


def _number(text: str) -> int:
    """A number of at most twelve ASCII digits, else 0; Python refuses to read thousands of digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0


def of_unit(text: str) -> Q:
    """Entries whose unit bears these characters in its name or its short name."""
    return Q(unit__in=Unit.objects.filter(Q(name__icontains=text) | Q(short_name__icontains=text)).values("pk"))


def entries() -> QuerySet[BasePage]:
    """Every live entry, whatever its type."""
    return BasePage.objects.public().filter(section__isnull=False)


def apply(pages: QuerySet[BasePage], filters: Filters, state: SiteState) -> QuerySet[BasePage]:
    """Narrow `pages`; the year is the Shanghai year."""
    if filters.section:
        pages = pages.filter(section_id=filters.section)
    if filters.city:
        pages = pages.filter(city_id=next(c.id for c in state.part("cities").values() if c.code == filters.city))
    if filters.unit:
        pages = pages.filter(of_unit(filters.unit))
    if filters.unit_id:
        pages = pages.filter(unit_id=filters.unit_id)
    if filters.year:
        first = datetime(filters.year, 1, 1, tzinfo=SHANGHAI).astimezone(UTC)
        last = datetime(filters.year + 1, 1, 1, tzinfo=SHANGHAI).astimezone(UTC)
        pages = pages.filter(display_date__gte=first, display_date__lt=last)
    if filters.theme:
        pages = pages.filter(theme=filters.theme)
    if filters.kind:
        app_label, model = filters.kind.split(".")
        pages = pages.filter(content_type=ContentType.objects.get_by_natural_key(app_label, model))
    return pages
