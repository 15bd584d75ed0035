"""500: a file that needs neither database nor template, with a number to quote."""

import logging
import secrets
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)


@cache
def _text() -> str:
    return Path(settings.PROJECT_ROOT, "site", "templates", "500.html").read_text(encoding="utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer with the static page; the number in it is the one in the log."""
    number = secrets.token_hex(4)
    logger.error("incident %s at %s", number, request.path)
    return HttpResponse(_text().replace("{{ number }}", number), status=500, content_type="text/html; charset=utf-8")
