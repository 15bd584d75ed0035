"""Asking a question about a lecture, and counting a visit: no account, no session, no cookie."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.client_address import client_address
from core.public_forms import NOT_OURS, PlainText, PublicForm, comes_from_elsewhere, is_small_form, never_stored
from core.serving.state import current_state
from core.serving.visit import Visit
from editorial.domain.senders import TooOften
from lectures.domain.questions import ask
from lectures.domain.views import count_view
from lectures.models import LecturePage

LONG = "最多%(limit_value)s字，现在是%(show_value)s字。"


class QuestionForm(PublicForm):
    """One question."""

    salt = "lectures.question"
    text = PlainText(label="问题", max_length=200, error_messages={"required": "请写下问题。", "max_length": LONG})

    def clean_text(self) -> str:
        """In one line."""
        return " ".join(self.cleaned_data["text"].split())


# No cookie, so no token in a cookie: a signed moment in the form and the browser's own word take its place.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form; a good question leads to the same page with thanks."""
    page = _public_lecture(public_id)
    visit = Visit(request, current_state(), None)
    is_open = page.is_asked
    if request.method != "POST":
        return _form_page(visit, page, QuestionForm(), is_open)
    form = QuestionForm(request.POST if is_small_form(request) else {})
    if comes_from_elsewhere(request):
        return _form_page(visit, page, form, is_open, NOT_OURS, HTTPStatus.FORBIDDEN)
    if not is_open:
        return _form_page(visit, page, form, is_open, status=HTTPStatus.CONFLICT)
    if form.is_trapped:
        return never_stored(HttpResponseRedirect("?sent=1"))
    if not form.is_valid():
        return _form_page(visit, page, form, is_open, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        ask(page, form.cleaned_data["text"], client_address(request))
    except TooOften as error:
        return _form_page(visit, page, form, is_open, str(error), HTTPStatus.TOO_MANY_REQUESTS)
    return never_stored(HttpResponseRedirect("?sent=1", status=HTTPStatus.SEE_OTHER))


@csrf_exempt
@require_POST
def seen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A browser shows the lecture. What is counted is a number, and nothing is answered."""
    page = _public_lecture(public_id)
    if not comes_from_elsewhere(request):
        count_view(page, client_address(request), request.headers.get("User-Agent", ""))
    return never_stored(HttpResponse(status=HTTPStatus.NO_CONTENT))


def _public_lecture(public_id: UUID) -> LecturePage:
    page = LecturePage.objects.public().filter(public_id=public_id).first()
    if page is None:
        raise Http404
    return page


def _form_page(
    visit: Visit,
    lecture: LecturePage,
    form: QuestionForm,
    is_open: bool,
    alarm: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    errors = [("text", form.fields["text"].label, form.errors["text"][0])] if "text" in form.errors else []
    context = {
        **visit.context(),
        "lecture": lecture,
        "lecture_path": visit.state.path(lecture.url_path),
        "form": form,
        "token": form.new_token(),
        "is_open": is_open,
        "is_sent": visit.request.GET.get("sent") == "1" and status == HTTPStatus.OK,
        "alarm": alarm or (form.errors["token"][0] if "token" in form.errors else ""),
        "errors": errors,
    }
    return never_stored(render(visit.request, "lectures/ask.html", context, status=status))
