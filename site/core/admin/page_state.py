"""The state of a page in plain Chinese, for lists and forms: what is public, what is not, what happens when."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Revision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.models import BasePage

DRAFT, LIVE, CHANGED, SCHEDULED, WITHDRAWN, EXPIRED = "draft", "live", "changed", "scheduled", "withdrawn", "expired"
STATES = [
    (DRAFT, "草稿"),
    (LIVE, "已发布"),
    (CHANGED, "有未发布的修改"),
    (SCHEDULED, "定时"),
    (WITHDRAWN, "已撤下"),
    (EXPIRED, "已到期"),
]
# State → condition on pages; a page may be in several.
CONDITIONS = {
    DRAFT: Q(live=False, ever_public=False),
    LIVE: Q(live=True),
    CHANGED: Q(live=True, has_unpublished_changes=True),
    WITHDRAWN: Q(live=False, ever_public=True, expired=False),
    EXPIRED: Q(live=False, expired=True),
}


@dataclass(frozen=True, slots=True)
class PageState:
    """What to say of a page: one word and, below it, what is going to happen."""

    label: str
    is_public: bool
    notes: tuple[str, ...] = ()


def state_of(page: "BasePage", goes_live_at: datetime | None = None) -> PageState:
    """`goes_live_at`: when a draft of this page is scheduled to be published."""
    notes = []
    if page.live:
        label = "已发布"
        if page.has_unpublished_changes:
            notes.append("有未发布的修改")
        if goes_live_at:
            notes.append(f"将于 {moment(goes_live_at)} 发布修改")
        if page.expire_at:
            notes.append(f"将于 {moment(page.expire_at)} 撤下")
    else:
        label = "已到期" if page.expired else "已撤下" if page.ever_public else "草稿"
        if goes_live_at:
            label = "定时"
            notes.append(f"将于 {moment(goes_live_at)} 发布")
    return PageState(label, page.live, tuple(notes))


def moment(when: datetime) -> str:
    """`2026年3月5日 09:00`, in the office's time."""
    return date_format(timezone.localtime(when), "Y年n月j日 H:i")


def scheduled_times(pages: "Iterable[BasePage]") -> dict[int, datetime]:
    """When a draft of each of these pages goes out, by the id of the page; one statement."""
    ids = [str(page.pk) for page in pages]
    rows = Revision.page_revisions.filter(object_id__in=ids, approved_go_live_at__isnull=False)
    return {
        int(pk): when
        for pk, when in rows.order_by("-approved_go_live_at").values_list("object_id", "approved_go_live_at")
    }
