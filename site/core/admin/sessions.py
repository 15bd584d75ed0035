"""Sessions of the admin: ended after half an hour without a hand on the keyboard; a due password comes first."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from accounts.domain.passwords import is_due
from core.serving.middleware import ADMIN_PREFIX

SEEN, PASSWORD_DUE = "seen", "password_due"
# A write per minute of work is enough to know when it stopped.
NOTED_EVERY = 60
# What open windows send by themselves.
BACKGROUND = {"wagtailadmin_editing_sessions:ping"}
# Where somebody with a due password may go.
OPEN_VIEWS = {
    "wagtailadmin_account",
    "wagtailadmin_logout",
    "wagtailadmin_login",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}
DUE_MESSAGE = "请先换一个新密码：现在的密码是别人设的，或者已经用了太久。"


class SessionMiddleware:
    """Renews the session with each act of a signed-in person; the session itself ends after `SESSION_COOKIE_AGE`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(ADMIN_PREFIX) and request.user.is_authenticated:
            match = request.resolver_match
            now = int(time.time())
            is_background = match is not None and match.view_name in BACKGROUND
            if not is_background and now - request.session.get(SEEN, 0) >= NOTED_EVERY:
                request.session[SEEN] = now
        return response

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        """Lead to the account page while a new password is due."""
        if not request.path_info.startswith(ADMIN_PREFIX) or request.resolver_match.view_name in OPEN_VIEWS:
            return None
        if not request.user.is_authenticated or not self._is_password_due(request):
            return None
        if request.method == "GET":
            messages.warning(request, DUE_MESSAGE)
        return redirect("wagtailadmin_account")

    def _is_password_due(self, request: HttpRequest) -> bool:
        """Asked once for each session, and again as long as the answer is yes."""
        if request.session.get(PASSWORD_DUE) is not False:
            request.session[PASSWORD_DUE] = is_due(request.user)
        return request.session[PASSWORD_DUE]
