"""Plain views of the front door: every entry of the site, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from columns.entry_types import entry_choices
from core.listing.facets import choices
from core.listing.filters import Filters, filters_from
from core.listing.pager import list_page
from core.registries import site_routes
from core.serving.state import SiteState, current_state
from core.serving.views import private_to_cookie
from core.serving.visit import Visit


@site_routes.register
def latest_route(state: SiteState) -> list[str]:
    """The list of all entries."""
    return ["/latest/"]


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """要闻: all entries of all columns, with filters by column, city, unit, year, theme and type."""
    state = current_state()
    kinds = dict(entry_choices())
    filters = filters_from(request.GET, state, kinds)
    visit = Visit(request, state, None)
    context = {
        **visit.context(),
        "is_filtered": filters != Filters(),
        **choices(filters, state, kinds),
        "sections": list(state.part("sections").values()),
        "listing": list_page(filters, request.GET.get("page", ""), state),
    }
    return private_to_cookie(render(request, "home/latest.html", context))
