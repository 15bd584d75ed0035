"""Downloads of private files: public ones for everybody, the others for editors, a foreign one like a missing one."""

from typing import Any
from uuid import UUID

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from media.captions import as_srt, as_text, as_webvtt
from media.models import CaptionTrack, Document, Image, Video
from media.serving import private_file, protect
from media.storage.signing import is_valid


def may_choose(user: Any, asset: models.Model) -> bool:
    """Whether this account may use the asset in the admin, and so may see it before readers do."""
    policy = policy_registry.get_by_type(type(asset))
    return user.is_authenticated and policy.user_has_any_permission_for_instance(user, ["choose", "change"], asset)


def visible_or_404(model: type[models.Model], public_id: UUID, request: HttpRequest) -> models.Model:
    """The asset, if a live page shows it or the visitor may choose it in the admin; otherwise `Http404`.

    The account is looked up only for a file that is not public, so that public downloads stay free of sessions.
    """
    asset = model.objects.filter(public_id=public_id).first()
    if asset is None or not (asset.is_public or may_choose(request.user, asset)):
        raise Http404
    return asset


@require_safe
def document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Download of a document; never shown inside a page of ours."""
    asset = visible_or_404(Document, public_id, request)
    return private_file(request, asset.file.name, is_public=asset.is_public, filename=asset.filename)


@require_safe
def original(request: HttpRequest, name: str) -> HttpResponse:
    """A private file under its signed address; without a signature the original of a picture, for editors.

    Readers only ever get renditions.
    """
    query = request.GET
    if "signature" in query:
        filename = query.get("filename", "")
        if not is_valid(name, query.get("expires", ""), query["signature"], filename):
            raise Http404
        return private_file(request, name, filename=filename)
    image = Image.objects.filter(file=name).first()
    if image is None or not may_choose(request.user, image):
        raise Http404
    return private_file(request, name)


@require_safe
def video(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The original of a video, for players without HLS and until there are renditions."""
    asset = visible_or_404(Video, public_id, request)
    return private_file(request, asset.file.name, is_public=asset.is_public)


@require_safe
def captions(request: HttpRequest, public_id: UUID, digest: str, form: str) -> HttpResponse:
    """One revision of a video's captions, written anew from its cues: for the player, or to take away."""
    asset = visible_or_404(Video, public_id, request)
    track = CaptionTrack.objects.filter(video=asset, digest=digest).first()
    if track is None or form not in ("vtt", "srt", "txt"):
        raise Http404
    if form == "vtt":
        response = HttpResponse(as_webvtt(track.cues), content_type="text/vtt; charset=utf-8")
    else:
        text = as_srt(track.cues) if form == "srt" else as_text(track.cues, asset.title)
        response = HttpResponse(text, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = content_disposition_header(True, f"{asset.title}.{form}")
    return protect(response, asset.is_public)
