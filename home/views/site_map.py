"""网站地图: every way into the site on one page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.registries import site_routes
from core.serving.state import SiteState, current_state
from core.serving.visit import Visit
from home.views.answers import answer
from regulations.reading.interpretations import hub_of


@site_routes.register
def site_map_route(state: SiteState) -> list[str]:
    """The page itself."""
    return ["/sitemap/"]


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Columns, topics, cities, years, pages of the site itself, and what leads to everything else."""
    visit = Visit(request, current_state(), None)
    state = visit.state
    context = {
        "sections": list(state.part("sections").values()),
        "topics": state.part("topics"),
        "pages": [item for item, _ in state.part("top_pages") if item.is_of_site],
        "cities": list(state.part("cities").values()),
        "years": list(state.part("archive").values()),
        "ways": _ways(state),
    }
    return answer(visit, "home/site_map.html", context)


def _ways(state: SiteState) -> list[dict[str, str]]:
    """Official texts and lectures, as far as there are any."""
    ways = [{"path": "/regulations/", "title": "条例与文件"}] if state.part("instruments") else []
    ways += [hub] if (hub := hub_of(state)) else []
    ways.append({"path": "/lectures/schedule/", "title": "讲座日程"})
    return ways + ([{"path": "/lectures/speakers/", "title": "主讲人"}] if state.part("speakers") else [])
