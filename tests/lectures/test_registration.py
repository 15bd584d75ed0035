"""Registering without account or cookie: seats, waiting list, mails, slips, the roll, and what is forgotten."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission

from accounts.enums import Role
from core.machines.sheets import plain
from delivery.outbox import run_all
from editorial.models import ReportSender
from lectures.domain import registration as domain
from lectures.domain.registration import Person, RegistrationRefused, cancel, forget_old, register
from lectures.models import Desk, LecturePage, Registration
from lectures.roll import roll_of
from tests.factories import lecture, publish
from tests.support.accounts import account
from tests.support.reading import parsed

pytestmark = pytest.mark.usefixtures("home")
HOUR = timedelta(hours=1)


def session(capacity: int | None = 2, **more: object) -> dict:
    now = timezone.now().replace(microsecond=0)
    times = {"starts_at": now + 48 * HOUR, "ends_at": now + 50 * HOUR, "registration_opens_at": now - HOUR}
    return {**times, "capacity": capacity, **more}


@pytest.fixture
def page(home) -> LecturePage:
    return lecture(title="机器会做的事", number=9, sessions=[session()])


@pytest.fixture
def desk(page) -> Desk:
    return Desk.objects.get()


def person(number: int, **more: str) -> Person:
    return Person(**{"name": f"甲{number}", "unit_name": "示例学院", "phone": f"1380000{number:04d}", **more})


def seats() -> list[tuple[str, str]]:
    return list(Registration.objects.order_by("pk").values_list("name", "state"))


def send(client, desk: Desk, **fields: str):
    """Post the form as a browser does without script."""
    address = f"/lectures/register/{desk.session_id}/"
    token = parsed(client, address).select_one("input[name=token]")["value"]
    data = {"name": "林一", "unit_name": "示例学院", "phone": "13800001111", "email": "", "website": "", "token": token}
    return client.post(address, urlencode({**data, **fields}), content_type="application/x-www-form-urlencoded")


def test_seats_then_the_waiting_list_then_promotion_in_order(desk):
    made = [register(desk.session_id, person(number)) for number in range(5)]

    cancel(made[3])
    cancel(made[0])
    cancel(made[0])

    assert seats() == [
        ("甲0", "cancelled"),
        ("甲1", "confirmed"),
        ("甲2", "confirmed"),
        ("甲3", "cancelled"),
        ("甲4", "waiting"),
    ]


def test_who_comes_new_never_overtakes_those_who_wait(desk):
    for number in range(3):
        register(desk.session_id, person(number))
    Desk.objects.update(capacity=5)

    register(desk.session_id, person(8))

    assert seats()[-2:] == [("甲2", "waiting"), ("甲8", "waiting")]


def test_a_larger_room_takes_those_who_wait(page, desk):
    for number in range(4):
        register(desk.session_id, person(number))
    row = page.sessions.get()
    row.capacity = 3
    page.sessions = [row]

    publish(page)

    assert [state for _, state in seats()] == ["confirmed"] * 3 + ["waiting"]


@pytest.mark.parametrize(
    ("times", "is_open"),
    [
        ({}, True),
        ({"registration_opens_at": timezone.now() + HOUR}, False),
        ({"registration_closes_at": timezone.now() - HOUR / 2}, False),
        ({"act": "cancelled"}, False),
    ],
)
def test_only_while_it_is_open(home, times, is_open):
    lecture(sessions=[session(**times)])
    desk = Desk.objects.get()

    try:
        made = register(desk.session_id, person(1)).state
    except RegistrationRefused as refusal:
        made = str(refusal)

    assert made == ("confirmed" if is_open else "这一场现在不能报名。")


def test_one_person_one_seat_until_it_is_given_back(desk):
    first = register(desk.session_id, person(1, email="a@example.invalid"))

    with pytest.raises(RegistrationRefused, match="已经报过这一场"):
        register(desk.session_id, person(2, email="A@example.invalid"))
    cancel(first)
    again = register(desk.session_id, person(1))

    assert (again.state, Registration.objects.count()) == ("confirmed", 2)


def test_a_unit_has_its_share(home):
    lecture(sessions=[session(capacity=None, per_unit=1)])
    desk = Desk.objects.get()
    register(desk.session_id, person(1))

    with pytest.raises(RegistrationRefused, match="每个单位最多1人"):
        register(desk.session_id, person(2))

    assert register(desk.session_id, person(3, unit_name="另一所")).state == "confirmed"


def test_from_the_lecture_to_the_slip_and_back_without_a_cookie(client, page, desk):
    assert "余 2 席" in client.get(page.url).text

    answer = send(client, desk, email="lin@example.invalid", phone="138 0000-1111")
    slip = client.get(answer["Location"])
    file = client.get(f"{answer['Location']}calendar.ics")

    own = Registration.objects.get()
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert (answer.status_code, own.phone, own.state) == (303, "13800001111", "confirmed")
    assert (own.number in slip.text, "林一" in slip.text, slip["Cache-Control"]) == (True, True, "no-store")
    assert event["DTSTART"].dt == desk.starts_at
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert "余 1 席" in client.get(page.url).text
    assert [dict(response.cookies) for response in (answer, slip, file)] == [{}, {}, {}]


def test_the_mail_brings_the_same_event_and_the_way_back(client, desk):
    answer = send(client, desk, email="Lin@example.invalid")
    run_all()
    run_all()

    (letter,) = mail.outbox
    (name, content, kind) = letter.attachments[0]
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (letter.to, letter.subject) == (["lin@example.invalid"], "【职教齐鲁】报名成功：第九讲 机器会做的事")
    assert answer["Location"] in letter.body
    assert (kind, str(event["UID"]).split("@")[0]) == ("text/calendar", str(desk.session_id))
    assert event["DTSTART"].dt == desk.starts_at
    assert name.endswith(".ics")


def test_cancelling_by_the_signed_address(client, desk):
    address = send(client, desk)["Location"]
    forged = address.replace(address.split(":")[0][-3:], "AAA", 1)

    answers = [client.post(path, {"act": "cancel"}).status_code for path in (forged, address)]

    assert (answers, Registration.objects.get().state) == ([404, 303], "cancelled")
    assert "报名已经取消" in client.get(address).text


def test_the_page_of_a_registration_lets_browsers_tell_where_its_form_comes_from(client, desk):
    tree = parsed(client, send(client, desk)["Location"])

    # With no-referrer browsers send `Origin: null`, and cancelling is refused.
    assert tree.select_one("meta[name=referrer]")["content"] == "same-origin"


def test_a_form_of_another_site_cancels_nothing(client, desk):
    address = send(client, desk)["Location"]

    answer = client.post(address, {"act": "cancel"}, headers={"Origin": "https://evil.example"})

    assert (answer.status_code, Registration.objects.get().state) == (403, "confirmed")


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"name": ""}, 422, "请写姓名。"),
        ({"phone": "", "email": ""}, 422, "手机号和邮箱，至少写一个。"),
        ({"phone": "12345"}, 422, "请写11位手机号。"),
        ({"email": "x@"}, 422, "这不是一个邮箱地址。"),
        ({"name": "长" * 31}, 422, "最多30字"),
        ({"token": "old"}, 422, "放得太久了"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(client, desk, fields, status, words):
    answer = send(client, desk, **{"unit_name": "留着的单位", **fields})

    assert (answer.status_code, words in answer.text, "留着的单位" in answer.text) == (status, True, True)
    assert Registration.objects.count() == 0


def test_a_program_is_sent_away_and_an_address_may_not_ask_for_ever(client, desk, monkeypatch):
    trapped = send(client, desk, website="x")
    monkeypatch.setattr(domain, "LIMITS", ((HOUR, 2),))
    answers = [send(client, desk, phone=f"1380000222{number}").status_code for number in range(3)]

    assert (trapped["Location"], answers, Registration.objects.count()) == (
        "/lectures/registration/",
        [303, 303, 429],
        2,
    )
    assert [len(row.sender) for row in ReportSender.objects.all()] == [64, 64]


@pytest.mark.parametrize(("contact", "status"), [("13800001111", 303), ("138 0000 1111", 303), ("13900000000", 404)])
def test_number_and_telephone_lead_to_the_registration(client, desk, contact, status):
    address = send(client, desk)["Location"]
    token = parsed(client, "/lectures/registration/").select_one("input[name=token]")["value"]
    data = {"number": Registration.objects.get().number.lower(), "contact": contact, "token": token, "website": ""}

    answer = client.post("/lectures/registration/", urlencode(data), content_type="application/x-www-form-urlencoded")

    assert (answer.status_code, answer.get("Location")) == (status, address if status == 303 else None)


def test_the_desk_of_what_is_not_public_is_missing(client, page, desk):
    page.unpublish()

    assert client.get(f"/lectures/register/{desk.session_id}/").status_code == 404
    with pytest.raises(RegistrationRefused):
        register(desk.session_id, person(1))


def test_a_cancelled_lecture_tells_its_registrants_once(page, desk):
    for number in range(3):
        register(desk.session_id, person(number, email=f"p{number}@example.invalid"))
    cancel(Registration.objects.first())
    run_all()
    mail.outbox.clear()

    page = publish(page, act="cancelled", act_note="主讲人生病。")
    run_all()
    publish(page, summary="又改了一个字。")
    run_all()

    assert sorted((letter.to[0], letter.subject) for letter in mail.outbox) == [
        ("p1@example.invalid", "【职教齐鲁】讲座取消：第九讲 机器会做的事"),
        ("p2@example.invalid", "【职教齐鲁】讲座取消：第九讲 机器会做的事"),
    ]


def test_a_moved_session_tells_with_the_new_time(page, desk):
    register(desk.session_id, person(1, email="p@example.invalid"))
    run_all()
    mail.outbox.clear()
    row = page.sessions.get()
    row.starts_at, row.ends_at = row.starts_at + 24 * HOUR, row.ends_at + 24 * HOUR
    page.sessions = [row]

    publish(page)
    run_all()

    (letter,) = mail.outbox
    (event,) = Calendar.from_ical(letter.attachments[0][1]).walk("VEVENT")
    assert ("时间或地点有变动" in letter.subject, event["DTSTART"].dt) == (True, row.starts_at)


def test_the_session_keeps_its_desk_through_publications(page, desk):
    register(desk.session_id, person(1))
    row = page.sessions.get()
    row.pk = None
    page.sessions = [row]

    publish(page, title="改名")

    assert (Desk.objects.get().pk, Desk.objects.get().title) == (desk.pk, "第九讲 改名")
    assert Registration.objects.get().desk_id == desk.pk


def test_people_are_forgotten_after_their_term_and_counts_stay(client, desk):
    address = send(client, desk)["Location"]
    ended = desk.ends_at

    early = forget_old(ended + timedelta(days=29))
    late = forget_old(ended + timedelta(days=31))

    own = Registration.objects.get()
    assert (early, late) == (0, 1)
    assert (own.name, own.unit_name, own.phone, own.email, own.phone_key, own.state) == (
        "",
        "",
        "",
        "",
        "",
        "confirmed",
    )
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1"])
def test_the_roll_holds_no_formula(desk, text):
    register(desk.session_id, person(1, name=text, unit_name=text))

    sheet = load_workbook(BytesIO(roll_of(desk))).active

    row = list(sheet.rows)[2]
    assert (row[2].value, row[2].data_type, row[3].data_type) == (plain(text), "s", "s")
    assert plain(text).startswith("'")


def test_the_roll_is_for_the_office(client, desk):
    register(desk.session_id, person(1))
    paths = [
        "/admin/lectures/desks/",
        f"/admin/lectures/desks/{desk.pk}/",
        f"/admin/lectures/desks/{desk.pk}/roll.xlsx",
    ]
    strangers = [client.get(path).status_code for path in paths]

    client.force_login(account(Role.EDITOR))
    answers = [client.get(path) for path in paths]

    assert strangers == [302] * 3
    assert [answer.status_code for answer in answers] == [200] * 3
    assert "甲1" in answers[1].content.decode()


def test_a_session_of_a_lecture_that_one_may_not_edit_is_missing(client, desk):
    own = register(desk.session_id, person(1))
    user = account(Role.EDITOR)
    GroupPagePermission.objects.filter(group__in=user.groups.all()).delete()
    client.force_login(user)
    paths = ["", "roll.xlsx"]

    statuses = [client.get(f"/admin/lectures/desks/{desk.pk}/{path}").status_code for path in paths]
    statuses.append(client.post(f"/admin/lectures/check-in/{own.number}/").status_code)
    listed = client.get("/admin/lectures/desks/")

    assert (statuses, desk.title in listed.content.decode()) == ([404, 404, 404], False)
    assert Registration.objects.get().checked_in_at is None


def test_checking_in_by_code_and_by_list(client, desk):
    first, second = (register(desk.session_id, person(number)) for number in (1, 2))
    third = register(desk.session_id, person(3))
    client.force_login(account(Role.EDITOR))

    client.post(f"/admin/lectures/check-in/{first.number}/")
    client.post(f"/admin/lectures/desks/{desk.pk}/{second.number}/")
    client.post(f"/admin/lectures/check-in/{third.number}/")
    other = client.post(f"/admin/lectures/desks/{desk.pk + 1}/{second.number}/")

    came = list(Registration.objects.filter(checked_in_at__isnull=False).values_list("name", flat=True))
    assert (came, other.status_code) == (["甲1", "甲2"], 404)


def test_a_lecture_with_seats_costs_one_statement_more(client, page, desk):
    path = page.url
    client.get(path)

    with CaptureQueriesContext(connection) as captured:
        client.get(path)

    assert len(captured) == 2


@pytest.mark.parametrize("junk", ["x", "%00", "9" * 3000, "A:B", "字" * 50, "a" * 100])
def test_junk_addresses_are_missing(client, home, junk):
    paths = [f"/lectures/registration/{junk}/", f"/lectures/register/{junk}/"]

    assert [client.get(path, follow=True).status_code for path in paths] == [404, 404]
