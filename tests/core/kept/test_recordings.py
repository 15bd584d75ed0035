"""Videos in a body: the player stands in the kept text, private in a draft, public with the live page only."""

import uuid

import pytest
from django.core.files.base import ContentFile

from core.kept.body import kept_of
from core.models import KeptPage
from core.publishing.errors import PublicChangeRefused
from media.captioning import set_captions, set_chapters
from media.captions import Chapter, Cue
from media.enums import ProductionState
from media.models import Production, PublicUse, Video
from tests.factories import paragraph, story


@pytest.fixture
def video(db) -> Video:
    """A video of ten minutes with one caption, one chapter and versions to watch."""
    video = Video.objects.create(title="实训课", type="video", file=ContentFile(b"x", "a.mp4"), duration=600)
    set_captions(video, [Cue(4.0, 8.0, "停得准才算数。", "宋青禾")])
    set_chapters(video, [Chapter(0, "开场")])
    Video.objects.filter(pk=video.pk).update(generation="g1")
    return Video.objects.get(pk=video.pk)


def shown(video: Video, caption: str = "") -> dict:
    return {"type": "video", "value": {"video": video.pk, "caption": caption}, "id": str(uuid.uuid4())}


def uses(video: Video) -> int:
    return PublicUse.objects.of(video).count()


def test_the_player_is_kept_but_is_no_part_of_the_text(column, video):
    page = story(column, body=[paragraph("甲段。", heading="一节课"), shown(video, "一节课的录像")])

    kept = KeptPage.objects.get(page=page)

    assert f'data-hls="{video.public_url()}"' in kept.html
    assert "data-renew" not in kept.html
    assert f'href="?t=4#v-{str(video.public_id)[:8]}"' in kept.html
    assert [heading for _, heading in kept.contents] == ["一节课"]
    assert kept.characters == len("一节课甲段。一节课的录像")
    assert "停得准才算数。" in kept.text


def test_the_page_brings_what_the_player_needs_and_others_do_not(client, column, video):
    with_video = story(column, body=[shown(video)])
    without = story(column)

    pages = [client.get(page.get_url()).content.decode() for page in (with_video, without)]

    assert ["js/player" in text for text in pages] == [True, False]


def test_two_places_of_one_video_have_names_of_their_own(column, video):
    page = story(column, body=[shown(video), shown(video)])

    html = KeptPage.objects.get(page=page).html

    key = f"v-{str(video.public_id)[:8]}"
    assert [html.count(f'<section class="watch" id="{name}"') for name in (key, f"{key}-2")] == [1, 1]


def test_a_draft_plays_by_a_pass_and_shows_nobody_anything(client, column, video):
    page = story(column, live=False, body=[shown(video)])

    html = kept_of(page.get_latest_revision_as_object()).html

    play = f"/videos/{video.public_id}/play/"
    assert f'data-renew="{play}"' in html
    assert f'data-hls="{play}g1/master.m3u8"' in html
    assert video.public_url() not in html
    assert (uses(video), client.get(video.url).status_code) == (0, 404)


def test_withdrawal_takes_it_back(column, video):
    page = story(column, body=[shown(video)])
    before = uses(video)

    page.unpublish()

    assert (before, uses(video)) == (1, 0)


def test_what_cannot_be_played_stays_in_the_draft(column, video):
    Production.objects.filter(video=video).update(state=ProductionState.REFUSED, message="文件已损坏。")

    page = story(column, live=False, body=[shown(video)])

    with pytest.raises(PublicChangeRefused, match="正文还不能发布"):
        page.get_latest_revision().publish()
