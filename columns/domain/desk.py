"""What an editor's desk holds: own drafts, what goes out today, columns that have fallen silent. Constant in statements."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from wagtail.models import Revision

from columns.enums import UpdateCycle
from columns.models import ColumnPage
from core.admin.dashboard import editable_pages
from core.models import BasePage

if TYPE_CHECKING:
    from accounts.models import User

CYCLE_DAYS = {UpdateCycle.FORTNIGHT: 14, UpdateCycle.HALF_YEAR: 183, UpdateCycle.YEAR: 365}
WARNED_FROM = 0.7
AHEAD = timedelta(hours=24)
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Due:
    """A page that goes out or comes down at a time."""

    page: BasePage
    at: datetime
    is_expiry: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """A column and how long it has had nothing new; `days` is None when it never had anything."""

    column: ColumnPage
    days: int | None
    cycle_days: int

    @property
    def share(self) -> float:
        """Of the column's own cycle; an empty column is past it."""
        return 99 if self.days is None else self.days / self.cycle_days

    @property
    def is_overdue(self) -> bool:
        """Whether the cycle is over."""
        return self.share >= 1


def my_drafts(user: "User") -> QuerySet[BasePage]:
    """Drafts that `user` began or wrote last, newest first; only those he may edit now."""
    mine = Q(owner=user) | Q(latest_revision__user=user)
    drafts = editable_pages(user).filter(mine, has_unpublished_changes=True, depth__gt=1)
    return drafts.select_related("section").order_by("-latest_revision_created_at", "-pk")


def changed_after_publication(user: "User") -> QuerySet[BasePage]:
    """Public pages with changes that readers do not see yet and that nobody has scheduled."""
    scheduled = Revision.page_revisions.filter(approved_go_live_at__isnull=False).values_list("object_id", flat=True)
    changed = editable_pages(user).filter(live=True, has_unpublished_changes=True, depth__gt=1)
    return changed.exclude(pk__in=[int(key) for key in scheduled])


def going_out(user: "User", now: datetime) -> list[Due]:
    """What is published or withdrawn by the clock until tomorrow at this time, and what should have been already."""
    until = now + AHEAD
    revisions = Revision.page_revisions.filter(approved_go_live_at__lte=until)
    times = {int(key): at for key, at in revisions.values_list("object_id", "approved_go_live_at")}
    pages = editable_pages(user).select_related("section")
    due = [Due(page, times[page.pk], False, times[page.pk] < now) for page in pages.filter(pk__in=times)]
    expiring = pages.filter(live=True, expire_at__lte=until)
    due += [Due(page, page.expire_at, True, page.expire_at < now) for page in expiring]
    return sorted(due, key=lambda entry: (entry.at, entry.page.pk))


def silent_columns(user: "User", now: datetime) -> list[Silence]:
    """Columns of this person at 70 % of their update cycle or beyond, the most silent first."""
    columns = list(
        ColumnPage.objects.public()
        .filter(pk__in=editable_pages(user).values("pk"), update_cycle__in=CYCLE_DAYS)
        .order_by("path")
    )
    entries = BasePage.objects.public().filter(section__in=[column.pk for column in columns])
    last = dict(entries.order_by().values_list("section").annotate(Max("display_date")))
    found = [
        Silence(column, _days(last.get(column.pk), now), CYCLE_DAYS[UpdateCycle(column.update_cycle)])
        for column in columns
    ]
    return sorted((one for one in found if one.share >= WARNED_FROM), key=lambda one: -one.share)


def _days(last: Any, now: datetime) -> int | None:
    """Whole days in the office's time zone; a date in the future counts as today."""
    if last is None:
        return None
    return max(0, (timezone.localdate(now) - timezone.localdate(last)).days)
