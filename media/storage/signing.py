"""Signed addresses of private files on the local disk, as object storage gives them: one file, one method, one deadline."""

import time
from urllib.parse import urlencode

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.encoding import filepath_to_uri

from media.storage.names import SIGNED_SECONDS

SALT = "media.storage.signing"


def signature(name: str, expires: int, filename: str = "") -> str:
    """HMAC-SHA-256 over all that an address promises."""
    return salted_hmac(SALT, f"GET\n{name}\n{expires}\n{filename}", algorithm="sha256").hexdigest()


def signed_address(base: str, name: str, seconds: int = SIGNED_SECONDS, filename: str = "") -> str:
    """Address of `name` below `base` that is valid for `seconds`, at most 300; `filename`: under it a browser saves it."""
    expires = int(time.time()) + min(seconds, SIGNED_SECONDS)
    query = {"expires": expires, "signature": signature(name, expires, filename)}
    if filename:
        query["filename"] = filename
    return f"{base}{filepath_to_uri(name)}?{urlencode(query)}"


def is_valid(name: str, expires: str, given: str, filename: str = "") -> bool:
    """Whether the three values of an address belong together and its time is not over."""
    if not (expires.isascii() and expires.isdigit() and len(expires) <= 12):
        return False
    left = int(expires) - time.time()
    right = signature(name, int(expires), filename)
    return constant_time_compare(right, given) and 0 < left <= SIGNED_SECONDS
