"""The schedule of lectures and its calendar files."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.machines.calendars import calendar_with
from core.registries import site_routes
from core.serving.parts import CityInfo
from core.serving.state import SiteState, current_state
from core.serving.views import private_to_cookie
from core.serving.visit import Visit
from lectures.domain.calendar import Dated, event_of
from lectures.schedule import dated, month_of, public_sessions, sessions_of

# A subscribed calendar holds what is to come and what was lately.
LOOK_BACK = timedelta(days=90)
AT_MOST = 500


@site_routes.register
def schedule_route(state: SiteState) -> list[str]:
    """The present month."""
    return ["/lectures/schedule/"]


@require_safe
def schedule(request: HttpRequest) -> HttpResponse:
    """Sessions of a month, of all cities or of one."""
    visit = Visit(request, current_state(), None)
    state, query = visit.state, request.GET
    month = month_of(query.get("month", ""), visit.now)
    cities = list(state.part("cities").values())
    city = next((city for city in cities if city.code == query.get("city")), None)
    halls = [section for section in state.part("sections").values() if section.is_lectures]
    context = {
        **visit.context(),
        "month": month,
        "before": month.shifted(-1),
        "after": month.shifted(1),
        "city": city,
        "cities": cities,
        "sessions": sessions_of(month, city, state),
        "halls": halls,
        "trail": halls[:1],
    }
    return private_to_cookie(render(request, "lectures/schedule.html", context))


@require_safe
def session_calendar(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One session; that of a draft answers like a missing one."""
    state = current_state()
    found = dated(public_sessions().filter(public_id=public_id), state)
    if not found:
        raise Http404
    return _file(found, state, f"{found[0].starts:%Y%m%d}", "")


@require_safe
def series_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything of one series, to subscribe to."""
    state = current_state()
    sections = state.part("sections").values()
    hall = next((hall for hall in sections if hall.is_lectures and hall.path == f"/{slug}/"), None)
    if hall is None:
        raise Http404
    rows = public_sessions().filter(page__section_id=hall.id)
    return _file(_lately(rows, state), state, slug, hall.title)


@require_safe
def city_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything in one city, to subscribe to."""
    state = current_state()
    cities: list[CityInfo] = list(state.part("cities").values())
    city = next((city for city in cities if city.slug == slug), None)
    if city is None:
        raise Http404
    return _file(_lately(public_sessions().filter(city_id=city.id), state), state, slug, f"{city.name}的讲座")


def _lately(rows: object, state: SiteState) -> list[Dated]:
    return dated(rows.filter(ends_at__gt=timezone.now() - LOOK_BACK)[:AT_MOST], state)


def _file(sessions: list[Dated], state: SiteState, name: str, title: str) -> HttpResponse:
    calendar = calendar_with([event_of(session, state) for session in sessions], state, title)
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response
