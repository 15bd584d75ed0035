"""Uploads answered before Django when no nginx stands in front: with byte ranges, from disk, hardened headers."""

from collections.abc import Callable, Iterable

from django.conf import settings
from whitenoise import WhiteNoise

WSGIApplication = Callable[..., Iterable[bytes]]

ONE_YEAR = 365 * 24 * 3600


def with_files(application: WSGIApplication) -> WSGIApplication:
    """Wrap `application`: collected static files and uploaded files are served directly.

    Uploads use WhiteNoise's autorefresh, which looks at the disk at each request: files come and go while the server
    runs. Every name holds the hash of its content, so a file never changes under its name.
    """
    static = WhiteNoise(application, root=settings.STATIC_ROOT, prefix=settings.STATIC_URL, max_age=ONE_YEAR)
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    uploads = WhiteNoise(
        static,
        autorefresh=True,
        max_age=ONE_YEAR,
        immutable_file_test=lambda path, url: True,
        add_headers_function=_harden,
    )
    uploads.add_files(str(settings.MEDIA_ROOT), prefix=settings.MEDIA_URL)
    return uploads


def _harden(headers: dict[str, str], path: str, url: str) -> None:
    """An uploaded file is never a page of ours: no sniffing, no script."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
