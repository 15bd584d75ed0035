"""Changing what accompanies a video: captions, chapters, poster. Live pages go on showing what they were approved with."""

import hashlib
import json
from collections.abc import Sequence

from django.db import transaction

from media.captions import Chapter, Cue
from media.models import CaptionTrack, Video


@transaction.atomic
def set_captions(video: Video, cues: Sequence[Cue]) -> None:
    """Make these the captions in force; none at all for an empty sequence. Earlier revisions stay."""
    track = None
    if cues:
        rows = [[cue.start, cue.end, cue.text, cue.speaker] for cue in cues]
        digest = hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()
        track, _ = CaptionTrack.objects.get_or_create(video=video, digest=digest, defaults={"rows": rows})
    video.captions = track
    Video.objects.filter(pk=video.pk).update(captions=track)


def set_chapters(video: Video, chapters: Sequence[Chapter]) -> None:
    """Make these the chapters in force."""
    video.chapters = [[chapter.start, chapter.title] for chapter in chapters]
    Video.objects.filter(pk=video.pk).update(chapters=video.chapters)


def set_poster(video: Video, name: str) -> None:
    """Make one of the frames that were taken the poster; raises ValueError for another name."""
    posters = video.production.version("posters")
    if posters is None or name not in posters.seconds_of:
        raise ValueError(f"no poster {name!r}")
    video.poster = name
    Video.objects.filter(pk=video.pk).update(poster=name)
