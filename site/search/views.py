"""The search page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.listing.facets import shown_choices
from core.listing.filters import Filters, filters_from
from core.serving.state import current_state
from core.serving.views import private_to_cookie
from core.serving.visit import Visit
from search.analysis.fold import well_formed
from search.analysis.query import MAX_LENGTH
from search.domain import log
from search.domain.find import NEWEST, RELEVANT, Result, Wish, find
from search.domain.kinds import search_kinds
from search.domain.near import suggestions
from search.domain.points import pages_of_point
from search.engines.chosen import answering_engine


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages that hold the words of `?q=`, with the filters of every listing."""
    state = current_state()
    kinds = search_kinds()
    filters = filters_from(request.GET, state, kinds)
    query = " ".join(well_formed(request.GET.get("q", ""))[: MAX_LENGTH * 2].split())[:MAX_LENGTH]
    sort = NEWEST if request.GET.get("sort") == NEWEST else RELEVANT
    point = request.GET.get("point", "")
    point = point if pages_of_point(point, state) else ""
    wish = Wish(query, filters, request.GET.get("page", ""), sort, request.GET.get("exact") != "1", point)
    result = find(wish, answering_engine(), state, kinds) if query else Result("")
    if query and result.number == 1 and sort == RELEVANT:
        _note(query, result, is_filtered=bool(filters.query() or point))
    visit = Visit(request, state, None)
    chosen = "&".join(filter(None, [filters.query(), urlencode({"point": point}) if point else ""]))
    filter_query = f"&{chosen}" if chosen else ""
    context = {
        **visit.context(),
        "is_filtered": filters != Filters() or bool(point),
        "filter_query": filter_query,
        "page_query": filter_query + ("&sort=date" if sort else "") + ("" if wish.may_repair else "&exact=1"),
        "query": query,
        **(shown_choices(filters, result.facets) if result.facets else {"filters": filters, "chosen": []}),
        "sections": list(state.part("sections").values()),
        "result": result,
    }
    return private_to_cookie(render(request, "search/search.html", context))


def _note(query: str, result: Result, *, is_filtered: bool) -> None:
    events = [log.REFINED] if is_filtered else [log.ASKED]
    if not (result.total or result.direct or result.pinned or is_filtered):
        events.append(log.WITHOUT_HIT)
    log.note(query, *events)


@require_POST
@csrf_exempt  # no account and no session is touched: it only counts, like the address of the search itself
def clicked(request: HttpRequest) -> HttpResponse:
    """A result of `?q=` was opened; the browser says so in passing."""
    log.note(well_formed(request.GET.get("q", ""))[:MAX_LENGTH], log.CLICKED)
    return HttpResponse(status=204)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """What begins with `?q=`, as JSON, while somebody types."""
    typed = well_formed(request.GET.get("q", ""))[:MAX_LENGTH]
    response = JsonResponse({"suggestions": suggestions(typed, current_state())})
    response["Cache-Control"] = "public, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response
