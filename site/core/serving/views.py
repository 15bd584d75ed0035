"""The one view that answers readers, and its errors."""

from http import HTTPStatus
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from core.kept.body import kept_of
from core.models import BasePage, FormerPath
from core.registries import page_server
from core.serving.resolver import find
from core.serving.state import SiteState, current_state, known_root_path, state_at
from core.serving.visit import Visit
from core.serving.visitor import CHOICES, COOKIE_AGE, visitor_of


@require_safe
def page(request: HttpRequest, path: str = "") -> HttpResponse:
    """The live page at this path: two statements when warm, one of them the resolver's."""
    if path and not path.endswith("/"):
        return _with_slash(request)
    if "\0" in path:
        raise Http404
    # The root's path is taken from the state of the last request; only a moved root costs a second look.
    root_path = known_root_path()
    found = find(root_path + path)
    state = state_at(found.version)
    if state.root_path != root_path:
        found = find(state.root_path + path)
    if found.page is None:
        return _moved_gone_or_missing(request, state, state.root_path + path)
    request.site_state = state
    return found.page.serve(request)


@page_server.fill
def serve_page(request: HttpRequest, page: BasePage, is_preview: bool = False) -> HttpResponse:
    """Render any page for a reader (or for the preview of an editor, where the body is rendered now)."""
    state: SiteState = getattr(request, "site_state", None) or current_state()
    if not hasattr(request, "visitor"):
        request.visitor = visitor_of(request)
    visit = Visit(request, state, page, is_preview)
    if is_preview or "kept" not in page._state.fields_cache:
        page._state.fields_cache["kept"] = kept_of(page)
    context = {**visit.context(), **page.public_context(visit)}
    response = TemplateResponse(request, page.get_template(request), context)
    return private_to_cookie(response)


def private_to_cookie(response: HttpResponse) -> HttpResponse:
    """Shared caches keep one copy per view and theme, and ask before they use it."""
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Cookie"])
    return response


@require_safe
def preference(request: HttpRequest) -> HttpResponse:
    """Remember 长辈版 or a theme in the reader's own browser and go back. The only public address that sets a cookie."""
    target = _way_back(request)
    response = HttpResponseRedirect(target)
    for name, choices in CHOICES.items():
        value = request.GET.get(name)
        if value not in choices:
            continue
        if value in ("standard", "auto"):
            response.delete_cookie(name, samesite="Lax")
        else:
            response.set_cookie(name, value, max_age=COOKIE_AGE, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    response["Cache-Control"] = "no-store"
    return response


def _way_back(request: HttpRequest) -> str:
    """`?next=` or the page the reader came from, on our own host, without choices of its own in the address."""
    target = request.GET.get("next") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}) or "\\" in target:
        return "/"
    parts = urlsplit(target)
    # Without its host, `http://our.host//other.host/` would lead to the other one.
    if not parts.path.startswith("/") or parts.path.startswith("//"):
        return "/"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k not in CHOICES])
    return urlunsplit(("", "", quote(parts.path, safe="/%"), query, ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the site's own look."""
    return error_page(request, HTTPStatus.NOT_FOUND)


def error_page(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """404 and 410: words, useful links, the whole foot."""
    state = current_state()
    visit = Visit(request, state, None)
    context = visit.context()
    return private_to_cookie(render(request, f"{int(status)}.html", context, status=status))


def _with_slash(request: HttpRequest) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect("/" + request.path_info.strip("/") + "/" + (f"?{query}" if query else ""))


def _moved_gone_or_missing(request: HttpRequest, state: SiteState, url_path: str) -> HttpResponse:
    """301 for what was moved, 410 for what was public and is withdrawn, 404 for everything else, drafts included."""
    former = FormerPath.objects.filter(url_path=url_path).values_list("page__live", "page__url_path").first()
    if former is not None and former[0] and (path := state.path(former[1])):
        query = request.META.get("QUERY_STRING", "")
        response = HttpResponsePermanentRedirect(path + (f"?{query}" if query else ""))
        # Kept for ever, it would send readers in a circle when the page moves back.
        return private_to_cookie(response)
    if former is not None or BasePage.objects.filter(url_path=url_path, ever_public=True, live=False).exists():
        return error_page(request, HTTPStatus.GONE)
    raise Http404
