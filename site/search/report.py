"""What readers asked in the last days: most often, and most often without a result."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db.models import QuerySet, Sum
from django.utils import timezone
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.reports import ReportView

from search.models import SearchTally

DAYS = 30
SUMS = ("asked", "without_hit", "refined", "clicked")


class SearchReportView(ReportView):
    """One row a query, summed over thirty days; the most fruitless first."""

    model = SearchTally
    page_title = "读者在搜什么（最近30天）"
    header_icon = "search"
    index_url_name = "search_report"
    index_results_url_name = "search_report_results"
    any_permission_required = ["view"]
    default_ordering = "-without_hit"
    is_searchable = False
    list_export: ClassVar[list[str]] = ["query", *SUMS]
    columns: ClassVar[list[BaseColumn]] = [
        Column("query", label="检索词", accessor="query", sort_key="query"),
        Column("asked", label="次数", accessor="asked", sort_key="asked"),
        Column("without_hit", label="没有结果", accessor="without_hit", sort_key="without_hit"),
        Column("refined", label="又加了筛选", accessor="refined", sort_key="refined"),
        Column("clicked", label="点开结果", accessor="clicked", sort_key="clicked"),
    ]

    def get_base_queryset(self) -> QuerySet:
        """Sums by query."""
        recent = SearchTally.objects.filter(day__gt=timezone.localdate() - timedelta(days=DAYS))
        return recent.order_by().values("query").annotate(**{name: Sum(name) for name in SUMS})

    def get_queryset(self) -> QuerySet:
        """Equal numbers by how often they were asked."""
        found: Any = self.get_base_queryset()
        asked = self.request.GET.get("ordering", self.default_ordering)
        ordering = asked if asked.lstrip("-") in ("query", *SUMS) else self.default_ordering
        return found.order_by(ordering, "-asked" if ordering.lstrip("-") != "asked" else "query", "query")
