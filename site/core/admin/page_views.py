"""Which views answer for pages in the admin: ours where editors need more than stock gives."""

from wagtail.admin.viewsets.pages import PageViewSet

from core.admin.deletion import ExplainedDelete
from core.admin.page_lists import PageFilters, PageIndexView, PageSearchView
from core.models import BasePage


class BasePageViewSet(PageViewSet):
    """Pages of every type."""

    model = BasePage
    index_view_class = PageIndexView
    delete_view_class = ExplainedDelete
    search_view_class = PageSearchView
    filterset_class = PageFilters


base_page_viewset = BasePageViewSet()
