"""Private playback: a token for one video and one session, in a cookie; an address alone opens nothing."""

import tempfile
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from media.models import Video
from media.storage import private_storage, put_folder
from tests.support.accounts import visitor_of_admin

BODY = bytes(range(256)) * 4


def stored(title: str) -> Video:
    """A video with one segment."""
    video = Video.objects.create(
        title=title, type="video", file=private_storage().save("videos/a.mp4", ContentFile(BODY)), generation="g1"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "0.m4s").write_bytes(BODY)
        put_folder(Path(folder), video.generation_prefix)
    return video


@pytest.fixture
def video(db) -> Video:
    return stored("录像")


def renew(client: Client, video: Video):
    return client.post(f"/videos/{video.public_id}/play/")


def segment(video: Video, name: str = "g1/0.m4s") -> str:
    return f"/videos/{video.public_id}/play/{name}"


def test_the_token_opens_the_renditions_and_is_no_part_of_an_address(desk, video):
    answer = renew(desk, video)

    cookie = answer.cookies["playback"]
    got = desk.get(segment(video))
    assert (got.status_code, b"".join(got.streaming_content)) == (200, BODY)
    assert got["Cache-Control"] == answer["Cache-Control"] == "private, no-store"
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        f"/videos/{video.public_id}/play/",
        True,
        "Strict",
        300,
    )
    assert sorted(answer.json()) == ["expires", "renew_after"]
    assert (answer.json()["renew_after"], 295 < answer.json()["expires"] - time.time() <= 300) == (150, True)


def test_renditions_come_in_ranges(desk, video):
    renew(desk, video)

    got = desk.get(segment(video), headers={"range": "bytes=10-19"})

    assert (got.status_code, b"".join(got.streaming_content), got["Content-Range"]) == (
        206,
        BODY[10:20],
        "bytes 10-19/1024",
    )


def test_a_segment_asks_no_database(desk, video, django_assert_num_queries):
    renew(desk, video)

    with django_assert_num_queries(0):
        assert desk.get(segment(video)).status_code == 200


def test_nobody_else_gets_a_token(desk, video):
    other = Client()
    other.force_login(visitor_of_admin())

    missing = desk.post("/videos/00000000-0000-4000-8000-000000000000/play/")

    answers = [renew(Client(), video), renew(other, video), missing]
    assert [(one.status_code, "playback" in one.cookies) for one in answers] == [(404, False)] * 3


def test_without_a_token_there_is_nothing(desk, video):
    assert [Client().get(segment(video)).status_code, desk.get(segment(video)).status_code] == [404, 404]


def test_a_token_is_of_no_use_elsewhere(desk, video):
    renew(desk, video)
    token = desk.cookies["playback"].value
    other = stored("另一段")

    def status(browser: Client, url: str, value: str) -> int:
        browser.cookies["playback"] = value
        return browser.get(url).status_code

    assert status(Client(), segment(video), token) == 404
    assert status(desk, segment(other), token) == 404
    assert status(desk, segment(video), token) == 200


def test_a_token_ends_with_its_time_and_with_the_session(desk, video):
    renew(desk, video)
    token = desk.cookies["playback"].value

    with time_machine.travel(timezone.now() + timedelta(seconds=301), tick=False):
        late = desk.get(segment(video)).status_code
    desk.logout()
    desk.cookies["playback"] = token

    assert (late, desk.get(segment(video)).status_code) == (404, 404)


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "x",
        "9999999999",
        "9999999999.",
        "-1.a",
        "1e9.a",
        "9" * 5000 + ".a",
        "\0.\0",
        "é.é",
    ],
)
def test_junk_for_a_token(desk, video, token):
    desk.cookies["playback"] = token

    assert desk.get(segment(video)).status_code == 404


def test_no_digit_of_a_token_may_change(desk, video):
    renew(desk, video)
    token = desk.cookies["playback"].value

    statuses = set()
    for at in range(len(token)):
        desk.cookies["playback"] = token[:at] + ("0" if token[at] != "0" else "1") + token[at + 1 :]
        statuses.add(desk.get(segment(video)).status_code)

    assert statuses == {404}


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "g1/../../x",
        "g1//0.m4s",
        "g1/.hidden",
        "g1",
        "g1/",
        "g1/none.m4s",
        "a" * 10_000,
        "g1/%00",
        "g1/\\x",
        "g1/中",
    ],
)
def test_junk_for_a_name(desk, video, name):
    renew(desk, video)

    assert desk.get(segment(video, name)).status_code == 404


def test_renewing_is_an_act(desk, video):
    assert desk.get(f"/videos/{video.public_id}/play/").status_code == 405


def test_nginx_sends_when_it_stands_in_front(desk, video, settings):
    settings.X_ACCEL_LOCATION = "/private-files/"
    renew(desk, video)

    answer = desk.get(segment(video))

    assert (answer["X-Accel-Redirect"], answer.content, answer["Content-Type"]) == (
        f"/private-files/video/{video.public_id}/g1/0.m4s",
        b"",
        "video/iso.segment",
    )
    assert answer["Cache-Control"] == "private, no-store"
