"""`/corrections/`: every correction of every public page, newest first."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.listing.filters import Filters
from core.listing.pager import Page, page_numbers
from core.models import BasePage, Correction
from core.registries import site_routes, state_parts
from core.serving.state import SiteState, current_state
from core.serving.views import private_to_cookie
from core.serving.visit import Visit

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One correction with the page it stands on."""

    day: date
    text: str
    title: str
    path: str


@site_routes.register
def corrections_route(state: SiteState) -> list[str]:
    """The list of corrections."""
    return ["/corrections/"]


@state_parts.register("corrections_total")
def count_corrections(state: SiteState) -> int:
    """How many there are."""
    return _public().count()


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """One page of the list; two statements beside what is kept."""
    state = current_state()
    total = state.part("corrections_total")
    last = max(1, ceil(total / PER_PAGE))
    asked = request.GET.get("page", "")
    number = min(max(1, int(asked[:9]) if asked.isascii() and asked.isdigit() else 1), last)
    start = (number - 1) * PER_PAGE
    rows = _public().order_by("-day", "-pk").values_list("day", "text", "page__title", "page__url_path")
    lines = [Line(day, text, title, state.path(path)) for day, text, title, path in rows[start : start + PER_PAGE]]
    context = {
        **Visit(request, state, None).context(),
        "listing": Page(lines, number, last, total, page_numbers(number, last)),
        "no_filters": Filters(),
    }
    return private_to_cookie(render(request, "editorial/corrections.html", context))


def _public() -> QuerySet[Correction]:
    return Correction.objects.filter(page__in=BasePage.objects.public())
