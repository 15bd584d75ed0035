"""Uploads answered before Django when no nginx stands in front: with byte ranges, from disk, hardened headers."""

from collections.abc import Callable, Iterable

from django.conf import settings
from whitenoise import WhiteNoise

WSGIApplication = Callable[..., Iterable[bytes]]

VIDEO_TYPES = {".m3u8": "application/vnd.apple.mpegurl", ".m4s": "video/iso.segment", ".vtt": "text/vtt"}
ONE_YEAR = 365 * 24 * 3600


def with_files(application: WSGIApplication) -> WSGIApplication:
    """Wrap `application`: collected static files and uploaded files are served directly.

    Uploads use WhiteNoise's autorefresh, which looks at the disk at each request: files come and go while the server
    runs. Every name holds the hash of its content, so a file never changes under its name.
    """
    static = WhiteNoise(application, root=settings.STATIC_ROOT, prefix=settings.STATIC_URL, max_age=ONE_YEAR)
    if not settings.MEDIA_URL.startswith("/"):
        return static  # object storage answers for uploads
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)

    def no_such_file(environ: dict[str, object], start_response: Callable[..., object]) -> Iterable[bytes]:
        if not str(environ.get("PATH_INFO", "")).startswith(settings.MEDIA_URL):
            return static(environ, start_response)
        # Never a page: what has been withdrawn is gone, without a redirect to its address with a slash.
        start_response("404 Not Found", [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")])
        return ["没有这个文件。".encode()]

    uploads = WhiteNoise(
        no_such_file,
        autorefresh=True,
        max_age=ONE_YEAR,
        immutable_file_test=lambda path, url: True,
        add_headers_function=_harden,
        mimetypes=VIDEO_TYPES,
    )
    uploads.add_files(str(settings.MEDIA_ROOT), prefix=settings.MEDIA_URL)
    return uploads


def _harden(headers: dict[str, str], path: str, url: str) -> None:
    """An uploaded file is never a page of ours: no sniffing, no script."""
    headers["X-Content-Type-Options"] = "nosniff"
    if url.startswith(f"{settings.MEDIA_URL}video/"):
        headers["Cache-Control"] = "public, max-age=300, s-maxage=5"  # unlike pictures, videos are withdrawn
    headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
