"""Hooks of core into Wagtail's admin: refusals, menu, dashboard, list of public changes, sources."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.admin import bulk_facts, dashboard, menu, refusals, wording
from core.admin.audit_report import AuditReportView
from core.admin.bulk import CheckedPublish, ExplainedMove
from core.admin.bulk_facts import SetFacts
from core.admin.deletion import ExplainedBulkDelete
from core.admin.page_views import BasePageViewSet, base_page_viewset
from core.models import BasePage, Source

refusals.install()
menu.install()
wording.install()
bulk_facts.install()

for _name in ("main", "settings", "reports", "help"):
    hooks.register(f"construct_{_name}_menu", menu.keep_for_office)
hooks.register("construct_homepage_panels", dashboard.office_panels)
for _action in (ExplainedMove, CheckedPublish, ExplainedBulkDelete, SetFacts):
    # Later than Wagtail's own: those of the same name are replaced.
    hooks.register("register_bulk_action", _action, order=10)


# Later than Wagtail's own, which it replaces.
@hooks.register("register_admin_viewset", order=10)
def page_viewset() -> BasePageViewSet:
    """The views of pages."""
    return base_page_viewset


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """The chooser offers what is public and what the account may see; stock shows everybody's drafts."""
    seen = policy_registry.get_by_type(BasePage).explorable_instances(request.user)
    return pages.filter(Q(live=True) | Q(pk__in=seen.order_by().values("pk")))


@hooks.register("insert_global_admin_css")
def editor_styles() -> str:
    """The site's colours, and the looks of what is ours in the admin."""
    link = '<link rel="stylesheet" href="{}">'
    return format_html(link * 2, static("css/admin-brand.css"), static("css/admin-editor.css"))


@hooks.register("insert_editor_js")
def editor_scripts() -> str:
    """What makes the forms quicker to fill in; each form works without."""
    module = '<script type="module" src="{}"></script>'
    gallery = '<script type="module" src="{}" data-gallery-upload="{}"></script>'
    own = [static(f"js/admin-{name}.js") for name in ("gallery", "paste", "form")]
    return format_html(gallery + module * 2, own[0], reverse("gallery_upload"), *own[1:])


@hooks.register("register_admin_urls")
def audit_urls() -> list[URLPattern]:
    """Addresses of the list of public changes."""
    return [
        path("reports/audit/", AuditReportView.as_view(), name="audit_report"),
        path("reports/audit/results/", AuditReportView.as_view(results_only=True), name="audit_report_results"),
    ]


class AuditMenuItem(MenuItem):
    """For those who answer for what is public."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By permission."""
        return request.user.has_perm("core.view_auditentry")


@hooks.register("register_reports_menu_item")
def audit_menu_item() -> MenuItem:
    """Under the reports."""
    return AuditMenuItem("发布审计", reverse("audit_report"), name="audit", icon_name="history", order=1100)


@hooks.register("before_edit_page")
@hooks.register("before_publish_page")
@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def remember_page(request: HttpRequest, page: BasePage) -> None:
    """A refusal leads back to the page it is about."""
    refusals.remember_page(request, page)


@hooks.register("before_copy_page")
def check_copy_target(request: HttpRequest, page: BasePage) -> HttpResponse | None:
    """The stock view looks the new parent up before it validates the form."""
    refusals.remember_page(request, page)
    if request.method != "POST":
        return None
    chosen = request.POST.get("new_parent_page", "")
    if chosen.isascii() and chosen.isdigit() and BasePage.objects.filter(pk=int(chosen[:18])).exists():
        return None
    messages.error(request, "请选择复制到哪里。")
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("before_move_page")
def explain_refused_move(request: HttpRequest, page: BasePage, destination: BasePage) -> HttpResponse | None:
    """The page type says why it may not stand there; stock only says «no permission»."""
    refusals.remember_page(request, page)
    if page.is_child_of(destination):
        return None
    try:
        page.specific_class.refuse_parent(destination)
    except ValidationError as error:
        return _back_to(request, error, "wagtailadmin_pages:move", page.pk)
    return None


def _back_to(request: HttpRequest, error: ValidationError, view_name: str, *args: Any) -> HttpResponse:
    for reason in refusals.reasons_of(error):
        messages.error(request, reason)
    return redirect(view_name, *args)


class SourceViewSet(SnippetViewSet):
    """Where texts come from, as its own menu entry."""

    model = Source
    icon = "globe"
    menu_label = "稿件来源"
    menu_name = "sources"
    menu_order = 450
    add_to_admin_menu = True
    list_display = ["name", "website"]
    search_fields = ["name"]
    panels = [FieldPanel("name"), FieldPanel("website")]


register_snippet(SourceViewSet)
