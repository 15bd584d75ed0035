"""Captions, chapters and poster of a video in the admin, and what readers get of them."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection

from media.models import CaptionTrack, Production, PublicUse, Video
from media.player import player_facts, start_second
from media.transcoding import Made
from tests.support.pictures import upload

SRT = "1\n00:00:01,000 --> 00:00:02,000\n<v 季明堂>第一句。<script>alert(1)</script>\n\n2\n00:00:02,000 --> 00:00:03,000\n第二句。\n"


@pytest.fixture
def video(db) -> Video:
    """A video of ten minutes."""
    return Video.objects.create(
        title="访谈", type="video", file=ContentFile(b"x", "a.mp4"), duration=600, collection=Collection.get_first_root_node()
    )  # fmt: skip


def page(video: Video) -> str:
    return f"/admin/media/{video.pk}/production/"


def save(desk, video: Video, **fields):
    return desk.post(page(video), {"captions": "", "chapters": ""} | fields)


def test_a_caption_file_becomes_the_captions(desk, video):
    answer = save(
        desk, video, captions_file=upload("a.srt", SRT.encode("gb18030")), chapters="00:00 开场\n04:54 三表法"
    )

    video.refresh_from_db()
    assert answer.status_code == 302
    assert video.captions.rows == [[1.0, 2.0, "第一句。", "季明堂"], [2.0, 3.0, "第二句。", ""]]
    assert video.chapters == [[0, "开场"], [294, "三表法"]]


def test_what_the_page_shows_may_be_sent_back_unchanged(desk, video):
    save(desk, video, captions_file=upload("a.srt", SRT.encode()))
    before = Video.objects.get().captions

    shown = desk.get(page(video)).context["form"].initial
    save(desk, video, captions=shown["captions"], chapters=shown["chapters"])

    assert Video.objects.get().captions == before
    assert CaptionTrack.objects.count() == 1


def test_faults_are_said_by_line_and_nothing_is_saved(desk, video):
    answer = save(desk, video, captions="1\n00:00:05,000 --> 00:00:04,000\na\n", chapters="11:00 太晚")

    errors = answer.context["form"].errors
    assert answer.status_code == 422
    assert errors["captions"] == ["第 2 行：结束时间（00:04）应晚于开始时间（00:05）。"]
    assert errors["chapters"] == ["第 1 行：11:00 超过全长 10:00。"]
    assert Video.objects.get().captions is None


def test_a_poster_is_chosen_among_the_frames(desk, video):
    frames = Made("posters", [], seconds_of={"poster-1.jpg": 1.0, "poster-2.jpg": 9.0}).to_json()
    Production.objects.filter(video=video).update(made=[frames])

    chosen = save(desk, video, poster="poster-2.jpg")
    foreign = save(desk, video, poster="../../original.jpg")

    assert (chosen.status_code, foreign.status_code, Video.objects.get().poster) == (302, 422, "poster-2.jpg")


def test_a_foreign_account_finds_nothing(client, video, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader", password="a-long-Passw0rd"))

    assert client.get(page(video)).status_code in (302, 404)


def test_captions_are_written_anew_for_readers(client, desk, video):
    save(desk, video, captions_file=upload("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000 line:0\n<i>a</i> &lt; b\n"))
    video.refresh_from_db()
    address = f"/videos/{video.public_id}/captions/{video.captions.digest}"
    client.logout()

    hidden = client.get(f"{address}.vtt").status_code
    PublicUse.record(1, [("video", video.pk)])
    answers = [client.get(f"{address}.{form}") for form in ("vtt", "srt", "txt", "exe")]

    assert (hidden, [answer.status_code for answer in answers]) == (404, [200, 200, 200, 404])
    assert answers[0].content.decode() == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\na &lt; b\n"
    assert answers[1].content.decode() == "1\n00:00:01,000 --> 00:00:02,000\na < b\n"
    assert answers[2].content.decode() == "访谈\n\na < b\n"
    assert [answer["X-Content-Type-Options"] for answer in answers[:3]] == ["nosniff"] * 3
    assert answers[0].cookies == {}


def test_other_captions_are_another_content(video):
    from media.captioning import set_captions
    from media.captions import Cue

    before = video.content_fingerprint()

    set_captions(video, [Cue(0, 1, "字幕")])

    assert video.content_fingerprint() != before


def test_facts_for_the_player(video):
    video.chapters = [[0, "开场"], [294, "三表法"]]

    facts = player_facts(video)

    assert (facts["src"], facts["hls"], facts["length"]) == (video.url, "", "10:00")
    assert facts["chapters"] == [[0, "00:00", "开场", "04:54"], [294, "04:54", "三表法", "05:06"]]
    assert facts["scale"]["gaps"] == "M463.1 0v14"


def test_facts_of_a_video_with_nothing_but_a_file(video):
    video.duration = 0

    facts = player_facts(video)

    assert (facts["chapters"], facts["lines"], facts["captions"], facts["scale"], facts["length"]) == (
        [],
        [],
        {},
        {},
        "",
    )


def test_the_second_of_an_address():
    values = ["294", "", None, "-1", "٣", "1" * 9, "\0", "1e3"]

    assert [start_second(value) for value in values] == [294, 0, 0, 0, 0, 0, 0, 0]


def test_list_and_form_of_videos_tell_the_state_and_lead_there(desk, video):
    listed = desk.get("/admin/media/").content.decode()
    form = desk.get(f"/admin/media/edit/{video.pk}/").content.decode()

    assert ("等待转码" in listed, "等待转码" in form) == (True, True)
    assert (page(video) in listed, page(video) in form) == (True, True)
