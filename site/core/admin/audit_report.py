"""The list of public changes: who changed when what readers see. Read-only."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from core.models import AuditEntry, BasePage

VERBS = {
    "publish": "发布",
    "unpublish": "撤下",
    "move": "移动",
    "copy": "复制",
    "alias": "建立别名",
    "convert_alias": "别名改成页面",
    "delete": "删除",
    "translate": "复制为译本",
    "create": "新建",
    "edit": "修改",
    "revert": "换回旧版本",
    "save": "保存",
    "expire": "到期撤下",
    "remove_demo": "移除演示内容",
}


def verb_label(entry: AuditEntry) -> str:
    """What was done, in the office's words; a verb that a later app brings is shown as it is."""
    verb = entry.verb.removeprefix("save:")
    return VERBS.get(verb, verb)


def time_of(entry: AuditEntry) -> str:
    """To the second: «an hour ago» is no record."""
    return f"{localtime(entry.at):%Y-%m-%d %H:%M:%S}"


class AuditFilterSet(WagtailFilterSet):
    """By words, verb, days."""

    text = django_filters.CharFilter(label="标题或操作人", method="filter_text")
    verb = django_filters.ChoiceFilter(label="动作", choices=tuple(VERBS.items()), method="filter_verb")
    at = django_filters.DateFromToRangeFilter(label="时间", widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields = ["text", "verb", "at"]

    def filter_text(self, entries: QuerySet, name: str, value: str) -> QuerySet:
        """Any part of title or name."""
        return entries.filter(Q(title__icontains=value) | Q(actor_name__icontains=value))

    def filter_verb(self, entries: QuerySet, name: str, value: str) -> QuerySet:
        """Done by a button or by a save, it is the same."""
        return entries.filter(verb__in=[value, f"save:{value}"])


class AuditReportView(ReportView):
    """Newest first, with a way to the page where it still exists and may be edited."""

    model = AuditEntry
    page_title = "发布审计"
    header_icon = "history"
    index_url_name = "audit_report"
    index_results_url_name = "audit_report_results"
    any_permission_required = ["view"]
    filterset_class = AuditFilterSet
    default_ordering = "-pk"
    is_searchable = False
    list_export = ["at", "actor_name", "verb", "title", "page_id", "reason"]
    export_headings = {
        "at": "时间",
        "actor_name": "操作人",
        "verb": "动作",
        "title": "标题",
        "page_id": "页面编号",
        "reason": "原因",
    }
    columns = [
        Column("at", label="时间", accessor=time_of, width="16%"),
        Column("actor_name", label="操作人", width="14%"),
        Column("verb", label="动作", accessor=verb_label, width="10%"),
        TitleColumn("title", label="页面", get_url=lambda entry: getattr(entry, "page_url", None)),
        Column("touched", label="涉及页面", accessor=lambda entry: len(entry.touched), width="9%"),
        Column("reason", label="原因", width="20%"),
    ]

    def decorate_paginated_queryset(self, object_list: Any) -> list[AuditEntry]:
        """Addresses of the pages of this screen, in one statement."""
        entries = list(object_list)
        ids = {entry.page_id for entry in entries if entry.page_id}
        known = set(BasePage.objects.filter(pk__in=ids).values_list("pk", flat=True)) if not self.is_export else set()
        for entry in entries:
            if entry.page_id in known:
                entry.page_url = reverse("wagtailadmin_pages:history", args=(entry.page_id,))
        return entries
