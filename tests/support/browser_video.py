"""A program for the browser tests: publishes pages with an uploaded video of a minute, and leaves one in a draft.

Argument: the number of the uploaded video. Prints the paths of an interview and of a story that show it, the draft's
address in the admin, and the address of the page where its captions are edited.
"""

import sys
import tempfile
import uuid
from pathlib import Path

import django

from manage import add_source_root

SECONDS = 60
LINE_SECONDS = 4
SHORT_SECONDS = 12


def make_clip(folder: Path, seconds: int = SECONDS) -> Path:
    """A test card with a tone."""
    from tests.support.recordings import AAC, H264, Studio

    card = ["-f", "lavfi", "-i", f"testsrc2=s=426x240:r=25:d={seconds}"]
    tone = ["-f", "lavfi", "-i", f"sine=d={seconds}"]
    return Studio(folder).make("一分钟.mp4", *card, *tone, *H264, *AAC)


def main(number: int) -> None:
    """Give the video captions and chapters, publish the pages."""
    add_source_root()
    django.setup()
    from django.core.files import File
    from wagtail.models import Collection

    from columns.models import ColumnPage
    from delivery.outbox import run_all
    from media.captioning import set_captions, set_chapters
    from media.captions import Chapter, Cue
    from media.models import Video
    from tests.factories.pages import interview, story

    video = Video.objects.get(pk=number)
    lines = range(0, SECONDS, LINE_SECONDS)
    set_captions(video, [Cue(at, at + LINE_SECONDS - 0.2, f"说的是第{at}秒的事情。", "季明堂") for at in lines])
    set_chapters(video, [Chapter(0, "开场"), Chapter(20, "三表法")])
    with tempfile.TemporaryDirectory() as folder, make_clip(Path(folder), SHORT_SECONDS).open("rb") as file:
        root = Collection.get_first_root_node()
        hidden = Video.objects.create(title="还没公开", type="video", file=File(file, "a.mp4"), collection=root)
    run_all()
    stories = ColumnPage.objects.get(slug="gushi")
    shown = interview(ColumnPage.objects.get(slug="fangtan"), video=Video.objects.get(pk=number), slug="watched")
    told = story(stories, body=[_block(video)], slug="watched-story")
    draft = story(stories, live=False, body=[_block(hidden)], slug="watched-draft")
    run_all()
    print(
        shown.get_url(), told.get_url(), f"/admin/pages/{draft.pk}/view_draft/", f"/admin/media/{hidden.pk}/production/"
    )


def _block(video: object) -> dict:
    return {"type": "video", "value": {"video": video.pk, "caption": "一节课"}, "id": str(uuid.uuid4())}


if __name__ == "__main__":
    main(int(sys.argv[1]))
