"""What is said in a lecture is found at its second, once the replay is open."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from delivery.models import OutboxMessage
from delivery.outbox import run_all
from media.models import CaptionTrack, Video
from search.jobs import TOPIC_INDEX
from search.models import Passage
from tests.factories import lecture, paragraph, story

CUES = [
    [0, 8, "大家好，先看一把卡尺。", ""],
    [754, 770, "榫头要留半个毫米。", "顾衡之"],
    [771, 780, "刻刀磨一次就够。", "顾衡之"],
]
PAST = {"starts_at": "2026-03-01T09:00+08:00", "ends_at": "2026-03-01T11:00+08:00"}


@pytest.fixture
def video(home) -> Video:
    video = Video.objects.create(title="回放", file="videos/a.mp4", duration=2835, type="video")
    video.captions = CaptionTrack.objects.create(video=video, digest="0" * 64, rows=CUES)
    video.save()
    return video


def held(video, **fields):
    times = {name: datetime.fromisoformat(text) for name, text in PAST.items()}
    page = lecture(video=video, sessions=[times], **fields)
    run_all()
    return page


def asked(client, query: str):
    return client.get("/search/", {"q": query}).context["result"]


def test_a_spoken_word_leads_to_its_second(client, video):
    page = held(video)

    hit = asked(client, "刻刀").hits[0]

    assert (hit.card.id, hit.path, hit.times[0].time) == (page.pk, f"{hit.card.path}?t=771", "12:51")


def test_nothing_is_found_of_a_replay_that_is_not_open_yet(client, video):
    opens = timezone.now() + timedelta(hours=2)
    page = held(video, replay_at=opens)
    page.slides.create(second=754, title="榫头剖面")

    found = [asked(client, query).total for query in ("刻刀", "榫头")]

    assert found == [0, 0]
    waiting = OutboxMessage.objects.filter(topic=TOPIC_INDEX, done_at__isnull=True)
    assert [message.payload for message in waiting] == [{"pages": [page.pk]}]


def test_an_answered_question_leads_to_its_second(client, video):
    page = lecture(live=False, video=video, sessions=[{n: datetime.fromisoformat(t) for n, t in PAST.items()}])
    page.answers.create(question="卡尺多久校一次？", answer="每学期送检。", second=1200)
    page.save_revision().publish()
    run_all()

    hit = asked(client, "送检").hits[0]

    assert (hit.path, hit.landings[0].label) == (f"{hit.card.path}?t=1200", "答问")


def test_a_recording_inside_a_body_is_named_in_the_address(client, column, video):
    block = {"type": "video", "value": {"video": video.pk, "caption": "一段录像"}}
    story(column, title="木作课", body=[paragraph(), block])
    run_all()

    hit = asked(client, "刻刀").hits[0]

    assert hit.path == f"{hit.card.path}?t=771#v-{str(video.public_id)[:8]}"
    assert Passage.objects.filter(text__contains="刻刀").count() == 1


def test_a_speaker_is_answered_directly(client, video):
    held(video)

    direct = asked(client, "顾衡之").direct

    assert (direct.title, direct.path) == ("顾衡之", "/lectures/speakers/gu-heng-zhi/")
