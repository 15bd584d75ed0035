"""The verbs of an upload: start, announce a part, finish, cancel, and clean up what nobody finished."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.utils import timezone

from delivery.outbox import enqueue
from media.content_types import HEAD_BYTES, NOT_TAKEN, RECORDINGS, refuse_non_recording_head
from media.enums import UploadState
from media.models import Upload, UploadPart
from media.models.uploads import UploadQuerySet
from media.storage import private_storage
from media.uploads import refusals
from media.uploads.on_disk import DiskReceiver
from media.uploads.purposes import Purpose
from media.uploads.refusals import UploadRefused, amount

if TYPE_CHECKING:
    from accounts.models import User
    from media.uploads.in_objects import ObjectReceiver

TOPIC_CHECK = "media.upload_check"
TOPIC_DISCARD = "media.upload_discard"
MAX_OPEN = 20
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
HEX = {name: re.compile(rf"[0-9a-f]{{{digits}}}") for name, digits in (("sha256", 64), ("md5", 32))}


@dataclass(frozen=True, slots=True)
class Announced:
    """What the browser says of a file before it sends it."""

    filename: str
    size: int
    fingerprint: str
    head: bytes
    title: str = ""
    collection_id: int | None = None


def receiver() -> "DiskReceiver | ObjectReceiver":
    """Takes the parts, as the storage in force wants it."""
    storage = private_storage()
    if isinstance(storage, FileSystemStorage):
        return DiskReceiver(storage)
    from media.uploads.in_objects import ObjectReceiver

    return ObjectReceiver(storage)


def start_upload(owner: "User", purpose: Purpose, file: Announced) -> Upload:
    """Open an upload, or find the one that this account has begun with the same file.

    The place is named here, never by the browser. Raises `UploadRefused` for a file that could not be accepted in the
    end either (name, size, content of its first bytes), without the right, above the quota, or without room.
    """
    if not purpose.may(owner, file.collection_id):
        raise UploadRefused("您的账号不能上传到这里。", 403)
    filename = CONTROL.sub("", PurePath(file.filename.replace("\\", "/")).name).strip()[-255:]
    _refuse_unfit(filename, file)
    mark = hashlib.sha256(f"{file.fingerprint}\n{file.size}\n{filename}".encode()).hexdigest()
    with transaction.atomic():
        # One at a time for each account: two starts at once must not share one quota.
        get_user_model().objects.select_for_update().get(pk=owner.pk)
        mine = Upload.objects.filter(owner=owner)
        found = mine.filter(state=UploadState.RECEIVING, purpose=purpose.name, fingerprint=mark).first()
        if found is not None:
            return found
        _refuse_beyond_quota(mine, file.size)
        extension = PurePath(filename).suffix.lower()
        name = secrets.token_hex(20)
        upload = Upload.objects.create(
            owner=owner,
            purpose=purpose.name,
            filename=filename,
            title=(CONTROL.sub("", file.title).strip() or PurePath(filename).stem)[:255],
            collection_id=file.collection_id,
            size=file.size,
            fingerprint=mark,
            key=f"videos/{name[:2]}/{name}{extension}",
        )
    return _begin(upload)


def _refuse_unfit(filename: str, file: Announced) -> None:
    extension = PurePath(filename).suffix.lower().lstrip(".")
    if file.size <= 0:
        raise UploadRefused("文件是空的。")
    if file.size > settings.UPLOAD_LIMIT_BYTES:
        raise UploadRefused(
            f"文件有 {amount(file.size)}，超过上限 {amount(settings.UPLOAD_LIMIT_BYTES)}。请压缩或分成几段。", 413
        )
    if extension not in RECORDINGS:
        raise UploadRefused(NOT_TAKEN, 415)
    refuse_wrong_content(file.head[:HEAD_BYTES], filename)


def refuse_wrong_content(head: bytes, filename: str) -> None:
    """Raise `UploadRefused` when the first bytes are not of the type the name says."""
    try:
        refuse_non_recording_head(head, filename)
    except ValidationError as error:
        raise UploadRefused(error.messages[0], 415) from error


def _refuse_beyond_quota(mine: UploadQuerySet, size: int) -> None:
    if mine.open().count() >= MAX_OPEN:
        raise UploadRefused(f"您有 {MAX_OPEN} 个上传任务还没有完成。请先完成或取消几个。", 409)
    held = mine.bytes_held()
    if held + size > settings.UPLOAD_QUOTA_BYTES:
        left = max(0, settings.UPLOAD_QUOTA_BYTES - held)
        raise UploadRefused(
            f"您的视频合计不能超过 {amount(settings.UPLOAD_QUOTA_BYTES)}，还剩 {amount(left) if left else '0 KB'}，放不下这个文件。",
            413,
        )


def _begin(upload: Upload) -> Upload:
    """Make room in the storage, outside the transaction that counted: it may take seconds."""
    try:
        where = receiver()
        where.check_room(sum(Upload.objects.filter(state=UploadState.RECEIVING).values_list("size", flat=True)))
        upload.multipart_id = where.begin(upload)
        upload.save(update_fields=["multipart_id"])
    except UploadRefused:
        _end(upload, UploadState.CANCELLED)
        raise
    return upload


def announce_part(upload: Upload, number: int, sha256: str, md5: str) -> UploadPart:
    """Note what a part is going to contain; a part that has arrived with the same content stays as it is."""
    if upload.state != UploadState.RECEIVING:
        raise refusals.not_receiving()
    if not upload.has_part(number) or not HEX["sha256"].fullmatch(sha256) or not HEX["md5"].fullmatch(md5):
        raise UploadRefused("这一段的序号或校验值不对。")
    part, _ = UploadPart.objects.get_or_create(upload=upload, number=number, defaults={"sha256": sha256, "md5": md5})
    if (part.sha256, part.md5) != (sha256, md5):
        part.sha256, part.md5, part.is_here = sha256, md5, False
        part.save(update_fields=["sha256", "md5", "is_here"])
    return part


def finish_upload(upload: Upload, digest: str) -> Upload:
    """End the sending and have the whole checked by the worker; `digest`: SHA-256 over the parts' digests, in order.

    May be asked again and again: a finished upload stays as it is. Raises `UploadRefused` while parts are missing.
    """
    if upload.state == UploadState.RECEIVING:
        receiver().note_arrived(upload)
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.state in (UploadState.CHECKING, UploadState.DONE, UploadState.REFUSED):
            return upload
        if upload.state != UploadState.RECEIVING:
            raise refusals.not_receiving()
        here = list(upload.parts.filter(is_here=True).values_list("sha256", flat=True))
        if len(here) != upload.part_count:
            raise UploadRefused(f"还有 {upload.part_count - len(here)} 段没有传到。", 409, is_final=False)
        if digest != digest_of(here):
            raise UploadRefused("传到的内容和您的文件不一致，请重新选择文件核对。", 422, is_final=False)
        upload.state = UploadState.CHECKING
        upload.job_id = enqueue(TOPIC_CHECK, {"upload": str(upload.pk)}).pk
        upload.save(update_fields=["state", "job_id"])
    return upload


def digest_of(parts: list[str]) -> str:
    """SHA-256 over the digests of the parts, so that the whole is checked without reading it twice."""
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def cancel_upload(upload: Upload) -> None:
    """Give up an upload that is still being sent; what has arrived is removed."""
    _end(upload, UploadState.CANCELLED)


def refuse_upload(upload: Upload, message: str) -> None:
    """End an upload whose content cannot be accepted; what has arrived is removed."""
    _end(upload, UploadState.REFUSED, message)


def expire_uploads() -> None:
    """End the uploads that were not finished within a day; called by the clock."""
    for upload in Upload.objects.overdue()[:100]:
        _end(upload, UploadState.EXPIRED)


def _end(upload: Upload, state: UploadState, message: str = "") -> None:
    before = UploadState.CHECKING if state == UploadState.REFUSED else UploadState.RECEIVING
    with transaction.atomic():
        rows = Upload.objects.filter(pk=upload.pk, state=before)
        if rows.update(state=state, message=message[:500], finished_at=timezone.now()):
            enqueue(TOPIC_DISCARD, {"upload": str(upload.pk)})
