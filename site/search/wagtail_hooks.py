"""The search in the admin: words for the same thing, words to keep whole, pages to show first, what readers ask."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.models import PinnedResult, SiteWord, SynonymGroup
from search.report import SearchReportView


class SynonymViewSet(SnippetViewSet):
    """Whoever asks for one of the words finds all."""

    model = SynonymGroup
    icon = "link"
    menu_label = "同义词组"
    list_display: ClassVar[list[Any]] = ["forms"]
    search_fields: ClassVar[list[str]] = ["forms"]
    search_backend_name = None
    panels = [FieldPanel("forms")]


class SiteWordViewSet(SnippetViewSet):
    """Names that stay whole."""

    model = SiteWord
    icon = "title"
    menu_label = "专用词"
    list_display: ClassVar[list[Any]] = ["text"]
    search_fields: ClassVar[list[str]] = ["text"]
    search_backend_name = None
    panels = [FieldPanel("text")]


class PinnedViewSet(SnippetViewSet):
    """Pages that stand first."""

    model = PinnedResult
    icon = "pick"
    menu_label = "置顶结果"
    list_display: ClassVar[list[Any]] = ["queries", "page"]
    search_fields: ClassVar[list[str]] = ["queries"]
    search_backend_name = None
    panels = [FieldPanel("queries"), PageChooserPanel("page"), FieldPanel("note")]

    def get_queryset(self, request: Any) -> Any:
        """The list shows each page's title."""
        return PinnedResult.objects.select_related("page")


class SearchGroup(SnippetViewSetGroup):
    """One entry of the menu."""

    items = (SynonymViewSet, SiteWordViewSet, PinnedViewSet)
    menu_icon = "search"
    menu_label = "检索词"
    menu_name = "search-words"
    menu_order = 460


register_snippet(SearchGroup)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Addresses of the report."""
    return [
        path("reports/search/", SearchReportView.as_view(), name="search_report"),
        path("reports/search/results/", SearchReportView.as_view(results_only=True), name="search_report_results"),
    ]


class SearchMenuItem(MenuItem):
    """For those who may look after the words."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By permission."""
        return request.user.has_perm("search.view_searchtally")


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """Under the reports."""
    return SearchMenuItem("读者在搜什么", reverse("search_report"), name="search", icon_name="search", order=1100)
