"""What a page needs to show a video: worked out at publication and kept with the page."""

import math
from typing import Any

from django.urls import reverse

from media.captions import clock, sentences
from media.models import Production, Video
from media.storage import private_storage

SCALE_WIDTH = 945
SCALE_MINUTES = 60  # at most so many marks on the ruler


def player_facts(video: Video) -> dict[str, Any]:
    """Addresses, chapters and transcript of `video` as plain data; times in whole seconds.

    `src` is the one file that every browser plays, `hls` the playlist for those with script, each empty without one.
    A video that no live page shows is in a draft: its addresses answer to the holder of a token, to be had at `renew`.
    """
    is_public = video.is_public
    production = Production.objects.filter(video=video).first()
    made = {version.name: version for version in production.versions} if production else {}
    plain = next((f"{name}/{version.plain}" for name, version in made.items() if version.plain and version.width), "")
    audio = made.get("audio")
    track = video.captions

    def address(name: str) -> str:
        if not (video.generation and name):
            return ""
        if is_public:
            return video.public_url(name)
        return reverse("media_playback_file", args=(video.public_id, f"{video.generation}/{name}"))

    return {
        "id": str(video.public_id),
        "title": video.title,
        "is_audio": video.type == "audio",
        "duration": int(video.duration),
        "length": clock(video.duration) if video.duration else "",
        "width": video.width or 1280,
        "height": video.height or 720,
        "src": address(plain) if is_public and plain else video.url,
        "original": video.url,
        "hls": address("master.m3u8"),
        "renew": "" if is_public else reverse("media_playback", args=(video.public_id,)),
        "audio": address(f"audio/{audio.plain}") if audio and audio.plain else "",
        "poster": _poster(video, is_public),
        "captions": {form: _captions(video, form) for form in ("vtt", "srt", "txt")} if track else {},
        "chapters": _chapters(video),
        "lines": [[int(line.start), clock(line.start), line.text] for line in sentences(track.cues)] if track else [],
        "transcript": video.transcript,
        "scale": _scale(video.duration, [start for start, _ in video.chapters]),
    }


def start_second(value: str | None) -> int:
    """The second of `?t=`, 0 for anything that is none."""
    return int(value) if value and len(value) <= 6 and value.isascii() and value.isdigit() else 0


def _poster(video: Video, is_public: bool) -> str:
    """The poster is asked for before anybody presses play and gets a token: in a draft its address is signed."""
    if not (video.poster and video.generation):
        return ""
    name = f"posters/{video.poster}"
    return video.public_url(name) if is_public else private_storage().url(f"{video.generation_prefix}{name}")


def _captions(video: Video, form: str) -> str:
    return reverse("media_captions", args=(video.public_id, video.captions.digest, form))


def _chapters(video: Video) -> list[list[Any]]:
    """Second, clock, title and length of each chapter."""
    starts = [start for start, _ in video.chapters]
    ends = [*starts[1:], int(video.duration)][: len(starts)]
    return [
        [start, clock(start), title, clock(max(0, end - start))]
        for (start, title), end in zip(video.chapters, ends, strict=True)
    ]


def _scale(duration: float, starts: list[int]) -> dict[str, str]:
    """Paths of the ruler under the video: a mark each minute (or more), a longer one each fifth, gaps for chapters."""
    if duration < 1:
        return {}
    step = 60 * math.ceil(duration / 60 / SCALE_MINUTES)
    marks = [
        f"M{SCALE_WIDTH * second / duration:.1f} 14v{12 if number % 5 == 0 else 6}"
        for number, second in enumerate(range(0, int(duration) + 1, step))
    ]
    gaps = [f"M{SCALE_WIDTH * start / duration:.1f} 0v14" for start in starts if 0 < start < duration]
    return {"marks": "".join(marks), "gaps": "".join(gaps)}
