"""A program for the browser tests: publishes an interview with a minute of video, captions and chapters."""

import tempfile
from pathlib import Path

import django

from manage import add_source_root

SECONDS = 60
LINE_SECONDS = 4


def main() -> None:
    """Make the video and its versions, publish the page, print its path."""
    add_source_root()
    django.setup()
    from django.core.files import File
    from wagtail.models import Collection

    from columns.models import ColumnPage
    from delivery.outbox import run_all
    from media.captioning import set_captions, set_chapters
    from media.captions import Chapter, Cue
    from media.models import Video
    from tests.factories.pages import interview
    from tests.support.recordings import AAC, H264, Studio

    with tempfile.TemporaryDirectory() as folder:
        card = ["-f", "lavfi", "-i", f"testsrc2=s=426x240:r=25:d={SECONDS}"]
        tone = ["-f", "lavfi", "-i", f"sine=d={SECONDS}"]
        clip = Studio(Path(folder)).make("clip.mp4", *card, *tone, *H264, *AAC)
        with clip.open("rb") as file:
            video = Video.objects.create(
                title="一分钟", type="video", file=File(file, "clip.mp4"), collection=Collection.get_first_root_node()
            )
    lines = range(0, SECONDS, LINE_SECONDS)
    set_captions(video, [Cue(at, at + LINE_SECONDS - 0.2, f"说的是第{at}秒的事情。", "季明堂") for at in lines])
    set_chapters(video, [Chapter(0, "开场"), Chapter(20, "三表法")])
    run_all()
    video.refresh_from_db()
    page = interview(ColumnPage.objects.get(slug="fangtan"), video=video, slug="watched")
    run_all()
    print(page.get_url())


if __name__ == "__main__":
    main()
