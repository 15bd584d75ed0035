"""Lists of pages as an editor looks for them: with cover, place, state and last hand; filters by what a text is about."""

import re
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, QueryDict
from wagtail.admin.filters import DateRangePickerWidget, MultipleUserFilter
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, NavigateToChildrenColumn, PageTitleColumn, PageTypeColumn
from wagtail.admin.views.pages.listing import EditedByFilter, ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Revision
from wagtail.permissions import policy_registry

from accounts.models import City, User
from core.admin.page_state import CONDITIONS, SCHEDULED, STATES, scheduled_times, state_of
from core.models import BasePage
from core.serving.state import current_state
from media.renditions import picture


class CoverColumn(BaseColumn):
    """The photograph that lists show of the page."""

    cell_template_name = "core/admin/pages/cover_cell.html"

    def get_cell_context_data(self, instance: BasePage, parent_context: Any) -> dict[str, Any]:
        """Adds the picture, or None while there is none."""
        files = instance.cover.files if instance.cover_id else {}
        return {**super().get_cell_context_data(instance, parent_context), "picture": picture(files, "list")}


class PlaceColumn(BaseColumn):
    """City and unit."""

    cell_template_name = "core/admin/pages/place_cell.html"


class StateColumn(BaseColumn):
    """Whether the page is public, and what will change."""

    cell_template_name = "core/admin/pages/state_cell.html"

    def get_cell_context_data(self, instance: BasePage, parent_context: Any) -> dict[str, Any]:
        """Adds the state; the times were looked up once for the whole list."""
        state = state_of(instance, getattr(instance, "goes_live_at", None))
        return {**super().get_cell_context_data(instance, parent_context), "state": state}


class EditedColumn(BaseColumn):
    """Who had it last, and when."""

    cell_template_name = "core/admin/pages/edited_cell.html"


def sections_of(request: HttpRequest) -> QuerySet[BasePage]:
    """Columns with at least one entry that the account may see."""
    seen = policy_registry.get_by_type(BasePage).explorable_instances(request.user)
    used = BasePage.objects.exclude(section=None).order_by().values("section")
    return seen.filter(pk__in=used).order_by("path")


class StateFilter(django_filters.MultipleChoiceFilter):
    """Any of several states."""

    def filter(self, queryset: QuerySet[BasePage], value: list[str]) -> QuerySet[BasePage]:
        """Pages in one of the states."""
        if not value:
            return queryset
        scheduled = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
        wanted = queryset.none()
        for state in value:
            if state == SCHEDULED:
                ids = [int(pk) for pk in scheduled.values_list("object_id", flat=True)]
                wanted |= queryset.filter(pk__in=ids)
            else:
                wanted |= queryset.filter(CONDITIONS[state])
        return wanted


# Filters whose values are ids.
ID = re.compile(r"[0-9]{1,18}")
BY_ID = ("section", "city", "content_type", "owner", "edited_by")


def _without_junk(data: QueryDict | None) -> QueryDict | None:
    """Ids that no row can have would reach the database and break there."""
    if data is None:
        return None
    data = data.copy()
    for name in BY_ID:
        data.setlist(name, [value for value in data.getlist(name) if ID.fullmatch(value)])
    return data


class PageFilters(GenericPageFilterSet):
    """What editors ask for: where, which column, which state, when, by whom."""

    state = StateFilter(label="状态", choices=STATES, widget=CheckboxSelectMultiple)
    section = django_filters.ModelMultipleChoiceFilter(
        label="栏目", queryset=sections_of, widget=CheckboxSelectMultiple
    )
    city = django_filters.ModelMultipleChoiceFilter(
        label="城市", queryset=City.objects.all(), widget=CheckboxSelectMultiple
    )
    display_date = django_filters.DateFromToRangeFilter(label="发布时间", widget=DateRangePickerWidget)
    latest_revision_created_at = django_filters.DateFromToRangeFilter(label="最近编辑", widget=DateRangePickerWidget)
    owner = MultipleUserFilter(label="创建人", queryset=User.objects.all(), widget=CheckboxSelectMultiple)
    edited_by = EditedByFilter(label="编辑过的人", queryset=User.objects.all(), widget=CheckboxSelectMultiple)
    # One site; and whether a page has children is no question of an editor.
    site = None
    has_child_pages = None

    class Meta(GenericPageFilterSet.Meta):
        fields: list[str] = []

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_without_junk(data), *args, **kwargs)

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """What is asked for most comes first."""
        filters = super().get_filters()
        first = {name: filters.pop(name) for name in ("state", "section", "city", "content_type")}
        return first | filters


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    CoverColumn("cover", label="封面", width="7rem"),
    PageTitleColumn("title", label="标题", sort_key="title", classname="title"),
    PageTypeColumn("type", label="类型", accessor="page_type_display_name", sort_key="content_type__model", width="9%"),
    PlaceColumn("place", label="城市与单位", sort_key="city__code", width="15%"),
    StateColumn("state", label="状态", sort_key="live", width="15%"),
    EditedColumn("edited", label="最近编辑", sort_key="latest_revision_created_at", width="12%"),
]


class WithPageFacts:
    """Mixin of the lists: everything that the rows show, in a number of statements that does not grow with them."""

    base_columns = COLUMNS
    verbose_name = "页面"
    verbose_name_plural = "页面"

    def annotate_queryset(self, pages: QuerySet[BasePage]) -> QuerySet[BasePage]:
        """Adds cover, place and last editor."""
        return super().annotate_queryset(pages).prefetch_related("cover", "city", "unit", "latest_revision__user")

    def get_table(self, object_list: Any) -> Any:
        """The rows of this page of the list, with the times of scheduled publications."""
        times, state = scheduled_times(object_list), current_state()
        for page in object_list:
            page.goes_live_at, page.site_state = times.get(page.pk), state
        return super().get_table(object_list)


class PageIndexView(WithPageFacts, ExplorableIndexView):
    """The explorer."""

    base_filterset_class = PageFilters


class PageSearchView(WithPageFacts, SearchView):
    """The search page."""

    columns = [*COLUMNS, NavigateToChildrenColumn("navigate", width="5%")]
