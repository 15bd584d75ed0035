"""The first screen of the admin: panels that apps register, each with what this person may see and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from core.admin.alarms import alarms
from core.models import BasePage
from core.publishing.guard import GuardedPageQuerySet
from core.registries import dashboard_panels, waiting_for
from delivery.outbox_report import dead_letters, may_retry


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of work that waits for a person: what it is, how many, the list of it or single places (title, address)."""

    label: str
    count: int
    url: str = ""
    links: tuple[tuple[str, str], ...] = ()


class DashboardPanel(Component):
    """A panel; `context` is worked out when it is built, so that an empty one can be left out."""

    template_name: ClassVar[str] = ""

    def __init__(self, template_name: str, context: Mapping[str, Any], order: int = 100) -> None:
        self.template_name = template_name  # Component reads it from the instance
        self.context = context
        self.order = order

    @property
    def media(self) -> Media:
        """The look of all panels."""
        return Media(css={"all": ["css/admin-dashboard.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        """What the template shows."""
        return self.context


def editable_pages(user: Any) -> GuardedPageQuerySet:
    """Pages that `user` may edit; every panel about pages starts from here."""
    return policy_registry.get_by_type(BasePage).instances_user_has_permission_for(user, "change")


def office_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Hook: our panels in the place of Wagtail's."""
    panels[:] = [panel for build in dashboard_panels if (panel := build(request)) is not None]


@dashboard_panels.register
def alarm_panel(request: HttpRequest) -> DashboardPanel | None:
    """What goes wrong with scheduled publication, for everybody who relies on it."""
    found = alarms(request.user)
    return DashboardPanel("core/admin/dashboard_alarms.html", {"alarms": found}, order=0) if found else None


@dashboard_panels.register
def waiting_panel(request: HttpRequest) -> DashboardPanel:
    """What waits for this person, from every app that knows of something."""
    items = [item for build in waiting_for for item in build(request.user) if item.count]
    return DashboardPanel("core/admin/dashboard_waiting.html", {"items": items}, order=20)


@waiting_for.register
def waiting_background_work(user: Any) -> list[Waiting]:
    """Background work that was given up, for those who may have it tried again."""
    if not may_retry(user):
        return []
    return [Waiting("没有做成的后台任务", dead_letters().count(), reverse("outbox_report"))]
