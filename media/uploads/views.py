"""The addresses of resumable uploads: JSON for the browser's module, the same for editors and, later, schools.

The account is known by its session, or by the token that the start of the upload gave: the work of hours does not break
off with the session, which ends after half an hour without a hand on the keyboard.
"""

import base64
import binascii
import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.http import require_http_methods, require_POST

from delivery.progress import progress_of
from media.enums import UploadState
from media.models import Upload, UploadPart
from media.models.uploads import PART_BYTES
from media.uploads import refusals
from media.uploads.domain import Announced, announce_part, cancel_upload, finish_upload, receiver, start_upload
from media.uploads.purposes import purpose_named
from media.uploads.refusals import UploadRefused

SALT = "media.uploads"
MAX_BODY = 64 * 1024
START_KEYS = {"purpose", "name", "size", "fingerprint", "head", "title", "collection"}
SIGN_IN = "登录已过期。请在另一个窗口重新登录，再点“继续”；已经传到的部分不会丢。"


def answers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refusals as JSON with their status; nothing of it is kept by anybody."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except UploadRefused as refusal:
            content = {"error": refusal.message, "is_final": refusal.is_final}
            response = JsonResponse(content, status=refusal.status)
        response["Cache-Control"] = "private, no-store"
        return response

    return answer


def token_of(upload: Upload) -> str:
    """Opens this one upload to its owner without a session; void with a new password and with the upload's end."""
    seal = f"{upload.pk}\n{upload.owner_id}\n{upload.owner.get_session_auth_hash()}"
    return salted_hmac(SALT, seal, algorithm="sha256").hexdigest()


def upload_or_refusal(request: HttpRequest, upload_id: UUID) -> Upload:
    """The upload, if it is the visitor's and still allowed; somebody else's is refused like a missing one."""
    token = request.headers.get("X-Upload-Token", "")
    upload = Upload.objects.select_related("owner").filter(pk=upload_id).first()
    if upload is not None and (upload.owner is None or not upload.owner.is_active):
        upload = None
    if not request.user.is_authenticated:
        if not token:
            raise UploadRefused(SIGN_IN, 401, is_final=False)
        if upload is None or not constant_time_compare(token, token_of(upload)):
            raise UploadRefused(SIGN_IN, 401, is_final=False)
    elif upload is None or upload.owner_id != request.user.pk:
        raise refusals.missing()
    purpose = purpose_named(upload.purpose)
    if purpose is None or not purpose.may(upload.owner, upload.collection_id):
        raise refusals.missing()
    return upload


def _body(request: HttpRequest, allowed: set[str]) -> dict[str, Any]:
    """The JSON object of the request, with no other keys than these."""
    try:
        data = json.loads(request.read(MAX_BODY + 1) or b"{}")
    except (ValueError, RecursionError) as error:
        raise UploadRefused("请求的格式不对。") from error
    if not isinstance(data, dict) or set(data) - allowed:
        raise UploadRefused("请求的格式不对。")
    return data


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str):
        raise UploadRefused("请求的格式不对。")
    return value.encode("utf-8", "replace").decode()


def _number(data: dict[str, Any], name: str) -> int | None:
    value = data.get(name)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63):
        raise UploadRefused("请求的格式不对。")
    return value


@require_http_methods(["GET", "POST"])
@answers
def start(request: HttpRequest) -> HttpResponse:
    """POST: open an upload or go on with one. GET: what the account has not finished."""
    if not request.user.is_authenticated:
        raise UploadRefused(SIGN_IN, 401, is_final=False)
    if request.method == "GET":
        return JsonResponse({"uploads": [_told(one) for one in Upload.objects.for_user(request.user).open()]})
    data = _body(request, START_KEYS)
    purpose = purpose_named(_text(data, "purpose"))
    if purpose is None:
        raise UploadRefused("请求的格式不对。")
    try:
        head = base64.b64decode(_text(data, "head"), validate=True)
    except binascii.Error as error:
        raise UploadRefused("请求的格式不对。") from error
    file = Announced(
        filename=_text(data, "name"),
        size=_number(data, "size") or 0,
        fingerprint=_text(data, "fingerprint"),
        head=head,
        title=_text(data, "title"),
        collection_id=_number(data, "collection"),
    )
    return JsonResponse(_told(start_upload(request.user, purpose, file)), status=201)


@require_http_methods(["GET", "DELETE"])
@answers
def upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Where it stands, or the end of it."""
    found = upload_or_refusal(request, upload_id)
    if request.method == "DELETE":
        cancel_upload(found)
        found.refresh_from_db()
    elif found.state == UploadState.RECEIVING:
        receiver().note_arrived(found)
    return JsonResponse(_told(found))


@require_http_methods(["POST", "PUT"])
@answers
def part(request: HttpRequest, upload_id: UUID, number: int) -> HttpResponse:
    """POST: announce a part and learn where it goes. PUT: the part itself, where the site takes it."""
    found = upload_or_refusal(request, upload_id)
    if request.method == "POST":
        data = _body(request, {"sha256", "md5"})
        announced = announce_part(found, number, _text(data, "sha256"), _text(data, "md5"))
        return JsonResponse({"is_here": announced.is_here, **receiver().address(found, announced)})
    announced = UploadPart.objects.filter(upload=found, number=number).first() if found.has_part(number) else None
    if found.state != UploadState.RECEIVING or announced is None:
        raise refusals.not_receiving()
    receiver().write(found, announced, request)
    return JsonResponse({"is_here": True})


@require_POST
@answers
def finish(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """All parts are sent."""
    found = upload_or_refusal(request, upload_id)
    return JsonResponse(_told(finish_upload(found, _text(_body(request, {"digest"}), "digest"))), status=202)


def _told(upload: Upload) -> dict[str, Any]:
    """What the browser may know of an upload."""
    told: dict[str, Any] = {
        "id": str(upload.pk),
        "url": reverse("media_upload", args=(upload.pk,)),
        "state": upload.state,
        "state_label": upload.get_state_display(),
        "message": upload.message,
        "filename": upload.filename,
        "size": upload.size,
        "part_size": PART_BYTES,
        "part_count": upload.part_count,
    }
    if upload.state == UploadState.RECEIVING:
        told["token"] = token_of(upload)
        told["parts"] = dict(upload.parts.filter(is_here=True).values_list("number", "sha256"))
    elif upload.state == UploadState.CHECKING:
        progress = progress_of(upload.job_id) if upload.job_id else None
        told["percent"] = (progress.percent if progress else None) or 0
    elif upload.video_id:
        told["video"] = upload.video_id
    return told
