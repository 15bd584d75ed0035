"""往期: the archive by year and by month."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.listing.slices import slice_page
from core.registries import site_routes
from core.serving.state import SiteState, current_state
from core.serving.visit import Visit
from home.archive import Year, entries_of
from home.views.answers import answer

ARCHIVE = {"title": "往期", "path": "/archive/"}


@site_routes.register
def archive_routes(state: SiteState) -> list[str]:
    """The archive, every year, every month that has entries."""
    years: list[Year] = list(state.part("archive").values())
    return ["/archive/", *(year.path for year in years), *(month.path for year in years for month in year.months)]


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """All years with their months."""
    visit = Visit(request, current_state(), None)
    return answer(visit, "home/archive.html", {"years": list(visit.state.part("archive").values())})


@require_safe
def archive_of(request: HttpRequest, year: str, month: str = "") -> HttpResponse:
    """A year or a month: its entries, newest first; without any it is not there."""
    visit = Visit(request, current_state(), None)
    found = visit.state.part("archive").get(int(year))
    here = next((m for m in found.months if m.number == int(month)), None) if found and month else found
    if found is None or here is None:
        raise Http404
    pages = entries_of(found.number, here.number if month else 0)
    context = {
        "year": found,
        "month": here if month else None,
        "title": f"{found.number}年{here.number}月" if month else f"{found.number}年",
        "years": list(visit.state.part("archive").values()),
        "trail": [ARCHIVE, {"title": f"{found.number}年", "path": found.path}] if month else [ARCHIVE],
        "listing": slice_page(pages, here.count, request.GET.get("page", ""), visit.state),
    }
    return answer(visit, "home/archive_of.html", context)
