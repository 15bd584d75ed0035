"""专题: the list of all topics."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.serving.state import current_state
from core.serving.visit import Visit
from home.topics import current_topics
from home.views.answers import answer


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Topics that run, then those that are archived, as the clock says now."""
    visit = Visit(request, current_state(), None)
    every = visit.state.part("topics")
    running = current_topics(every, visit.now)
    return answer(visit, "home/topics.html", {"running": running, "over": [t for t in every if t not in running]})
