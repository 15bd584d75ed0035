"""Panels of columns on the dashboard."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.permissions import policy_registry

from columns.domain import desk
from columns.import_forms import open_columns
from core.admin.dashboard import DashboardPanel, Waiting
from core.models import BasePage
from core.registries import dashboard_panels, waiting_for
from media.models import Image

if TYPE_CHECKING:
    from accounts.models import User


@dashboard_panels.register
def start_panel(request: HttpRequest) -> DashboardPanel | None:
    """What one comes for: write, import, upload."""
    columns = open_columns(request.user)
    may_upload = policy_registry.get_by_type(Image).user_has_permission(request.user, "add")
    if not columns and not may_upload:
        return None
    context = {"columns": columns, "may_upload": may_upload}
    return DashboardPanel("columns/admin/dashboard_start.html", context, order=10)


@dashboard_panels.register
def drafts_panel(request: HttpRequest) -> DashboardPanel | None:
    """My drafts."""
    if not _writes(request.user):
        return None
    drafts = list(desk.my_drafts(request.user)[: desk.SHOWN + 1])
    context = {"drafts": drafts[: desk.SHOWN], "are_more": len(drafts) > desk.SHOWN}
    return DashboardPanel("columns/admin/dashboard_drafts.html", context, order=30)


@dashboard_panels.register
def due_panel(request: HttpRequest) -> DashboardPanel | None:
    """What goes out or comes down within a day."""
    if not _writes(request.user):
        return None
    due = desk.going_out(request.user, timezone.now())
    return DashboardPanel("columns/admin/dashboard_due.html", {"due": due}, order=40)


@dashboard_panels.register
def silence_panel(request: HttpRequest) -> DashboardPanel | None:
    """Columns that need something new."""
    if not _writes(request.user):
        return None
    silent = desk.silent_columns(request.user, timezone.now())
    return DashboardPanel("columns/admin/dashboard_silence.html", {"silent": silent}, order=50)


@waiting_for.register
def changed_pages(user: "User") -> list[Waiting]:
    """Changes that readers do not see yet."""
    pages = list(desk.changed_after_publication(user).order_by("-latest_revision_created_at")[: desk.SHOWN + 1])
    links = [(page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=(page.pk,))) for page in pages]
    return [Waiting("公开以后又改过，还没有重新发布", len(pages), links=tuple(links[: desk.SHOWN]))]


def _writes(user: "User") -> bool:
    """Whether there is anything this person edits."""
    return policy_registry.get_by_type(BasePage).user_has_any_permission(user, {"add", "change"})
