"""All learning lists, and one of them as its learner sees it."""

from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.public_forms import comes_from_elsewhere, is_small_form, never_stored
from core.registries import site_routes
from core.serving.state import SiteState, current_state
from core.serving.views import private_to_cookie
from core.serving.visit import Visit
from lectures.domain.learning import mark_read
from lectures.learning_lists import ListLine, Step, all_lists
from lectures.models import Learning, Registration
from lectures.views.learning import learner


@dataclass(frozen=True, slots=True)
class Progress:
    """A step with what the learner has done of it."""

    step: Step
    minutes: int
    is_done: bool

    @property
    def is_text(self) -> bool:
        """Whether it is read, not watched."""
        return self.step.terms is None


@site_routes.register
def lists_route(state: SiteState) -> list[str]:
    """Where there are any."""
    return ["/lectures/lists/"] if all_lists(state) else []


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """By audience."""
    visit = Visit(request, current_state(), None)
    groups = [(name, list(rows)) for name, rows in groupby(all_lists(visit.state), key=lambda line: line.audience)]
    return private_to_cookie(render(request, "lectures/lists.html", {**visit.context(), "groups": groups}))


# The signed address is what identifies.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def own_list(request: HttpRequest, signed: str, slug: str) -> HttpResponse:
    """The steps with one's own progress; posting marks a text as read."""
    own = learner(signed)
    visit = Visit(request, current_state(), None)
    line = next((line for line in all_lists(visit.state) if line.slug == slug), None)
    if line is None:
        raise Http404
    if request.method == "POST":
        key = request.POST.get("read", "") if is_small_form(request) else ""
        texts = {step.key for step in line.steps if step.terms is None}
        if comes_from_elsewhere(request) or key not in texts:
            return never_stored(HttpResponse(status=HTTPStatus.FORBIDDEN))
        mark_read(own, key)
        return never_stored(HttpResponseRedirect(f"{own.path}lists/{slug}/", status=HTTPStatus.SEE_OTHER))
    steps = progress_of(own, line)
    done = sum(item.is_done for item in steps)
    context = {**visit.context(), "own": own, "line": line, "steps": steps, "done": done}
    return never_stored(render(request, "lectures/own_list.html", context))


def progress_of(own: Registration, line: ListLine) -> list[Progress]:
    """What this person has done, in all registrations with the same telephone or mail. One statement."""
    same = Q(registration=own)
    for name in ("phone_key", "email_key"):
        if key := getattr(own, name):
            same |= Q(**{f"registration__{name}": key})
    rows = Learning.objects.filter(same).values_list("registration__desk__page_id", "seconds", "reached_at", "read")
    seconds: dict[int, int] = {}
    reached: set[int] = set()
    read: set[str] = set()
    for page_id, watched, reached_at, texts in rows:
        seconds[page_id] = max(watched, seconds.get(page_id, 0))
        read |= set(texts)
        if reached_at:
            reached.add(page_id)
    return [
        Progress(
            step,
            seconds.get(step.page_id, 0) // 60,
            step.page_id in reached if step.terms else step.key in read,
        )
        for step in line.steps
    ]
