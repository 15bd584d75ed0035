"""The list of background work that did not succeed. Read-only; shows no payload."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.timesince import timesince
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from delivery.models import OutboxMessage

TOPICS = {
    "media.renditions": "生成图片尺寸",
    "core.refresh": "更新显示了它的页面",
    "core.public_change": "公开内容有变化",
}
WAITING_TOO_LONG = timedelta(minutes=15)


def troubled() -> QuerySet[OutboxMessage]:
    """Open work that failed at least once, or that should have been begun a quarter of an hour ago."""
    is_late = Q(available_at__lte=Now() - WAITING_TOO_LONG, lease__isnull=True)
    return OutboxMessage.objects.filter(~Q(error="") | is_late, done_at__isnull=True)


class OutboxReportView(ReportView):
    """What, since when, how often tried, why it failed."""

    model = OutboxMessage
    page_title = "没有做成的后台任务"
    header_icon = "warning"
    index_url_name = "outbox_report"
    index_results_url_name = "outbox_report_results"
    any_permission_required = ["view"]
    default_ordering = "pk"
    is_searchable = False
    list_export = []
    columns = [
        Column("topic", label="任务", accessor=lambda message: TOPICS.get(message.topic, message.topic), width="18%"),
        Column("state", label="状态", accessor=lambda message: message.state.label, width="16%"),
        Column("attempts", label="试过几次", width="9%"),
        Column("age", label="已等", accessor=lambda message: timesince(message.created_at), width="12%"),
        DateColumn("created_at", label="写入时间", width="14%"),
        Column("error", label="最近的错误"),
    ]

    def get_queryset(self) -> QuerySet[OutboxMessage]:
        """Oldest first."""
        return troubled().order_by("pk")

    def get_page_subtitle(self) -> str:
        """How many."""
        return f"{troubled().count()} 个"

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """As they are."""
        return object_list
