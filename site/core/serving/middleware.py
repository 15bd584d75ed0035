"""Sets the visitor's wishes on the request and the looser policy on the admin."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

from core.blocks.attachments import EMBED_HOSTS
from core.serving.visitor import visitor_of

ADMIN_PREFIX = "/admin/"
# Wagtail's admin uses inline scripts, styles and data images; it stays on our own host.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "connect-src": [SELF],
}
FRAME_POLICY = {"frame-src": [SELF, *(f"https://{host}" for host in EMBED_HOSTS)]}


class VisitorMiddleware:
    """`request.visitor` for every request; content security policy by part of the site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.visitor = visitor_of(request)
        return self.get_response(request)


class PolicyMiddleware:
    """Widens the strict policy where it must be; sits inside `CSPMiddleware`, which writes the header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(ADMIN_PREFIX):
            response._csp_update = ADMIN_POLICY
            response.setdefault("Cache-Control", "no-store, private")
        else:
            response._csp_update = FRAME_POLICY
        return response
