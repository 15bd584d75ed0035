"""The schedule: sessions of public lectures by month and city."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from core.models import BasePage
from core.serving.parts import CityInfo
from core.serving.state import Kept, SiteState
from lectures.domain.calendar import Dated
from lectures.models import LectureSession

ZONE = ZoneInfo("Asia/Shanghai")
FIRST_YEAR, LAST_YEAR = 2000, 2100
COLUMNS = (
    "public_id",
    "starts_at",
    "ends_at",
    "city_id",
    "venue",
    "act",
    "page__title",
    "page__short_title",
    "page__summary",
    "page__url_path",
    "page__act",
    "page__last_published_at",
    "page__kept__facts__line",
)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the schedule."""

    year: int
    month: int

    @property
    def value(self) -> str:
        """`2026-12`, as in the address."""
        return f"{self.year}-{self.month:02d}"

    @property
    def label(self) -> str:
        """`2026年12月`."""
        return f"{self.year}年{self.month}月"

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Its first instant and that of the next month, by Shanghai's clock."""
        after = self.shifted(1)
        return datetime(self.year, self.month, 1, tzinfo=ZONE), datetime(after.year, after.month, 1, tzinfo=ZONE)

    def shifted(self, months: int) -> "Month":
        """The month so many months later."""
        place = self.year * 12 + self.month - 1 + months
        return Month(place // 12, place % 12 + 1)


def month_of(text: str, now: datetime) -> Month:
    """The month that an address names; anything else is the present one."""
    parts = text.split("-") if len(text) == len("2026-12") else []
    if len(parts) == 2 and all(part.isascii() and part.isdigit() for part in parts):
        year, month = map(int, parts)
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12:
            return Month(year, month)
    local = timezone.localtime(now, ZONE)
    return Month(local.year, local.month)


def sessions_of(month: Month, city: CityInfo | None, state: SiteState) -> list[Dated]:
    """Sessions that begin in `month`, in order; one statement per version, month and city."""
    start, end = month.span

    def load() -> Kept:
        rows = public_sessions().filter(starts_at__gte=start, starts_at__lt=end)
        return Kept(dated(rows.filter(city_id=city.id) if city else rows, state))

    return state.keep(("schedule", month, city.id if city else 0), load)


def public_sessions() -> QuerySet[LectureSession]:
    """Sessions of lectures that readers may see."""
    live = BasePage.objects.public().values("pk")
    return LectureSession.objects.filter(page__in=live).order_by("starts_at", "pk")


def dated(sessions: QuerySet[LectureSession], state: SiteState) -> list[Dated]:
    """Run `sessions` and return its rows with what a calendar needs. One statement."""
    return list(_dated(sessions.values_list(*COLUMNS), state))


def _dated(rows: Iterable[tuple], state: SiteState) -> Iterable[Dated]:
    cities = state.part("cities")
    for public_id, starts, ends, city_id, venue, act, title, short, summary, path, whole, stamp, line in rows:
        city = cities.get(city_id)
        yield Dated(
            str(public_id),
            timezone.localtime(starts),
            timezone.localtime(ends),
            city.short_name if city else "",
            venue,
            whole or act,
            (line or {}).get("label", ""),
            title,
            short or title,
            summary,
            state.path(path),
            (line or {}).get("speakers", ""),
            stamp or starts,
        )
