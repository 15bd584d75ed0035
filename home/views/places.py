"""院校 and 十六市: two lists and the page of each school and city."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.registries import site_routes
from core.serving.state import SiteState, current_state, state_at
from core.serving.visit import Visit
from home.bands import city_tiles
from home.places import asked_of, find_unit, grouped, unit_choices, units_of
from home.views.answers import answer, narrowed_listing

# How entries of a type are counted, where it is not 篇.
MEASURES = {"columns.interviewpage": "期", "columns.activitypage": "场"}
SCHOOLS, CITIES = {"title": "院校", "path": "/schools/"}, {"title": "十六市", "path": "/cities/"}


@site_routes.register
def place_routes(state: SiteState) -> list[str]:
    """Both lists, every city, every unit that has a page."""
    cities = [city.path for city in state.part("cities").values()]
    return ["/schools/", "/cities/", *cities, *(unit.path for unit in state.part("units") if unit.count)]


@require_safe
def schools(request: HttpRequest) -> HttpResponse:
    """院校: every unit by city, found by a few characters of a name, a former name or its pinyin."""
    visit = Visit(request, current_state(), None)
    query = request.GET
    asked = asked_of(query.get("q", ""), query.get("city", ""), query.get("category", ""), visit.state)
    groups = grouped(asked, visit.state)
    cities, categories = unit_choices(asked, visit.state)
    context = {
        "asked": asked,
        "is_filtered": bool(asked.text or asked.city or asked.category),
        "cities": cities,
        "categories": categories,
        "groups": groups,
        "total": sum(len(group.units) for group in groups),
    }
    return answer(visit, "home/schools.html", context)


@require_safe
def school(request: HttpRequest, slug: str) -> HttpResponse:
    """One unit: who it is, what is said about it, newest first. Without anything public it answers like a missing one."""
    version, unit = find_unit(slug)
    if unit is None:
        raise Http404
    visit = Visit(request, state_at(version), None)
    listing = narrowed_listing(visit, unit_id=unit.id)
    if not listing["everything"].total:
        raise Http404
    city = visit.state.part("cities").get(unit.city_id)
    kinds = listing["everything"].kinds
    context = {
        **listing,
        "unit": unit,
        "city": city,
        "trail": [SCHOOLS, {"title": city.short_name, "path": city.path}] if city else [SCHOOLS],
        "tally": [(kind, MEASURES.get(kind.value, "篇")) for kind in kinds] if len(kinds) > 1 else [],
    }
    return answer(visit, "home/school.html", context)


@require_safe
def cities(request: HttpRequest) -> HttpResponse:
    """十六市: all of them in customary order, on the map and as a list, with their numbers of entries."""
    visit = Visit(request, current_state(), None)
    counts = visit.state.part("counts").by_city
    rows = [(city, counts[city.id]) for city in visit.state.part("cities").values()]
    return answer(visit, "home/cities.html", {"tiles": city_tiles(visit.state), "rows": rows})


@require_safe
def city(request: HttpRequest, slug: str) -> HttpResponse:
    """One city: its entries, its schools, and the cities before and after it in customary order."""
    visit = Visit(request, current_state(), None)
    every = list(visit.state.part("cities").values())
    place = next((place for place, info in enumerate(every) if info.slug == slug), None)
    if place is None:
        raise Http404
    here = every[place]
    context = {
        **narrowed_listing(visit, city=here.code),
        "city": here,
        "schools": units_of(here.id, visit.state),
        "before": every[place - 1] if place else None,
        "after": every[place + 1] if place + 1 < len(every) else None,
        "trail": [CITIES],
    }
    return answer(visit, "home/city.html", context)
