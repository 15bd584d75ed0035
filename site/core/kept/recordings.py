"""Players inside a body: put in after anchors and contents are made, so that a transcript is no part of the text."""

import re
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from core.kept.passages import Passage
from core.models import BasePage
from core.publishing.content_hash import shown_objects
from core.registries import fact_sources, search_passages, spoken_texts
from media.captions import as_text, cue_groups
from media.models import Video
from media.player import player_facts

# What machines are told of a video, see `core.machines.structured.recording`.
TOLD = ("title", "is_audio", "poster", "duration", "src")
PLACE = re.compile(r'<div data-video="(\d{1,18})"></div>')


def with_players(html: str) -> str:
    """`html` with a player at each place that a video block left."""
    numbers = {int(number) for number in PLACE.findall(html)}
    if not numbers:
        return html
    videos = Video.objects.select_related("captions").in_bulk(numbers)
    used: dict[int, int] = {}

    def player(match: re.Match[str]) -> str:
        video = videos.get(int(match.group(1)))
        if video is None:
            return ""
        used[video.pk] = used.get(video.pk, 0) + 1
        # Addresses with a second name the player, and stay the same when others are put before it.
        key = _key(video) + (f"-{used[video.pk]}" if used[video.pk] > 1 else "")
        # No headings: which level would fit is not known here.
        context = {"video": player_facts(video), "key": key, "tag": "p"}
        return render_to_string("components/player.html", context)

    return PLACE.sub(player, html)


@fact_sources.register
def recordings_of(page: BasePage) -> dict[str, Any]:
    """The videos inside the text, each once, for the page's structured data."""
    blocks = [child for stream in page.body_blocks() for child in stream if child.block_type == "video"]
    videos = dict.fromkeys(block.value["video"] for block in blocks if block.value["video"])
    told = []
    for video in videos:
        facts = player_facts(video)
        told.append({"anchor": _key(video), **{name: facts[name] for name in TOLD}})
    return {"recordings": told} if told else {}


@spoken_texts.register
def spoken_words(page: BasePage) -> str:
    """What is said in the recordings that the page shows."""
    videos = _videos(page)
    return "\n".join(
        as_text(video.captions.cues, video.title) if video.captions_id else video.transcript for video in videos
    )


@search_passages.register
def spoken_passages(page: BasePage) -> list[Passage]:
    """What is said in the recordings that readers may play now, each passage with its seconds."""
    if not page.shows_recordings(timezone.now()):
        return []
    own = getattr(page, "video_id", None)
    return [passage for video in _videos(page) for passage in _passages(video, is_own=video.pk == own)]


def _passages(video: Video, *, is_own: bool) -> list[Passage]:
    """The page's own recording is its first player; one inside the body has to be named."""
    key = "" if is_own else _key(video)
    if video.captions_id is None:
        return [Passage(video.transcript, f"#{key}transcript", video.title)] if video.transcript else []
    player = f"#{key}" if key else ""
    groups = cue_groups(video.captions.cues)
    return [Passage(text, f"?t={seconds[0][1]}{player}", video.title, seconds) for text, seconds in groups]


def _key(video: Video) -> str:
    return f"v-{str(video.public_id)[:8]}"


def _videos(page: BasePage) -> list[Video]:
    return [item for item in shown_objects(page) if isinstance(item, Video)]
