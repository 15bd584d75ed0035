"""The schedule by month and city, calendar files, structured data."""

import json
import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from accounts.models import City
from lectures.machines import iso_duration
from lectures.schedule import Month, month_of
from media.models import Video
from tests.factories import lecture, publish

ZONE = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int = 0, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def session(day: int, city: City | None = None, month: int = 12, **more: object) -> dict:
    return {"starts_at": at(day, 9, month), "ends_at": at(day, 11, month), "city": city, **more}


@pytest.fixture
def yantai(db):
    return City.objects.get(code="3706")


def shown(text: str) -> list[str]:
    return [name for name in ("两城一讲", "十一月一讲", "没发布的") if name in text.split("<main")[1]]


def test_a_month_and_a_city_show_their_sessions(client, home, city, yantai):
    lecture(title="两城一讲", sessions=[session(5, city), session(9, yantai)])
    lecture(title="十一月一讲", sessions=[session(30, city, month=11)])
    lecture(title="没发布的", sessions=[session(6, city)], live=False)
    paths = ("?month=2026-12", "?month=2026-12&city=3706", "?month=2026-11", "?month=2026-11&city=3706", "?month=x")

    with time_machine.travel(at(1), tick=False):
        texts = [client.get(f"/lectures/schedule/{path}").text for path in paths]

    assert [shown(text) for text in texts] == [["两城一讲"], ["两城一讲"], ["十一月一讲"], [], ["两城一讲"]]
    assert [text.count('class="leaf"') for text in texts] == [2, 1, 1, 0, 2]


@pytest.mark.parametrize("number", [1, 3])
def test_statements_of_the_schedule(client, home, city, number):
    lecture(sessions=[session(day + 1, city) for day in range(number)])
    client.get("/lectures/schedule/?month=2026-12")

    with CaptureQueriesContext(connection) as captured:
        client.get("/lectures/schedule/?month=2026-12")

    assert len(captured) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-12", "2026-12"),
        ("2026-13", "2026-11"),
        ("1999-01", "2026-11"),
        ("２０２６-12", "2026-11"),
        ("-026-12", "2026-11"),
    ],
)
def test_only_a_real_month_is_taken(text, value):
    assert month_of(text, at(24, 12, 11)).value == value


def test_the_turn_of_the_year():
    assert (Month(2026, 12).shifted(1), Month(2026, 1).shifted(-1)) == (Month(2027, 1), Month(2025, 12))


def test_the_file_of_a_session_says_what_the_page_says(client, home, city, settings):
    page = lecture(title="机器会做的事", number=9, summary="一句。", sessions=[session(12, city)])
    row = page.sessions.get()

    answer = client.get(f"/lectures/calendar/{row.public_id}.ics")

    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    address = f"{settings.SITE_BASE_URL.rstrip('/')}{page.url_path.removeprefix('/site')}"
    assert {name: str(event[name]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "UID")} == {
        "SUMMARY": "第九讲 机器会做的事",
        "LOCATION": "济南 示例报告厅",
        "DESCRIPTION": f"顾衡之\n一句。\n{address}",
        "STATUS": "CONFIRMED",
        "UID": f"{row.public_id}@{address.split('/')[2]}",
    }
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (at(12, 9), at(12, 11))
    assert [event[name].params["TZID"] for name in ("DTSTART", "DTEND")] == ["Asia/Shanghai"] * 2
    assert (answer["Content-Type"], dict(answer.cookies)) == ("text/calendar; charset=utf-8", {})


def test_the_identity_stays_and_a_cancellation_reaches_subscribers(client, home):
    page = lecture(sessions=[session(12)])
    address = f"/lectures/calendar/{page.sessions.get().public_id}.ics"
    first = Calendar.from_ical(client.get(address).content).walk("VEVENT")[0]

    publish(page, title="改了题目", act="cancelled")

    (second,) = Calendar.from_ical(client.get("/lectures/calendar/series/dajiangtang.ics").content).walk("VEVENT")
    assert (first["UID"], str(first["STATUS"]), str(second["STATUS"])) == (second["UID"], "CONFIRMED", "CANCELLED")


def test_series_and_city_hold_what_is_public_and_not_long_past(client, home, city, yantai):
    lecture(title="两城", number=1, sessions=[session(5, city), session(9, yantai)])
    lecture(title="早过去的", number=2, sessions=[session(5, city, month=3)])
    lecture(title="草稿", number=3, sessions=[session(6, city)], live=False)
    names = ("series/dajiangtang", "city/jinan", "city/yantai", "city/qingdao")

    with time_machine.travel(at(1), tick=False):
        files = [Calendar.from_ical(client.get(f"/lectures/calendar/{name}.ics").content) for name in names]

    found = [[f"{e['DTSTART'].dt:%m-%d} {e['SUMMARY']}" for e in file.walk("VEVENT")] for file in files]
    assert found == [
        ["12-05 第一讲 两城", "12-09 第一讲 两城"],
        ["12-05 第一讲 两城"],
        ["12-09 第一讲 两城"],
        [],
    ]


def test_what_is_not_public_answers_like_what_is_missing(client, home):
    draft = lecture(live=False)
    ids = [draft.sessions.get().public_id, uuid.uuid4()]
    paths = [*(f"/lectures/calendar/{pk}.ics" for pk in ids), "/lectures/calendar/series/gushi.ics"]

    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def nodes(client, page) -> list[dict]:
    text = client.get(page.url).text.partition('type="application/ld+json">')[2].partition("</script>")[0]
    return json.loads(text)["@graph"]


def test_machines_read_an_event_per_session_and_the_recording(client, home, city, yantai):
    video = Video.objects.create(
        title="回放", file="videos/a.mp4", duration=2835, type="video", chapters=[[0, "开场"], [294, "三表法"]]
    )
    page = lecture(
        title="一讲", number=6, video=video, sessions=[session(5, city), session(9, yantai, act="cancelled")]
    )

    found = nodes(client, page)

    events = [node for node in found if node["@type"] == "EducationEvent"]
    (recording,) = [node for node in found if node["@type"] == "VideoObject"]
    assert [(e["name"], e["startDate"], e["eventStatus"].rpartition("/")[2]) for e in events] == [
        ("第六讲 一讲", "2026-12-05T09:00:00+08:00", "EventScheduled"),
        ("第六讲 一讲", "2026-12-09T09:00:00+08:00", "EventCancelled"),
    ]
    assert events[0]["location"]["address"]["addressLocality"] == "济南市"
    assert (recording["duration"], len(recording["thumbnailUrl"]), bool(recording["uploadDate"])) == (
        "PT47M15S",
        1,
        True,
    )
    assert [(c["name"], c["startOffset"], c["endOffset"]) for c in recording["hasPart"]] == [
        ("开场", 0, 294),
        ("三表法", 294, 2835),
    ]


@pytest.mark.parametrize(("seconds", "text"), [(59, "PT0M59S"), (2835, "PT47M15S"), (7261, "PT2H1M1S")])
def test_a_duration_as_machines_write_it(seconds, text):
    assert iso_duration(seconds) == text
