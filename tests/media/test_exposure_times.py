"""A lecture of two hours on a live page: readers have every file within a minute, none five seconds after withdrawal."""

import os
import time
import uuid

import pytest

from columns.models import StoryPage
from delivery.outbox import run_all
from media.models import Video
from media.storage import public_storage, put_folder
from tests.factories import story
from tests.support import places

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEGMENTS = 1800  # two hours of four seconds
# For figures of the full ladder: LADDER="480p 720p 1080p audio".
VERSIONS = os.environ.get("LADDER", "480p").split()
PLAYABLE_SECONDS, WITHDRAWN_SECONDS = 60, 5


@pytest.fixture(params=["disk", pytest.param("objects", marks=pytest.mark.s3)])
def place(request, tmp_path):
    with places.disk(tmp_path / "place") if request.param == "disk" else places.objects() as found:
        yield found


@pytest.fixture
def lecture(place, tmp_path) -> Video:
    """A video with the segments of its versions and a playlist over them."""
    made = tmp_path / "made"
    for version in VERSIONS:
        (made / version).mkdir(parents=True)
        for number in range(SEGMENTS):
            (made / version / f"seg-{number:05}.m4s").write_bytes(b"segment")
    (made / "master.m3u8").write_text("#EXTM3U\n")
    video = Video.objects.create(title="第一讲", type="video", generation="g1")
    put_folder(made, video.generation_prefix)
    return video


def test_publication_and_withdrawal_of_a_lecture(place, lecture, column, django_capture_on_commit_callbacks):
    last = VERSIONS[-1]
    ends = ["master.m3u8", f"{VERSIONS[0]}/seg-00000.m4s", f"{last}/seg-{SEGMENTS - 1:05}.m4s"]
    block = {"type": "video", "value": {"video": lecture.pk, "caption": ""}, "id": str(uuid.uuid4())}
    page = story(column, live=False, body=[block])

    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        page.get_latest_revision().publish()
    run_all()
    playable = time.monotonic() - began
    shown = [place.fetch(lecture.public_url(name)).status for name in ends]
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        StoryPage.objects.get(pk=page.pk).unpublish()
    withdrawn = time.monotonic() - began
    print(f"{place.name}: playable after {playable:.1f} s, withdrawn after {withdrawn:.1f} s")

    assert (shown, list(public_storage().keys(lecture.public_prefix))) == ([200] * 3, [])
    assert [place.fetch(lecture.public_url(name)).status for name in ends] == [place.refusal] * 3
    assert (playable < PLAYABLE_SECONDS, withdrawn < WITHDRAWN_SECONDS) == (True, True), (playable, withdrawn)
