"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from columns.entry_types import entry_choices
from core.listing.facets import choices
from core.listing.filters import Filters, filters_from
from core.serving.state import current_state
from core.serving.views import private_to_cookie
from core.serving.visit import Visit
from search.finder import find_entries


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Entries that hold the words of `?q=`, with the filters of every listing."""
    state = current_state()
    kinds = dict(entry_choices())
    filters = filters_from(request.GET, state, kinds)
    query = request.GET.get("q", "").replace("\0", " ").strip()
    visit = Visit(request, state, None)
    context = {
        **visit.context(),
        "is_filtered": filters != Filters(),
        "filter_query": f"&{filters.query()}" if filters.query() else "",
        "query": query[:60],
        **choices(filters, state, kinds),
        "sections": list(state.part("sections").values()),
        "result": find_entries(query, filters, request.GET.get("page", ""), state),
    }
    return private_to_cookie(render(request, "search/search.html", context))
