"""Where a request comes from, behind as many proxies as the operator says there are."""

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 - no address is bound, this stands for «none»


def client_address(request: HttpRequest) -> str:
    """The visitor's address. Each proxy appends one to `X-Forwarded-For`; what stands before those is anybody's word."""
    nearest = request.META.get("REMOTE_ADDR") or UNKNOWN
    proxies = settings.TRUSTED_PROXIES
    if not proxies:
        return nearest[:45]
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return (chain[-proxies] if len(chain) >= proxies else nearest)[:45]
