"""«Not modified»: answers that change only with the site's version need not be made again."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from core.models import AuditEntry
from core.registries import state_parts
from core.serving.state import SiteState


@state_parts.register("changed_at")
def load_changed_at(state: SiteState) -> datetime | None:
    """When something public changed last."""
    return AuditEntry.objects.order_by("-pk").values_list("at", flat=True).first()


def unchanged(request: HttpRequest, state: SiteState, variant: str) -> HttpResponse | None:
    """304 (or 412) when the client has `variant` of this version already; None when it must be made."""
    response = get_conditional_response(request, _etag(state, variant), _stamp(state))
    return None if response is None else stamped(response, state, variant)


def stamped(response: HttpResponse, state: SiteState, variant: str) -> HttpResponse:
    """`response` with the marks by which `unchanged` knows it again."""
    response["ETag"] = _etag(state, variant)
    if (stamp := _stamp(state)) is not None:
        response["Last-Modified"] = http_date(stamp)
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def _etag(state: SiteState, variant: str) -> str:
    return quote_etag(f"{state.version}-{variant}")


def _stamp(state: SiteState) -> int | None:
    changed_at = state.part("changed_at")
    return int(changed_at.timestamp()) if changed_at else None
