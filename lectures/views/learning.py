"""Learning from the recording, reached by the signed address of a registration: no account, no session, no cookie."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificates.models import Certificate
from core.public_forms import comes_from_elsewhere, is_small_form, never_stored
from core.serving.state import current_state
from core.serving.visit import Visit
from lectures.domain import states
from lectures.domain.learning import NotEnough, TooSoon, certify, report
from lectures.domain.spans import parsed
from lectures.domain.terms import Terms, terms_of
from lectures.enums import Seat, State
from lectures.learning_lists import lists_with
from lectures.models import Learning, LecturePage, Registration
from lectures.views.registration import own_registration
from media.player import start_second


# The signed address is what identifies: no cookie is sent with it that another site could misuse.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def learn(request: HttpRequest, signed: str) -> HttpResponse:
    """The recording with one's own progress; posting asks for the certificate."""
    own = learner(signed)
    visit = Visit(request, current_state(), None)
    facts, terms = _lecture(own, visit)
    if request.method == "POST":
        if comes_from_elsewhere(request) or request.POST.get("act") != "certificate" or terms is None:
            return never_stored(HttpResponse(status=HTTPStatus.FORBIDDEN))
        try:
            certify(own, terms, visit.state)
        except NotEnough:
            return never_stored(HttpResponse("还没有学满。", status=HTTPStatus.CONFLICT))
        return never_stored(HttpResponseRedirect(f"{own.path}learn/", status=HTTPStatus.SEE_OTHER))
    row = Learning.objects.filter(registration=own).first() or Learning(registration=own)
    found = Certificate.objects.defer("pdf").filter(code=row.certificate_code).first() if row.certificate_code else None
    context = {
        **visit.context(),
        "own": own,
        "lecture_path": visit.state.path(own.desk.page.url_path),
        "video": facts["video"] if terms else None,
        "terms": terms,
        "learning": row,
        "minutes": row.seconds // 60,
        "needed_minutes": -(-terms.needed // 60) if terms else 0,
        "certificate": found,
        "lists": lists_with(own.desk.page_id, visit.state),
        "start": start_second(request.GET.get("t")),
    }
    return never_stored(render(request, "lectures/learn.html", context))


@csrf_exempt
@require_POST
def progress(request: HttpRequest, signed: str) -> HttpResponse:
    """What the player has shown since its last report. Answers with what is credited altogether."""
    own = learner(signed)
    if comes_from_elsewhere(request) or not is_small_form(request):
        return never_stored(HttpResponse(status=HTTPStatus.FORBIDDEN))
    _, terms = _lecture(own, Visit(request, current_state(), None))
    if terms is None:
        return never_stored(HttpResponse(status=HTTPStatus.CONFLICT))
    try:
        row = report(own, parsed(request.POST.get("spans", ""), terms.duration), terms)
    except TooSoon:
        return never_stored(HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS))
    return never_stored(
        JsonResponse({"watched": row.seconds, "needed": terms.needed, "reached": row.reached_at is not None})
    )


@require_safe
def certificate_file(request: HttpRequest, signed: str) -> HttpResponse:
    """The certificate as it was issued."""
    own = learner(signed)
    code = Learning.objects.filter(registration=own).values_list("certificate_code", flat=True).first()
    certificate = Certificate.objects.filter(code=code).first() if code else None
    if certificate is None or not certificate.pdf:
        raise Http404
    response = HttpResponse(bytes(certificate.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{certificate.code}.pdf"'
    return never_stored(response)


def learner(signed: str) -> Registration:
    """A registration that stands, of a lecture that is public; anything else is missing."""
    own = own_registration(signed)
    if own.state == Seat.CANCELLED or not own.desk.page.live:
        raise Http404
    return own


def _lecture(own: Registration, visit: Visit) -> tuple[dict[str, Any], Terms | None]:
    """Kept facts, and the terms while the recording may be watched."""
    row = LecturePage.objects.public().filter(pk=own.desk.page_id).values_list("kept__facts", flat=True).first()
    if row is None:
        raise Http404
    is_shown = states.state(states.times_of(row), visit.now) == State.REPLAY
    return row, terms_of(row) if is_shown else None
