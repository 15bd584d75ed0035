"""Outbox work of the asset library: renditions of pictures, public files of videos."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from delivery.outbox import Queue, enqueue, handles
from media import exposure
from media.models import Image, PublicUse, Video
from media.models.use import use_changed
from media.renditions import TOPIC_RENDITIONS, make_renditions
from media.storage import private_storage, public_storage

TOPIC_EXPOSURE = "media.video_exposure"
TOPIC_REMOVAL = "media.video_removal"
# Readers in the middle of a video go on with the generation they began with.
OUTDATED_AFTER = timedelta(hours=1)

# Called with the image when its renditions are ready; higher layers refresh what they keep of it.
when_ready: list[Callable[[Image], None]] = []


@handles(TOPIC_RENDITIONS, queue=Queue.PICTURES, label="生成图片尺寸")
def render_image(payload: dict) -> None:
    """Make the sizes of one picture and store their names on it; a picture deleted meanwhile is no error."""
    image = Image.objects.filter(pk=payload["image"]).first()
    if image is None:
        return
    Image.objects.filter(pk=image.pk).update(files=make_renditions(image))
    image.refresh_from_db()
    for function in when_ready:
        function(image)


@receiver(use_changed, sender=PublicUse)
def video_use_changed(sender: type[PublicUse], kind: str, asset_id: int, **kwargs: object) -> None:
    """A page with a video went live or was withdrawn."""
    if kind == Video._meta.model_name:
        request_exposure(asset_id)


def request_exposure(video_id: int) -> None:
    """Have the public files of a video follow what is true after this transaction.

    A withdrawal takes effect with the commit and does not wait for the worker; the message sees to it that it does
    even if this process ends in between.
    """
    enqueue(TOPIC_EXPOSURE, {"video": video_id})
    transaction.on_commit(partial(_hide_at_once, video_id), robust=True)


def _hide_at_once(video_id: int) -> None:
    video = Video.objects.filter(pk=video_id).first()
    if video is not None and not video.is_public:
        exposure.hide(video)


@handles(TOPIC_EXPOSURE)
def settle_exposure(payload: dict) -> None:
    """Make the public files of one video what they should be."""
    exposure.settle(payload["video"])


@handles(TOPIC_REMOVAL)
def remove_video_files(payload: dict) -> None:
    """Remove what is left of a deleted video or of renditions that are no longer in force."""
    if "video" in payload:
        exposure.remove_outdated(payload["video"])
        return
    public_storage().delete_prefix(payload["prefix"])
    private_storage().delete_prefix(payload["prefix"])


def request_removal_of_outdated(video_id: int) -> None:
    """Have public files of earlier generations removed in an hour; for callers that switched the generation."""
    enqueue(TOPIC_REMOVAL, {"video": video_id}, delay=OUTDATED_AFTER)


@receiver(post_delete, sender=Video)
def video_deleted(sender: type[Video], instance: Video, **kwargs: object) -> None:
    """The renditions of a deleted video go with it."""
    enqueue(TOPIC_REMOVAL, {"prefix": instance.public_prefix})
