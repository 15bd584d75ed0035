"""`/feedback/`: a reader reports an error, without account, session, cookie or script."""

from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.client_address import client_address
from core.models import BasePage
from core.public_forms import NOT_OURS, comes_from_elsewhere, is_small_form, never_stored
from core.registries import site_routes
from core.serving.state import SiteState, current_state
from core.serving.visit import Visit
from editorial.domain.error_reports import KEEP_CONTACT, About, new_number, receive_report
from editorial.domain.senders import TooOften
from editorial.feedback_form import FeedbackForm
from editorial.models.error_reports import MAX_CONTACT, MAX_TEXT

DONE = signing.Signer(salt="editorial.feedback.done")
TOO_MANY = "您提交得太多了，请过一个小时再来。写好的内容还在下面，可以先复制下来。"


@site_routes.register
def feedback_route(state: SiteState) -> list[str]:
    """The form without a page."""
    return ["/feedback/"]


# No cookie, so no token in a cookie: a signed moment in the form and the browser's own word take its place.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """The form; a good one becomes a report and leads to its number."""
    state = current_state()
    about = public_page(request.GET.get("page", ""), state)
    if request.method != "POST":
        return _form_page(request, state, about, FeedbackForm())
    form = FeedbackForm(request.POST if is_small_form(request) else {})
    if comes_from_elsewhere(request):
        return _form_page(request, state, about, form, NOT_OURS, HTTPStatus.FORBIDDEN)
    if form.is_trapped:
        return _done(new_number())
    if not form.is_valid():
        return _form_page(request, state, about, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    words = form.cleaned_data
    try:
        report = receive_report(words["text"], words["contact"], client_address(request), about)
    except TooOften:
        return _form_page(request, state, about, form, TOO_MANY, HTTPStatus.TOO_MANY_REQUESTS)
    return _done(report.number)


@require_safe
def feedback_done(request: HttpRequest) -> HttpResponse:
    """The number of a report; only numbers that were given out here are shown."""
    try:
        number = DONE.unsign(request.GET.get("n", ""))
    except signing.BadSignature:
        raise Http404 from None
    context = {**Visit(request, current_state(), None).context(), "number": number}
    return never_stored(render(request, "editorial/feedback_done.html", context))


def public_page(asked: str, state: SiteState) -> About | None:
    """The public page that a path or an address of this site names; anything else is no page, drafts included."""
    asked = asked[:2000].replace("\0", "")
    if asked.startswith(f"{state.root_url}/"):
        asked = asked[len(state.root_url) :]
    try:
        path = urlsplit(asked).path if asked.startswith("/") and not asked.startswith("//") else ""
    except ValueError:
        return None
    if not path:
        return None
    url_path = state.root_path + path.strip("/") + "/" if path != "/" else state.root_path
    row = BasePage.objects.public().filter(url_path=url_path).values_list("pk", "title").first()
    return About(*row, state.path(url_path)) if row else None


def _form_page(
    request: HttpRequest,
    state: SiteState,
    about: About | None,
    form: FeedbackForm,
    alarm: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    errors = [(name, form.fields[name].label, found[0]) for name, found in form.errors.items()]
    context = {
        **Visit(request, state, None).context(),
        "about": about,
        "action": f"/feedback/?{urlencode({'page': about.path})}" if about else "/feedback/",
        "form": form,
        "token": FeedbackForm.new_token(),
        "alarm": alarm or next((text for name, _, text in errors if name == "token"), ""),
        "errors": [row for row in errors if row[0] in ("text", "contact")],
        "limits": {"text": MAX_TEXT, "contact": MAX_CONTACT, "days": KEEP_CONTACT.days},
        "privacy": next((item for item in state.part("foot_pages") if item.path == "/privacy/"), None),
    }
    return never_stored(render(request, "editorial/feedback.html", context, status=status))


def _done(number: str) -> HttpResponse:
    return never_stored(HttpResponseRedirect(f"/feedback/done/?{urlencode({'n': DONE.sign(number)})}"))
