"""The inbox of readers' reports (纠错) in the admin: list by state, one report with its history, a count in the menu."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from core.admin.dashboard import Waiting
from core.registries import waiting_for
from editorial.enums import ReportState
from editorial.models import ErrorReport
from editorial.report_form import ReportForm

if TYPE_CHECKING:
    from accounts.models import User


class ReportPolicy(ModelPermissionPolicy):
    """Reports come from readers and stay: nobody adds or deletes one, whatever else he may do."""

    POSSIBLE = ("change", "view")

    def user_has_permission(self, user: "User", action: str) -> bool:
        """Only what is possible at all."""
        return action in self.POSSIBLE and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: "User", actions: list[str]) -> bool:
        """Asks for each."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: "User", action: str, instance: ErrorReport) -> bool:
        """All reports are alike."""
        return self.user_has_permission(user, action)


register_permission_policy(ErrorReport, ReportPolicy(ErrorReport))


class ReportMenuItem(MenuItem):
    """Shows how many reports nobody has looked at yet."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who may handle them."""
        return request.user.has_perm("editorial.change_errorreport")

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """The label with the count of the moment."""
        new = ErrorReport.objects.filter(state=ReportState.NEW).count()
        label = f"{self.label}（{new}）" if new else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


class ReportViewSet(ModelViewSet):
    """What readers say is wrong, the unread first seen by its state."""

    model = ErrorReport
    name = "error_reports"
    url_prefix = "reports-of-errors"
    icon = "warning"
    menu_label = "纠错"
    menu_name = "error-reports"
    menu_order = 260
    add_to_admin_menu = True
    menu_item_class = ReportMenuItem
    copy_view_enabled = False
    add_to_reference_index = False
    list_display: ClassVar[list[Any]] = [
        "number",
        Column("text", label="内容", accessor=lambda report: report.text[:60]),
        Column("page_title", label="页面"),
        Column("state", label="状态", accessor="get_state_display", sort_key="state"),
        "received_at",
    ]
    list_filter: ClassVar[list[str]] = ["state"]
    list_per_page = 50
    ordering = ("-received_at", "-pk")
    search_fields: ClassVar[list[str]] = ["number", "text", "page_title"]
    search_backend_name = None
    edit_handler = ObjectList(
        [HelpPanel(template="editorial/admin/report.html"), FieldPanel("state"), FieldPanel("note")],
        base_form_class=ReportForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ErrorReport]:
        """The page is linked from each report."""
        return ErrorReport.objects.select_related("page")


@hooks.register("register_admin_viewset")
def report_viewset() -> ReportViewSet:
    """The inbox."""
    return ReportViewSet()


@waiting_for.register
def new_reports(user: "User") -> list[Waiting]:
    """On the first screen of those who may handle them."""
    if not user.has_perm("editorial.change_errorreport"):
        return []
    new = ErrorReport.objects.filter(state=ReportState.NEW).count()
    return [Waiting("新收到的纠错", new, f"{reverse('error_reports:index')}?state={ReportState.NEW}")]
