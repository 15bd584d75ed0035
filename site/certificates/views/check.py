"""The public check of certificates: by the code in the address, by code and name, by the file."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.client_address import client_address
from certificates.domain.checking import Check, Verdict, check_code, check_file, normal_code
from certificates.forms import MAX_FILE, CheckForm
from core.public_forms import MAX_BODY, NOT_OURS, comes_from_elsewhere, never_stored
from core.registries import site_routes
from core.serving.state import SiteState, current_state
from core.serving.visit import Visit
from editorial.domain.senders import TooOften, count_sender

STATUSES = {Verdict.VALID: HTTPStatus.OK, Verdict.UNKNOWN: HTTPStatus.NOT_FOUND}
TOO_LARGE = "提交的内容太大了，证书原件不到 2 MB。"


@site_routes.register
def check_route(state: SiteState) -> list[str]:
    """Readers find it in the map of the site."""
    return ["/verify/"]


# No cookie, so no token in a cookie: a signed moment in the form and the browser's own word take its place.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The form, and what it finds; nothing that is sent in is kept."""
    if request.method != "POST":
        return _page(request, CheckForm())
    if not _is_small(request):
        return _page(request, CheckForm({}), alarm=TOO_LARGE, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    form = CheckForm(request.POST, request.FILES)
    if comes_from_elsewhere(request):
        return _page(request, form, alarm=NOT_OURS, status=HTTPStatus.FORBIDDEN)
    if form.is_trapped or not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        count_sender("certificates", client_address(request))
    except TooOften as error:
        return _page(request, form, alarm=str(error), status=HTTPStatus.TOO_MANY_REQUESTS)
    data = form.cleaned_data
    file, code = data["file"], data["code"]
    return _page(request, form, check_file(file.read(), code) if file else check_code(code, data["name"]))


@require_safe
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """Where the code on a certificate leads."""
    check = check_code(normal_code(code))
    form = CheckForm(initial={"code": check.certificate.code if check.certificate else code})
    return _page(request, form, check, status=STATUSES.get(check.verdict, HTTPStatus.OK))


def _is_small(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isascii() and length.isdigit() and len(length) < 9 and int(length) <= MAX_FILE + MAX_BODY


def _page(
    request: HttpRequest,
    form: CheckForm,
    check: Check | None = None,
    alarm: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    names = ("code", "name", "file")
    context = {
        **Visit(request, current_state(), None).context(),
        "form": form,
        "token": form.new_token(),
        "check": check,
        "alarm": alarm or (form.errors["token"][0] if "token" in form.errors else ""),
        "errors": [(name, form.fields[name].label, form.errors[name][0]) for name in names if name in form.errors],
    }
    return never_stored(render(request, "certificates/verify.html", context, status=status))
