"""Learning hours: distinct seconds by the database's clock, a threshold, a certificate, and what is forgotten."""

from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from certificates.models import Certificate
from core.serving.state import current_state
from lectures.domain.learning import TooSoon, certify, report
from lectures.domain.registration import Person, RegistrationRefused, cancel, forget_old, register
from lectures.domain.terms import terms_of
from lectures.models import Desk, Learning, LecturePage, Registration
from media.models import Video
from tests.factories import lecture, publish
from tests.support.reading import parsed

pytestmark = pytest.mark.usefixtures("home")
DAY = timedelta(days=1)
# SQLite tells milliseconds; a test must not hang on one of them.
JITTER = 0.2


@pytest.fixture
def page(home) -> LecturePage:
    video = Video.objects.create(title="回放", file="videos/a.mp4", duration=600, type="video")
    begin = timezone.now().replace(microsecond=0) - 3 * DAY
    return lecture(
        title="机器会做的事",
        number=9,
        video=video,
        sessions=[{"starts_at": begin, "ends_at": begin + timedelta(hours=2)}],
        learning_hours=Decimal("2"),
        learning_percent=50,
    )


@pytest.fixture
def own(page) -> Registration:
    return register(Desk.objects.get(is_replay=True).session_id, Person("林一", "示例学院", "13800001111"))


@pytest.fixture
def terms(page):
    return terms_of(page.kept.facts)


def say(client, own: Registration, spans: str, gap: float | None = None):
    if gap is not None:
        Learning.objects.update(reported_at=timezone.now() - timedelta(seconds=gap + JITTER))
    form = "application/x-www-form-urlencoded"
    return client.post(f"{own.path}progress/", urlencode({"spans": spans}), content_type=form)


def seconds() -> tuple[int, list]:
    row = Learning.objects.get()
    return row.seconds, row.spans


def test_what_a_lecture_asks_for_is_kept_with_it(page):
    assert page.kept.facts["learning"] == {
        "hours": "2",
        "needed": 300,
        "duration": 600,
        "desk": str(page.replay_desk_id),
    }


@pytest.mark.parametrize(
    ("fields", "needed"),
    [
        ({"learning_percent": None, "learning_minutes": 4}, 240),
        ({"learning_percent": None, "learning_minutes": 900}, 600),
        ({"learning_percent": 33}, 198),
        ({"learning_hours": None, "learning_percent": None}, None),
    ],
)
def test_the_threshold_is_minutes_or_percent(page, fields, needed):
    facts = publish(page, **fields).kept.facts["learning"]

    assert facts.get("needed") == needed


@pytest.mark.parametrize(
    "fields", [{"learning_minutes": 5}, {"learning_percent": None}, {"learning_hours": None}, {"learning_percent": 101}]
)
def test_hours_have_one_threshold(page, fields):
    for name, value in fields.items():
        setattr(page, name, value)

    with pytest.raises(ValidationError):
        page.full_clean()


def test_watched_seconds_count_once_and_never_faster_than_the_clock(client, own):
    answers = [
        say(client, own, "0-15"),
        say(client, own, "0-15", 15),
        say(client, own, "0-15", 15),
        say(client, own, "10-300", 20),
        say(client, own, "0-600", 3600),
    ]

    assert [answer.json()["watched"] for answer in answers] == [0, 15, 15, 35, 125]
    assert seconds() == (125, [[0, 125]])


def test_seeking_leaves_a_gap(client, own):
    say(client, own, "")
    say(client, own, "0-10,500-505", 30)

    assert seconds() == (15, [[0, 10], [500, 505]])


def test_two_tabs_share_the_time_that_went_by(own, terms):
    report(own, [], terms)
    Learning.objects.update(reported_at=timezone.now() - timedelta(seconds=15 + JITTER))

    report(own, [(0, 15)], terms)
    with pytest.raises(TooSoon):
        report(own, [(300, 315)], terms)

    assert seconds() == (15, [[0, 15]])


def test_a_second_tab_that_starts_takes_no_time_from_the_first(own, terms):
    report(own, [], terms)
    Learning.objects.update(reported_at=timezone.now() - timedelta(seconds=15 + JITTER))

    report(own, [], terms)
    report(own, [(0, 15)], terms)

    assert seconds()[0] == 15


def test_parts_of_a_second_add_up(own, terms):
    report(own, [], terms)
    Learning.objects.update(reported_at=timezone.now() - timedelta(seconds=15.8))

    report(own, [(0, 15)], terms)

    assert 0.7 < (timezone.now() - Learning.objects.get().reported_at).total_seconds() < 1.5


def test_from_the_replay_to_the_certificate_without_a_cookie(client, page, own):
    say(client, own, "")
    early = client.post(f"{own.path}learn/", {"act": "certificate"})
    Learning.objects.update(spans=[[0, 290]], seconds=290)
    reached = say(client, own, "290-305", 15)
    issued = client.post(f"{own.path}learn/", {"act": "certificate"})
    again = client.post(f"{own.path}learn/", {"act": "certificate"})
    shown = client.get(f"{own.path}learn/")
    file = client.get(f"{own.path}certificate.pdf")

    certificate = Certificate.objects.get()
    assert (early.status_code, reached.json()["reached"], issued.status_code, again.status_code) == (
        409,
        True,
        303,
        303,
    )
    assert (file.content, file["Content-Type"]) == (bytes(certificate.pdf), "application/pdf")
    assert dict(certificate.facts)["学时"] == "2"
    assert certificate.code in shown.text
    assert "证书有效" in client.get(certificate.path).text
    assert [dict(answer.cookies) for answer in (reached, issued, shown, file)] == [{}] * 4
    assert {answer["Cache-Control"] for answer in (reached, issued, shown, file)} == {"no-store"}


def test_the_lecture_tells_how_to_register_for_its_recording(client, page):
    link = parsed(client, page.url).select_one(f"a[href='/lectures/register/{page.replay_desk_id}/']")

    assert link.get_text() == "登记学习"
    assert "登记学习" in client.get(link["href"]).text


def test_learning_begins_with_the_replay_and_ends_with_the_hours(page, own, client):
    publish(page, replay_at=timezone.now() + DAY)
    before = (client.get(f"{own.path}learn/").text, say(client, own, "0-5").status_code)
    publish(page, replay_at=None, learning_hours=None, learning_percent=None)

    assert ("现在还不能学习" in before[0], before[1]) == (True, 409)
    with pytest.raises(RegistrationRefused):
        register(page.replay_desk_id, Person("王二", "个人", "13800002222"))


def test_who_cancelled_or_came_from_elsewhere_reports_nothing(client, own):
    forged = client.post(f"{own.path}progress/", {"spans": "0-5"}, headers={"Origin": "https://evil.example"})
    cancel(own)

    assert (forged.status_code, say(client, own, "0-5").status_code) == (403, 404)
    assert client.get(f"{own.path}learn/").status_code == 404
    assert Learning.objects.count() == 0


def test_a_withdrawn_lecture_is_not_learnt(client, page, own):
    page.unpublish()

    assert [client.get(f"{own.path}learn/").status_code, say(client, own, "0-5").status_code] == [404, 404]


def test_learners_are_forgotten_later_and_their_certificates_are_checked_as_before(client, own, terms):
    Learning.objects.create(registration=own, spans=[[0, 300]], seconds=300, reached_at=timezone.now())
    certificate = certify(own, terms, current_state())
    early = forget_old(timezone.now() + 179 * DAY)

    late = forget_old(timezone.now() + 181 * DAY)

    stored = Certificate.objects.get()
    assert (early, late, Learning.objects.count(), bytes(stored.pdf)) == (0, 1, 0, b"")
    assert (Registration.objects.get().name, client.get(f"{own.path}learn/").status_code) == ("", 404)
    assert "证书有效" in client.get(certificate.path).text


@pytest.mark.parametrize("spans", ["x", "0-", "9" * 3000, "\0", "字" * 100, "-1-5", "5-1"])
def test_junk_reports_start_the_clock_and_nothing_else(client, own, spans):
    answer = say(client, own, spans)

    assert (answer.status_code, seconds()) == (200, (0, []))


def test_a_report_costs_few_statements(client, own):
    say(client, own, "")
    Learning.objects.update(reported_at=timezone.now() - timedelta(seconds=15 + JITTER))

    with CaptureQueriesContext(connection) as captured:
        say(client, own, "0-15")

    assert len([query for query in captured if "SAVEPOINT" not in query["sql"]]) <= 8
