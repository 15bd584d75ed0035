"""Lectures as readers and editors meet them: one address through every state, speakers, the hall."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.publishing.errors import PublicChangeRefused
from lectures.enums import State
from lectures.models import LecturePage, LectureSession, Season, Speaker
from tests.factories import lecture, publish
from tests.support.accounts import account
from tests.support.editor import add_url

ZONE = ZoneInfo("Asia/Shanghai")
SECOND = timedelta(seconds=1)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=ZONE)


TIMES = {
    "starts_at": at(12, 14, 30),
    "ends_at": at(12, 16, 30),
    "registration_opens_at": at(1, 9),
    "registration_closes_at": at(11, 18),
    "live_kind": "embed",
    "live_url": "https://player.bilibili.com/player.html?cid=1",
}


@pytest.fixture
def video(db):
    from media.models import Video

    return Video.objects.create(title="回放", file="videos/a.mp4", duration=2835, type="video")


def test_one_lecture_through_every_state_at_one_address(client, home, video):
    page = lecture(title="机器会做的事", number=9, sessions=[TIMES], video=video, replay_at=at(15, 9))
    walk, words = [at(1, 9) - SECOND], [str(state.label) for state in State]
    shown = []

    while walk[-1] is not None:
        with time_machine.travel(walk[-1], tick=False):
            texts = [client.get(path).text for path in (page.url, "/dajiangtang/")]
            name = f'stamp">第九讲 · {page.state(walk[-1]).label}<' if walk[-1] < at(12, 16, 30) else ""
            state = [word for word in words if f'">{word}</span>' in texts[0].split("<h1>")[0]]
            shown.append((state, page.state(walk[-1]).label, "player.bilibili" in texts[0], name in texts[1]))
            walk.append(page.next_change_at(walk[-1]))

    assert shown == [
        (["预告"], "预告", False, True),
        (["报名中"], "报名中", False, True),
        (["报名截止"], "报名截止", False, True),
        (["报名截止"], "报名截止", True, True),
        (["直播中"], "直播中", True, True),
        (["待发布回放"], "待发布回放", True, True),
        (["待发布回放"], "待发布回放", False, True),
        (["回放"], "回放", False, True),
    ]
    assert walk[1:] == [
        at(1, 9),
        at(11, 18),
        at(12, 14, 15),
        at(12, 14, 30),
        at(12, 16, 30),
        at(12, 17),
        at(15, 9),
        None,
    ]


def test_the_video_is_not_on_the_page_before_its_time(client, home, video):
    page = lecture(sessions=[TIMES], video=video, replay_at=at(15, 9))
    seen = []

    for now in (at(15, 9) - SECOND, at(15, 9)):
        with time_machine.travel(now, tick=False):
            seen.append(str(video.public_id) in client.get(page.url).text.split("<main")[1])

    assert seen == [False, True]


def test_cancelled_and_postponed_are_said_with_their_reason(client, home):
    page = lecture(sessions=[TIMES], act="postponed", act_note="改到一月，时间另行公布。")

    with time_machine.travel(at(2), tick=False):
        text = client.get(page.url).text

    assert ("这一讲延期" in text, "改到一月，时间另行公布。" in text) == (True, True)
    assert page.next_change_at(at(2)) is None


def test_a_number_belongs_to_one_lecture_of_its_year(home):
    first = lecture(number=3, title="头一个")
    spring = Season.objects.create(name="2026 春季", year=2026)
    next_year = Season.objects.create(name="2027 春季", year=2027)

    with pytest.raises(ValidationError) as refusal:
        lecture(number=3, season=spring)
    other = lecture(number=3, season=next_year)

    assert refusal.value.message_dict == {"number": [f"2026年的这一讲已经有了：“{first.title}”。"]}
    assert (other.live, other.kept.facts["label"]) == (True, "第三讲")


def test_a_copy_has_no_number_and_sessions_of_its_own(home):
    page = lecture(number=3)

    copy = page.copy(update_attrs={"slug": "copy", "title": "复制"})

    fresh = LecturePage.objects.get(pk=copy.pk)
    ids = list(LectureSession.objects.values_list("public_id", flat=True))
    draft = fresh.get_latest_revision_as_object()
    assert (fresh.number, fresh.numbering, fresh.live) == (None, "", False)
    assert len(set(ids)) == 2
    assert str(draft.sessions.all()[0].public_id) != str(page.sessions.all()[0].public_id)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"number": None}, "讲座要写明讲座季和讲次。"),
        ({"season": None}, "讲座要写明讲座季和讲次。"),
    ],
)
def test_without_number_it_stays_a_draft(home, fields, sentence):
    with pytest.raises(PublicChangeRefused, match=sentence):
        lecture(**fields)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"ends_at": at(12, 14)}, "ends_at"),
        ({"registration_closes_at": at(10)}, "registration_opens_at"),
        ({"registration_opens_at": at(13)}, "registration_opens_at"),
        ({"live_kind": "embed", "live_url": "https://evil.example/"}, "live_url"),
        ({"live_kind": "embed", "live_url": "http://v.qq.com/x"}, "live_url"),
        ({"live_kind": "hls", "live_url": "https://live.example.org/a.m3u8"}, "live_url"),
        ({"live_kind": "hls", "live_url": "//live.example.org/a.m3u8"}, "live_url"),
        ({"live_kind": "hls", "live_url": "/live/a.mp4"}, "live_url"),
        ({"live_kind": "hls"}, "live_url"),
        ({"live_opens_at": at(2), "live_closes_at": at(1)}, "live_closes_at"),
    ],
)
def test_times_in_order_and_a_broadcast_that_may_be_shown(fields, name):
    session = LectureSession(**{"starts_at": at(12, 14, 30), "ends_at": at(12, 16), "venue": "厅", **fields})

    with pytest.raises(ValidationError) as refusal:
        session.clean()

    assert list(refusal.value.message_dict) == [name]


def test_namesakes_stay_apart_and_each_lecture_keeps_the_post_of_its_time(client, home):
    fitter, nurse = Speaker.objects.create(name="尹小满", distinction="钳工"), Speaker.objects.create(name="尹小满")
    lecture(title="早年一讲", speakers=[(fitter, "机修班班长")])
    lecture(title="后来一讲", speakers=[(fitter, "总工程师"), ("顾衡之", "教授")])
    lecture(title="护理一讲", speakers=[(nurse, "护士长")])
    lecture(title="草稿里的讲座", speakers=[(fitter, "顾问")], live=False)

    texts = [client.get(f"/lectures/speakers/{person.slug}/").text for person in (fitter, nurse)]

    words = ("早年一讲", "机修班班长", "后来一讲", "总工程师", "护理一讲", "护士长", "草稿里的讲座", "顾问")
    assert [[word for word in words if word in text] for text in texts] == [list(words[:4]), list(words[4:6])]
    assert (fitter.slug, nurse.slug) == ("yin-xiao-man", "yin-xiao-man-2")


def test_two_people_are_never_entered_under_one_name(home):
    Speaker.objects.create(name="尹小满")

    with pytest.raises(ValidationError, match="已经有这个姓名的主讲人"):
        Speaker(name="尹小满", slug="x").full_clean()


def test_a_speaker_of_drafts_only_is_missing(client, home):
    draft = lecture(live=False, speakers=[("梁未名", "示例职务")])
    withdrawn = lecture(speakers=[("何不显", "示例职务")])
    withdrawn.unpublish()

    slugs = [person.slug for person in Speaker.objects.filter(name__in=["梁未名", "何不显"])]
    answers = [client.get(f"/lectures/speakers/{slug}/").status_code for slug in slugs]

    assert (draft.live, len(slugs), answers) == (False, 2, [404, 404])
    assert "梁未名" not in client.get("/lectures/speakers/").text


def test_a_renamed_speaker_is_renamed_on_the_lecture(client, home):
    from delivery.outbox import run_all

    page = lecture(speakers=[("顾衡之", "教授")])
    person = Speaker.objects.get()

    person.name = "顾恒之"
    person.save()
    run_all()

    assert ("顾恒之" in client.get(page.url).text, person.slug) == (True, "gu-heng-zhi")


def test_the_hall_lists_seasons_and_shrugs_at_junk(client, home):
    old = Season.objects.create(name="2025 秋季", year=2025)
    past = {"starts_at": datetime(2025, 10, 1, 9, tzinfo=ZONE), "ends_at": datetime(2025, 10, 1, 11, tzinfo=ZONE)}
    recent = {"starts_at": datetime(2026, 3, 1, 9, tzinfo=ZONE), "ends_at": datetime(2026, 3, 1, 11, tzinfo=ZONE)}
    lecture(title="旧年一讲", season=old, sessions=[past])
    lecture(title="今年一讲", sessions=[recent])
    lecture(title="将来一讲")
    lecture(title="没有发布", sessions=[recent], live=False)
    words = ("旧年一讲", "今年一讲", "将来一讲", "没有发布")

    with time_machine.travel(at(2), tick=False):
        texts = [client.get(f"/dajiangtang/{query}").text for query in ("", f"?season={old.pk}", "?season=9&page=x")]

    assert [[word for word in words if word in text.split('id="archive"')[1]] for text in texts] == [
        ["旧年一讲", "今年一讲"],
        ["旧年一讲"],
        ["旧年一讲", "今年一讲"],
    ]
    assert ["将来一讲" in text.split('id="archive"')[0] for text in texts] == [True] * 3


@pytest.mark.parametrize("number", [1, 3])
def test_statements_do_not_grow_with_lectures(client, home, number):
    pages = [lecture(title=f"第{n}个", speakers=[("顾衡之", "教授")]) for n in range(number)]
    lecture(sessions=[{"starts_at": at(1, 9), "ends_at": at(1, 11)}])
    paths = ["/dajiangtang/", pages[0].url, "/lectures/speakers/", "/lectures/speakers/gu-heng-zhi/"]
    warm = []

    with time_machine.travel(at(2), tick=False):
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            warm.append(len(captured))

    assert warm == [1, 1, 1, 2]


def test_home_shows_the_next_lecture_until_it_is_over(client, home):
    lecture(title="近的一讲", sessions=[TIMES])
    lecture(title="远的一讲", sessions=[{"starts_at": at(20, 9), "ends_at": at(20, 11)}])
    lecture(title="取消的一讲", sessions=[{"starts_at": at(3, 9), "ends_at": at(3, 11)}], act="cancelled")
    seen = []

    for now in (at(2), at(12, 16, 29), at(12, 16, 30), at(21)):
        with time_machine.travel(now, tick=False):
            band = client.get("/").text.partition('id="djt"')[2].partition("</section>")[0]
            first = band.partition('class="nx"')[2].partition("</h3>")[0]
            seen.append([name for name in ("近的一讲", "远的一讲", "取消的一讲") if name in first])

    assert seen == [["近的一讲"], ["近的一讲"], ["远的一讲"], []]


def test_editors_make_a_lecture_in_the_form(client, home):
    from accounts.enums import Role
    from lectures.models import SeriesPage

    client.force_login(account(Role.EDITOR))

    answer = client.get(add_url(SeriesPage.objects.get(), LecturePage))

    assert answer.status_code == 200
    assert [
        word
        for word in ("场次", "报名开始", "直播入口出现", "当时的职务", "讲座季", "会有回放")
        if word not in answer.text
    ] == []


def test_lectures_stand_in_the_lists_of_the_site(client, home, city):
    page = lecture(title="济南一讲", sessions=[{**TIMES, "city": city}])

    texts = [
        client.get(path).text
        for path in ("/latest/", "/cities/jinan/", "/feed/", "/sitemap.xml", "/search/?q=济南一讲")
    ]

    assert [("济南一讲" in text or page.url in text) for text in texts] == [True] * 5
    assert publish(page, title="改名一讲").title in client.get("/dajiangtang/").text
