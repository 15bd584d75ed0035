"""The list of failed background work under the reports."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from delivery.outbox_report import OutboxReportView, retry


@hooks.register("register_admin_urls")
def outbox_urls() -> list[URLPattern]:
    """Addresses of the list."""
    return [
        path("reports/outbox/", OutboxReportView.as_view(), name="outbox_report"),
        path("reports/outbox/results/", OutboxReportView.as_view(results_only=True), name="outbox_report_results"),
        path("reports/outbox/retry/", retry, name="outbox_retry"),
    ]


class OutboxMenuItem(MenuItem):
    """For those who may do something about it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By permission."""
        return request.user.has_perm("delivery.view_outboxmessage")


@hooks.register("register_reports_menu_item")
def outbox_menu_item() -> MenuItem:
    """Under the reports."""
    return OutboxMenuItem(
        "没有做成的后台任务", reverse("outbox_report"), name="outbox", icon_name="warning", order=1200
    )
