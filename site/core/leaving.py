"""Links that lead off the site: known hosts directly, all others over a page that says so, with a signed target."""

import re
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core import signing

SALT = "core.leaving"
# Always opened directly, with everything below them.
OFFICIAL = ("gov.cn", "edu.cn")
HOST = re.compile(r"[a-z0-9.-]+")
# Beyond this, the address of the notice page would not fit into the request line that servers accept.
MAX_ADDRESS = 2500


def outward(url: str) -> str:
    """The address to put into a link to `url`: itself if it is ours, official or no web address; else the notice page.

    Hosts that the office knows besides are let through by the notice page itself, so that a change of the list takes
    effect at once, in texts that were published before as well.
    """
    if not is_foreign(url) or is_among(host_of(url), OFFICIAL):
        return url
    address = f"/leaving/?{urlencode({'to': url, 's': _signer().signature(url)})}"
    return address if len(address) <= MAX_ADDRESS else url


def is_foreign(url: str) -> bool:
    """Whether `url` is a web address of another host."""
    lower = url.strip().lower()
    if not lower.startswith(("http://", "https://", "//")):
        return False
    return host_of(url) != host_of(settings.SITE_BASE_URL)


def host_of(url: str) -> str:
    """Host of a web address in lower case; empty for one that browsers might read in another way than we do."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".") if parts.port != 0 else ""
    except ValueError:
        return ""
    return host if HOST.fullmatch(host) else ""


def is_among(host: str, known: tuple[str, ...] | list[str]) -> bool:
    """Whether `host` is one of the known ones or lies below one."""
    return bool(host) and any(host == name or host.endswith(f".{name}") for name in known)


def target_of(url: str, signature: str) -> str | None:
    """`url` if we signed it, else None: the notice page leads nowhere else."""
    try:
        return _signer().unsign(f"{url}:{signature}")
    except signing.BadSignature:
        return None


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)
