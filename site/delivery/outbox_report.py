"""The list of background work that did not succeed, and its way back into the queue. Shows no payload."""

import logging
from datetime import timedelta
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.views.reports import ReportView

from delivery.leases import revive
from delivery.models import OutboxMessage
from delivery.topics import topic_named

WAITING_TOO_LONG = timedelta(minutes=15)
MANY = 500
logger = logging.getLogger(__name__)


def troubled() -> QuerySet[OutboxMessage]:
    """Open work that failed at least once, or that should have been begun a quarter of an hour ago."""
    is_late = Q(available_at__lte=Now() - WAITING_TOO_LONG, lease__isnull=True)
    return OutboxMessage.objects.filter(~Q(error="") | is_late, done_at__isnull=True)


def dead_letters() -> QuerySet[OutboxMessage]:
    """Work that is not tried again unless a person says so."""
    return OutboxMessage.objects.filter(dead_at__isnull=False)


def may_retry(user: Any) -> bool:
    """Administrators, by their permission."""
    return user.has_perm("delivery.change_outboxmessage")


class RetryColumn(BaseColumn):
    """Box and button of one message; both belong to the form above the list."""

    cell_template_name = "delivery/admin/outbox_retry_cell.html"


class OutboxReportView(ReportView):
    """What, since when, how often tried, why it failed."""

    template_name = "delivery/admin/outbox_report.html"

    model = OutboxMessage
    page_title = "没有做成的后台任务"
    header_icon = "warning"
    index_url_name = "outbox_report"
    index_results_url_name = "outbox_report_results"
    any_permission_required = ["view"]
    default_ordering = "pk"
    is_searchable = False
    list_export = []
    facts: ClassVar[list[BaseColumn]] = [
        Column("topic", label="任务", accessor=lambda message: topic_named(message.topic).label, width="18%"),
        Column("state", label="状态", accessor=lambda message: message.state.label, width="16%"),
        Column("attempts", label="试过几次", width="9%"),
        Column("age", label="已等", accessor=lambda message: timesince(message.created_at), width="12%"),
        DateColumn("created_at", label="写入时间", width="14%"),
        Column("error", label="最近的错误"),
    ]

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """With the way back for those who may use it."""
        return [*self.facts, RetryColumn("retry", label="重试")] if may_retry(self.request.user) else self.facts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether the form is shown."""
        return super().get_context_data(**kwargs) | {"may_retry": may_retry(self.request.user)}

    def get_queryset(self) -> QuerySet[OutboxMessage]:
        """Oldest first."""
        return troubled().order_by("pk")

    def get_page_subtitle(self) -> str:
        """How many."""
        return f"{troubled().count()} 个"

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """As they are."""
        return object_list


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Have the chosen messages, or all that failed, tried again."""
    if not may_retry(request.user):
        return permission_denied(request)
    chosen = OutboxMessage.objects.all()
    if "all" not in request.POST:
        numbers = [int(text) for text in request.POST.getlist("message") if text.isdecimal() and len(text) < 19]
        chosen = chosen.filter(pk__in=numbers[:MANY])
    count = revive(chosen)
    if count:
        logger.info("%s messages of the outbox revived by %s", count, request.user.pk)
        messages.success(request, f"已让 {count} 个任务重新排队，几秒钟内就会再做。")
    else:
        messages.warning(request, "没有可以重试的任务：没有选择，或者它们已经做成、正在进行。")
    return redirect("outbox_report")
