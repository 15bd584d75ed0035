"""Registering for a session, seeing and cancelling it: no account, no session, no cookie."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.client_address import client_address
from core.models import BasePage
from core.public_forms import NOT_OURS, PublicForm, comes_from_elsewhere, is_small_form, never_stored
from core.serving.state import SiteState, current_state
from core.serving.visit import Visit
from editorial.domain.senders import TooOften, count_sender
from lectures.domain.mails import calendar_of
from lectures.domain.registration import (
    RegistrationRefused,
    cancel,
    free_seats,
    is_open,
    keyed,
    register,
)
from lectures.domain.terms import terms_of
from lectures.enums import Seat
from lectures.models import Desk, LecturePage, Registration
from lectures.models.registration import SIGNER
from lectures.registration_form import LookUpForm, RegistrationForm

UNKNOWN = "没有找到这个编号，或者手机号、邮箱和报名时写的不一样。"
FORM = require_http_methods(["GET", "HEAD", "POST"])


# No cookie, so no token in a cookie: a signed moment in the form and the browser's own word take its place.
@csrf_exempt
@FORM
def register_view(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The form of one session; a good one leads to the registration's own signed address."""
    desk = _public_desk(session_id)
    if request.method != "POST":
        return _form_page(request, desk, RegistrationForm())
    form = RegistrationForm(request.POST if is_small_form(request) else {})
    if comes_from_elsewhere(request):
        return _form_page(request, desk, form, NOT_OURS, HTTPStatus.FORBIDDEN)
    if form.is_trapped:
        return never_stored(HttpResponseRedirect("/lectures/registration/"))
    if not form.is_valid():
        return _form_page(request, desk, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        registration = register(session_id, form.person, client_address(request))
    except TooOften as error:
        return _form_page(request, desk, form, str(error), HTTPStatus.TOO_MANY_REQUESTS)
    except RegistrationRefused as error:
        return _form_page(request, desk, form, str(error), HTTPStatus.CONFLICT)
    return never_stored(HttpResponseRedirect(registration.path, status=HTTPStatus.SEE_OTHER))


@csrf_exempt
@FORM
def look_up(request: HttpRequest) -> HttpResponse:
    """Number and phone or mail lead to the registration."""
    if request.method != "POST":
        return _look_up_page(request, LookUpForm())
    form = LookUpForm(request.POST if is_small_form(request) else {})
    if comes_from_elsewhere(request):
        return _look_up_page(request, form, NOT_OURS, HTTPStatus.FORBIDDEN)
    if form.is_trapped or not form.is_valid():
        return _look_up_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        count_sender("look-up", client_address(request))
    except TooOften as error:
        return _look_up_page(request, form, str(error), HTTPStatus.TOO_MANY_REQUESTS)
    key = keyed(form.cleaned_data["contact"])
    found = Registration.objects.filter(number=form.cleaned_data["number"], purged_at=None).first()
    if found is None or key not in (found.phone_key, found.email_key):
        return _look_up_page(request, form, UNKNOWN, HTTPStatus.NOT_FOUND)
    return never_stored(HttpResponseRedirect(found.path, status=HTTPStatus.SEE_OTHER))


@csrf_exempt
@FORM
def registration(request: HttpRequest, signed: str) -> HttpResponse:
    """One's own registration: a slip to print; posting cancels it."""
    own = own_registration(signed)
    if request.method == "POST":
        if comes_from_elsewhere(request) or request.POST.get("act") != "cancel":
            return never_stored(HttpResponse(status=HTTPStatus.FORBIDDEN))
        cancel(own)
        return never_stored(HttpResponseRedirect(own.path, status=HTTPStatus.SEE_OTHER))
    visit = Visit(request, current_state(), None)
    ahead = 0
    if own.state == Seat.WAITING:
        ahead = Registration.objects.filter(desk=own.desk, state=Seat.WAITING, pk__lt=own.pk).count()
    is_over = own.desk.ends_at <= visit.now
    context = {
        **visit.context(),
        "own": own,
        "desk": own.desk,
        "lecture_path": _lecture_path(own.desk, visit.state),
        "ahead": ahead,
        "may_cancel": own.state != Seat.CANCELLED and not own.checked_in_at and not is_over,
        "is_over": is_over,
        "check_in_url": visit.state.absolute(f"/admin/lectures/check-in/{own.number}/"),
        "keep_days": own.keep_days,
        "may_learn": own.state != Seat.CANCELLED and _gives_hours(own.desk),
    }
    return never_stored(render(request, "lectures/registration.html", context))


@require_safe
def registration_calendar(request: HttpRequest, signed: str) -> HttpResponse:
    """The session as a calendar file, as the mail brings it."""
    own = own_registration(signed)
    response = HttpResponse(calendar_of(own.desk), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{own.desk.starts_at:%Y%m%d}.ics"'
    return never_stored(response)


def own_registration(signed: str) -> Registration:
    """The registration of a signed address, while it is known who it is; anything else is missing."""
    try:
        number = SIGNER.unsign(signed)
    except signing.BadSignature:
        raise Http404 from None
    found = Registration.objects.select_related("desk__page").filter(number=number, purged_at=None).first()
    if found is None:
        raise Http404
    return found


def _public_desk(session_id: UUID) -> Desk:
    """The desk of a session that a public page has; anything else is missing."""
    live = BasePage.objects.public().values("pk")
    desk = Desk.objects.select_related("page").filter(session_id=session_id, page__in=live).first()
    if desk is None or desk.opens_at is None:
        raise Http404
    return desk


def _gives_hours(desk: Desk) -> bool:
    """Whether there is something to learn behind this registration."""
    facts = LecturePage.objects.public().filter(pk=desk.page_id).values_list("kept__facts", flat=True).first()
    return terms_of(facts or {}) is not None


def _lecture_path(desk: Desk, state: SiteState) -> str:
    return state.path(desk.page.url_path) if desk.page.live else ""


def _form_page(
    request: HttpRequest, desk: Desk, form: RegistrationForm, alarm: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    free, state = free_seats(desk), current_state()
    extra = {
        "desk": desk,
        "lecture_path": _lecture_path(desk, state),
        "is_open": is_open(desk),
        "free": None if free is True else int(free),
        "keep_days": desk.keep_days,
    }
    names = ("name", "unit_name", "phone", "email")
    return _page(request, state, "lectures/register.html", form, names, alarm, status, extra)


def _look_up_page(
    request: HttpRequest, form: LookUpForm, alarm: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    names, state = ("number", "contact"), current_state()
    return _page(request, state, "lectures/look_up.html", form, names, alarm, status, {})


def _page(
    request: HttpRequest,
    state: SiteState,
    template: str,
    form: PublicForm,
    names: tuple[str, ...],
    alarm: str,
    status: HTTPStatus,
    extra: dict[str, Any],
) -> HttpResponse:
    errors = [(name, form.fields[name].label, form.errors[name][0]) for name in names if name in form.errors]
    context = {
        **Visit(request, state, None).context(),
        "form": form,
        "token": form.new_token(),
        "alarm": alarm or (form.errors["token"][0] if "token" in form.errors else ""),
        "errors": errors,
        "privacy": next((item for item in state.part("foot_pages") if item.path == "/privacy/"), None),
        **extra,
    }
    return never_stored(render(request, template, context, status=status))
