"""Activities: state by the clock, hosts and agenda, the calendar file."""

import uuid
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from icalendar import Calendar
from lxml import html as lxml_html

from columns.models import ActivityHost, ActivityPage
from columns.spans import day_text, span_text
from core.models import KeptPage
from core.publishing.errors import PublicChangeRefused
from tests.factories import activity, paragraph, publish

SHANGHAI = ZoneInfo("Asia/Shanghai")
STARTS, ENDS = datetime(2026, 12, 3, 9, 0, tzinfo=SHANGHAI), datetime(2026, 12, 3, 11, 30, tzinfo=SHANGHAI)
SECOND = timedelta(seconds=1)


@pytest.fixture
def huodong(desks):
    return desks["huodong"]


@pytest.mark.parametrize(
    ("now", "is_cancelled", "state", "change"),
    [
        (STARTS - SECOND, False, "before", STARTS),
        (STARTS, False, "running", ENDS),
        (ENDS - SECOND, False, "running", ENDS),
        (ENDS, False, "over", None),
        (STARTS - SECOND, True, "cancelled", None),
    ],
)
def test_the_state_follows_the_clock_and_names_its_next_change(now, is_cancelled, state, change):
    page = ActivityPage(starts_at=STARTS, ends_at=ENDS, is_cancelled=is_cancelled)

    assert (page.state(now), page.next_change_at(now)) == (state, change)


def test_without_times_there_is_no_state():
    assert (ActivityPage(starts_at=STARTS).state(STARTS), ActivityPage().next_change_at(STARTS)) == ("", None)


def test_page_and_list_change_at_the_minute_without_a_publish(client, huodong):
    page = activity(huodong, starts_at=STARTS, ends_at=ENDS)
    shown = []

    for now in (STARTS - SECOND, STARTS, ENDS):
        with time_machine.travel(now, tick=False):
            words = [client.get(path).text for path in (f"/huodong/{page.slug}/", "/huodong/")]
        shown.append([[name for name in ("未开始", "进行中", "已结束") if name in text] for text in words])

    assert shown == [[["未开始"], ["未开始"]], [["进行中"], ["进行中"]], [["已结束"], ["已结束"]]]


def test_only_what_is_still_to_come_can_be_put_into_a_calendar(client, huodong):
    page = activity(huodong, starts_at=STARTS, ends_at=ENDS)
    offered = []

    for now in (STARTS - SECOND, ENDS):
        with time_machine.travel(now, tick=False):
            offered.append(f"/calendar/{page.public_id}.ics" in client.get(f"/huodong/{page.slug}/").text)

    assert offered == [True, False]


def test_the_calendar_file_says_what_the_page_says(client, huodong, city, settings):
    page = activity(
        huodong, title="产教对接会；第二次", slug="a", summary="半天，", city=city, starts_at=STARTS, ends_at=ENDS
    )

    response = client.get(f"/calendar/{page.public_id}.ics")

    calendar = Calendar.from_ical(response.content)
    (event,) = calendar.walk("VEVENT")
    address = f"{settings.SITE_BASE_URL.rstrip('/')}/huodong/a/"
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="a.ics"'
    assert {name: str(event[name]) for name in ("UID", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "STATUS")} == {
        "UID": f"{page.public_id}@{address.split('/')[2]}",
        "SUMMARY": "产教对接会；第二次",
        "LOCATION": "济南 示例会议中心一层",
        "DESCRIPTION": f"半天，\n{address}",
        "URL": address,
        "STATUS": "CONFIRMED",
    }
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (STARTS, ENDS)
    assert event["DTSTAMP"].dt == page.last_published_at.replace(microsecond=0)
    assert [event[name].params["TZID"] for name in ("DTSTART", "DTEND")] == ["Asia/Shanghai", "Asia/Shanghai"]
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert not response.cookies


def test_the_identity_of_the_event_stays_through_edits_and_a_cancellation_is_said(client, huodong):
    page = activity(huodong)
    first = Calendar.from_ical(client.get(f"/calendar/{page.public_id}.ics").content).walk("VEVENT")[0]

    publish(page, title="改了名字", is_cancelled=True)
    second = Calendar.from_ical(client.get(f"/calendar/{page.public_id}.ics").content).walk("VEVENT")[0]

    assert (first["UID"], str(first["STATUS"]), str(second["STATUS"])) == (second["UID"], "CONFIRMED", "CANCELLED")


def test_a_draft_answers_like_a_missing_one(client, huodong):
    draft = activity(huodong, live=False)
    withdrawn = activity(huodong)
    withdrawn.unpublish()

    answers = [client.get(f"/calendar/{pk}.ics") for pk in (draft.public_id, withdrawn.public_id, uuid.uuid4())]

    ids = [str(draft.public_id), str(withdrawn.public_id)]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert [pk for pk in ids for answer in answers if pk in answer.text.split("<main")[1]] == []


@pytest.mark.parametrize("junk", ["x", "%00", "9" * 500, "..%2f..", "00000000-0000-0000-0000-00000000000g"])
def test_junk_instead_of_an_id_is_a_404(client, home, junk):
    assert client.get(f"/calendar/{junk}.ics", follow=True).status_code == 404


def test_hosts_by_role_and_agenda_by_day(huodong, unit):
    page = activity(huodong, live=False, starts_at=STARTS, ends_at=ENDS + timedelta(days=1))
    page.hosts.create(role="organiser", unit=unit)
    page.hosts.create(role="host", name="示例学会")
    page.agenda.create(starts=time(9), ends=time(9, 40), what="开场", who="孟繁星", sort_order=1)
    page.agenda.create(day=date(2026, 12, 4), starts=time(10), what="看车间", sort_order=2)

    kept = KeptPage.objects.get(page=publish(page))

    tree = lxml_html.fragment_fromstring(kept.html, create_parent="div")
    assert kept.facts["hosts"] == [["主办", "齐鲁职教示例研究院、示例学会"], ["承办", "泺源工业职业学院"]]
    assert [e.text_content() for e in tree.iter("h2", "h3")] == ["议程", "12月3日 星期四", "12月4日 星期五"]
    assert [[c.text_content() for c in row] for row in tree.xpath("//tbody/tr")] == [
        ["09:00–09:40", "开场", "孟繁星"],
        ["10:00", "看车间", ""],
    ]


def test_an_activity_without_host_stays_a_draft(huodong):
    page = activity(huodong, live=False)
    page.hosts = []
    page.save_revision()

    with pytest.raises(PublicChangeRefused, match="会议活动要写明主办单位。"):
        page.get_latest_revision().publish()

    assert ActivityPage.objects.get(pk=page.pk).live is False


def test_it_cannot_end_before_it_begins_even_in_a_draft(huodong):
    page = ActivityPage(title="会", slug="hui", starts_at=STARTS, ends_at=STARTS, venue="x", body=[paragraph()])

    with pytest.raises(ValidationError) as refusal:
        page.clean()

    assert refusal.value.message_dict == {"ends_at": ["结束时间要晚于开始时间。"]}


@pytest.mark.parametrize(("name", "with_unit"), [("", False), ("示例学会", True)])
def test_a_host_is_a_unit_or_a_name(unit, name, with_unit):
    host = ActivityHost(role="host", name=name, unit=unit if with_unit else None)

    with pytest.raises(ValidationError) as refusal:
        host.clean()

    assert refusal.value.messages == ["单位和名称，二者填一个。"]


@pytest.mark.parametrize(
    ("end", "text"),
    [
        (ENDS, "2026年12月3日 09:00 – 11:30"),
        (ENDS + timedelta(days=1), "2026年12月3日 09:00 – 12月4日 11:30"),
        (ENDS + timedelta(days=30), "2026年12月3日 09:00 – 2027年1月2日 11:30"),
        (None, ""),
    ],
)
def test_a_span_leaves_out_what_repeats(end, text):
    assert span_text(STARTS, end) == text


def test_a_day_has_its_weekday():
    assert day_text(date(2026, 12, 6)) == "12月6日 星期日"
