"""From an uploaded original to versions that readers can play: one job for each stage, in order of use.

A stage writes below `video/<public_id>/<generation>/<stage>/`, where nothing names it until the master playlist does;
that is replaced last, and the row after it. A job that is killed in between is done again and writes the same.
"""

import logging
import secrets
from collections.abc import Callable

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from delivery.jobs import JobContext
from delivery.outbox import Queue, enqueue, handles
from delivery.scratch import scratch
from media import tasks
from media.enums import ProductionState
from media.models import Production, Video
from media.storage import private_storage, put_folder
from media.transcoding import (
    MASTER,
    Kind,
    Made,
    MediaRefused,
    Probe,
    Progress,
    Run,
    Stage,
    is_copy_enough,
    make,
    master_playlist,
    probe,
    stages,
)

TOPIC_INGEST = "media.ingest"
logger = logging.getLogger(__name__)

# Called with the video when readers can see more of it than before; higher layers refresh what they keep of it.
when_playable: list[Callable[[Video], None]] = []


@receiver(post_save, sender=Video)
def video_saved(sender: type[Video], instance: Video, raw: bool = False, **kwargs: object) -> None:
    """A new or replaced original is looked at and transcoded."""
    if instance.file and not raw:
        production = Production.objects.filter(video=instance).first()
        if production is None or production.file != instance.file.name:
            begin_production(instance)


@transaction.atomic
def begin_production(video: Video) -> Production:
    """Start making the versions of the original in force; what was made of an earlier one is forgotten."""
    fresh = {
        "file": video.file.name,
        "generation": secrets.token_hex(8),
        "state": ProductionState.WAITING,
        "message": "",
        "stage": "",
        "made": [],
        "skipped": [],
    }
    production, _ = Production.objects.update_or_create(video=video, defaults=fresh)
    _request(production)
    return production


def _request(production: Production) -> None:
    message = enqueue(TOPIC_INGEST, {"production": production.pk, "generation": production.generation})
    Production.objects.filter(pk=production.pk).update(job=message.pk)


@handles(TOPIC_INGEST, queue=Queue.SLOW, label="转码音视频")
def ingest(payload: dict, context: JobContext) -> None:
    """Do the next stage of one production and leave a message for the one after it."""
    production = Production.objects.filter(pk=payload["production"], generation=payload["generation"]).first()
    if production is None:
        return  # deleted, or the original was replaced meanwhile
    with private_storage().local_copy(production.file) as source:
        try:
            found = probe(source)
        except MediaRefused as refusal:
            _refuse(production, refusal, context)
            return
        stage = next_stage(found, production)
        if stage is None:
            _finish(production, context)
            return
        Production.objects.filter(pk=production.pk).update(state=ProductionState.WORKING, stage=stage.name)
        with scratch("stage") as folder:
            try:
                made = make(source, found, stage, folder, _watched(context))
            except MediaRefused as refusal:
                _skip(production, stage, refusal, context)
                return
            put_folder(folder / stage.name, f"{prefix_of(production)}{stage.name}")
    _take_over(production, found, made, context)


def next_stage(found: Probe, production: Production) -> Stage | None:
    """The first stage that is neither made nor skipped nor needless."""
    over = {made.name for made in production.versions} | set(production.skipped)
    copy = production.version(Kind.COPY.value)
    is_enough = copy is not None and is_copy_enough(found, copy.bandwidth, copy.longest_segment)
    planned = stages(found)
    largest = [stage for stage in planned if stage.kind is Kind.RUNG][-1:]
    return next((stage for stage in planned if stage.name not in over and not (is_enough and stage in largest)), None)


def prefix_of(production: Production) -> str:
    """Where the versions of this production lie."""
    return f"{production.video.public_prefix}{production.generation}/"


def _watched(context: JobContext) -> Run:
    def tell(progress: Progress) -> None:
        context.progress(progress.percent, progress.remaining)

    return Run(tell=tell, is_cancelled=lambda: context.is_stopping)


def _refuse(production: Production, refusal: MediaRefused, context: JobContext) -> None:
    """The original is nothing that can be played; said to the editor, not tried again."""
    logger.warning("video %s refused: %s %s", production.video_id, refusal.code, refusal.detail[-500:])
    with context.commit():
        Production.objects.filter(pk=production.pk).update(
            state=ProductionState.REFUSED, message=str(refusal), stage=""
        )


def _skip(production: Production, stage: Stage, refusal: MediaRefused, context: JobContext) -> None:
    """One version cannot be made: the others may."""
    logger.warning("video %s without %s: %s %s", production.video_id, stage.name, refusal.code, refusal.detail[-500:])
    with context.commit():
        Production.objects.filter(pk=production.pk).update(
            skipped=[*production.skipped, stage.name], message=f"{stage.name}：{refusal}"
        )
        _request(production)


def _take_over(production: Production, found: Probe, made: Made, context: JobContext) -> None:
    """Let the master playlist name the new version, then the row, the readers and the next stage know of it."""
    known = [*production.made, made.to_json() | {"files": []}]
    playable = offered([Made.from_json(data) for data in known])
    if playable:
        with scratch("master") as folder:
            master = folder / MASTER
            master.write_text(master_playlist(playable))
            private_storage().put(f"{prefix_of(production)}{MASTER}", master)
    with context.commit():
        Production.objects.filter(pk=production.pk).update(made=known, stage="")
        changed = {"duration": round(found.duration, 2), "type": "video" if found.picture else "audio"}
        if found.picture:
            changed |= {"width": found.picture.width, "height": found.picture.height}
        video = production.video
        if playable:
            changed["generation"] = production.generation
        if made.seconds_of and made.name == Kind.POSTERS.value and video.poster not in made.seconds_of:
            changed["poster"] = next(iter(made.seconds_of))
        Video.objects.filter(pk=video.pk).update(**changed)
        _request(production)
        tell_readers(video.pk)


def offered(versions: list[Made]) -> list[Made]:
    """The versions that the master playlist names: a copy goes when an encoded version of its size is there."""
    encoded = [version for version in versions if version.name != Kind.COPY.value and version.width]
    tallest = max((version.height for version in encoded), default=0)
    return [
        version for version in versions
        if version.bandwidth and not (version.name == Kind.COPY.value and version.height <= tallest)
    ]  # fmt: skip


def _finish(production: Production, context: JobContext) -> None:
    state = ProductionState.READY if production.made else ProductionState.REFUSED
    with context.commit():
        Production.objects.filter(pk=production.pk).update(state=state, stage="", job=None)
        if production.made:
            tasks.request_removal_of_outdated(production.video_id)


def tell_readers(video_id: int) -> None:
    """After this transaction pages and public files follow what the video is now."""
    video = Video.objects.get(pk=video_id)
    if video.is_public:
        tasks.request_exposure(video_id)
    for function in when_playable:
        function(video)
