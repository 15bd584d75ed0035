"""Private playback: who may watch a video that is not public gets a token for that one video, renewed by the player.

The token travels in a cookie whose path is that of the video, never in an address: addresses are written into logs,
sent as referrers and copied into mails, and alone they open nothing.
"""

import time
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.http import require_POST, require_safe

from media.models import Video
from media.serving import private_file, protect
from media.storage.names import KEY, SIGNED_SECONDS, VIDEO_PREFIX
from media.views import may_choose

COOKIE = "playback"
SALT = "media.playback"


def _seal(request: HttpRequest, public_id: UUID, expires: int) -> str:
    """HMAC over the video, the deadline and the visitor's session: of no use with another session or after its end."""
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return salted_hmac(SALT, f"{public_id}\n{expires}\n{session}", algorithm="sha256").hexdigest()


def deadline() -> int:
    """When a token that is given now ends, as Unix time."""
    return int(time.time()) + SIGNED_SECONDS


def grant(request: HttpRequest, response: HttpResponse, video: Video, expires: int) -> None:
    """Give the visitor, whose right the caller has checked, access to the files of `video` until `expires`."""
    response.set_cookie(
        COOKIE,
        f"{expires}.{_seal(request, video.public_id, expires)}",
        max_age=SIGNED_SECONDS,
        path=reverse("media_playback", args=(video.public_id,)),
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )


def is_granted(request: HttpRequest, public_id: UUID) -> bool:
    """Whether the request brings a token for this video that is genuine, in time and of this session."""
    expires, _, seal = request.COOKIES.get(COOKIE, "").partition(".")
    if not (expires.isascii() and expires.isdigit() and len(expires) <= 12):
        return False
    left = int(expires) - time.time()
    return constant_time_compare(_seal(request, public_id, int(expires)), seal) and 0 < left <= SIGNED_SECONDS


@require_POST
def renew(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Asked by the player before playing and every few minutes: `{"expires": unix time, "renew_after": seconds}`."""
    video = Video.objects.filter(public_id=public_id).first()
    if video is None or not may_choose(request.user, video):
        raise Http404
    expires = deadline()
    response = JsonResponse({"expires": expires, "renew_after": SIGNED_SECONDS // 2})
    grant(request, response, video, expires)
    return protect(response)


@require_safe
def playback_file(request: HttpRequest, public_id: UUID, name: str) -> HttpResponse:
    """One file of the renditions of a video for the holder of its token; asks neither database nor session."""
    if not is_granted(request, public_id) or not KEY.fullmatch(name):
        raise Http404
    return private_file(request, f"{VIDEO_PREFIX}{public_id}/{name}")
