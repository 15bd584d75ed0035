"""What the worker does for uploads: read the whole file once before it counts, and remove what nobody wants."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import BinaryIO

from django.utils import timezone

from delivery.clock import every_tick
from delivery.jobs import JobContext
from delivery.outbox import Queue, handles
from media.content_types import HEAD_BYTES
from media.enums import UploadState
from media.models import Upload, Video
from media.models.uploads import PART_BYTES
from media.uploads.domain import (
    TOPIC_CHECK,
    TOPIC_DISCARD,
    expire_uploads,
    receiver,
    refuse_upload,
    refuse_wrong_content,
)
from media.uploads.purposes import purpose_named
from media.uploads.refusals import UploadRefused

DAMAGED = "文件在传输或存放中损坏，核对没有通过。请重新上传。"
# Called with the video inside the transaction that makes it; transcoding begins here.
when_stored: list[Callable[[Video], None]] = []


@handles(TOPIC_CHECK, queue=Queue.PICTURES, attempts=10)
def check_upload(payload: dict, context: JobContext) -> None:
    """Read what has arrived, compare it with what was sent, look what it is, and make the video of it."""
    upload = Upload.objects.filter(pk=payload["upload"], state=UploadState.CHECKING).first()
    if upload is None:
        return
    where = receiver()
    where.close(upload)
    try:
        with where.reading(upload) as file:
            upload.sha256 = _checked_sha256(upload, file, context)
    except UploadRefused as refusal:
        refuse_upload(upload, refusal.message)
        return
    purpose = purpose_named(upload.purpose)
    if purpose is None or upload.owner is None or not purpose.may(upload.owner, upload.collection_id):
        refuse_upload(upload, "您的账号不再能上传到这里。")
        return
    where.keep(upload)
    with context.commit():
        rows = Upload.objects.select_for_update().filter(pk=upload.pk, state=UploadState.CHECKING)
        if not rows:
            return
        upload.video = purpose.make(upload)
        rows.update(state=UploadState.DONE, sha256=upload.sha256, video=upload.video, finished_at=timezone.now())
        for function in when_stored:
            function(upload.video)


def _checked_sha256(upload: Upload, file: BinaryIO, context: JobContext) -> str:
    """SHA-256 of the whole file; raises `UploadRefused` for a part that is not what was announced or a wrong type."""
    whole = hashlib.sha256()
    parts = dict(upload.parts.values_list("number", "sha256"))
    for number in range(1, upload.part_count + 1):
        data = _read(file, upload.part_size(number))
        if hashlib.sha256(data).hexdigest() != parts.get(number):
            raise UploadRefused(DAMAGED)
        if number == 1:
            refuse_wrong_content(bytes(data[:HEAD_BYTES]), upload.filename)
        whole.update(data)
        context.progress(100 * number / upload.part_count)
    if file.read(1):
        raise UploadRefused(DAMAGED)
    return whole.hexdigest()


def _read(file: BinaryIO, size: int) -> bytearray:
    data = bytearray()
    while len(data) < size and (chunk := file.read(min(PART_BYTES, size - len(data)))):
        data += chunk
    return data


@handles(TOPIC_DISCARD)
def discard_upload(payload: dict) -> None:
    """Remove what has arrived of an upload that has ended without a video."""
    upload = Upload.objects.filter(pk=payload["upload"]).first()
    if upload is not None and upload.state in (UploadState.CANCELLED, UploadState.EXPIRED, UploadState.REFUSED):
        receiver().discard(upload)


@every_tick
def clean_up_uploads() -> None:
    """End what has been lying about for a day, and forget uploads that ended a month ago."""
    expire_uploads()
    month = timezone.now() - timedelta(days=30)
    ended = [UploadState.CANCELLED, UploadState.EXPIRED, UploadState.REFUSED]
    Upload.objects.filter(state__in=ended, created_at__lt=month).delete()
