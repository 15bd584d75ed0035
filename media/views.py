"""Downloads of private files: public ones for everybody, the others for editors, a foreign one like a missing one."""

import mimetypes
import re
from uuid import UUID

from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from media.models import Document, Image, Video

RANGE = re.compile(r"bytes=(\d*)-(\d*)$")
CHUNK = 64 * 1024


def visible_or_404(model: type[models.Model], public_id: UUID, request: HttpRequest) -> models.Model:
    """The asset, if a live page shows it or the visitor may choose it in the admin; otherwise `Http404`.

    The account is looked up only for a file that is not public, so that public downloads stay free of sessions.
    """
    asset = model.objects.filter(public_id=public_id).first()
    if asset is None:
        raise Http404
    if not asset.is_public:
        user = request.user
        policy = policy_registry.get_by_type(model)
        if not (
            user.is_authenticated and policy.user_has_any_permission_for_instance(user, ["choose", "change"], asset)
        ):
            raise Http404
    return asset


@require_safe
def document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Download of a document; never shown inside a page of ours."""
    asset = visible_or_404(Document, public_id, request)
    response = FileResponse(asset.file.open("rb"), as_attachment=True, filename=asset.filename)
    return _protect(response, asset.is_public)


@require_safe
def original(request: HttpRequest, name: str) -> HttpResponse:
    """The original of a picture, for editors who may choose it; readers only ever get renditions."""
    image = Image.objects.filter(file=name).first()
    user = request.user
    policy = policy_registry.get_by_type(Image)
    if image is None or not (
        user.is_authenticated and policy.user_has_any_permission_for_instance(user, ["choose", "change"], image)
    ):
        raise Http404
    return _protect(FileResponse(image.file.open("rb")), is_public=False)


@require_safe
def video(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A video with byte ranges (RFC 9110 §14), so that a reader can seek."""
    asset = visible_or_404(Video, public_id, request)
    size = asset.file.size
    kind = mimetypes.guess_type(asset.file.name)[0] or "application/octet-stream"
    first, last = _byte_range(request.headers.get("Range", ""), size)
    if first > last:
        response: HttpResponse = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        is_part = (first, last) != (0, size - 1)
        response = StreamingHttpResponse(_read(asset, first, last), status=206 if is_part else 200, content_type=kind)
        response["Content-Length"] = str(last - first + 1)
        if is_part:
            response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    return _protect(response, asset.is_public)


def _byte_range(header: str, size: int) -> tuple[int, int]:
    """First and last byte asked for; the whole file for no or an odd header; first > last if it cannot be met."""
    match = RANGE.match(header)
    if not match or match.groups() == ("", ""):
        return 0, size - 1
    start, end = match.groups()
    if not start:
        return max(0, size - int(end)), size - 1
    return int(start), min(int(end), size - 1) if end else size - 1


def _read(asset: Video, first: int, last: int):  # noqa: ANN202  (a generator of bytes)
    with asset.file.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _protect(response: HttpResponse, is_public: bool) -> HttpResponse:
    response["Cache-Control"] = "public, max-age=300" if is_public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
