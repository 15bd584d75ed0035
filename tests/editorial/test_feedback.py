"""Reporting an error: what readers can do without account or cookie, and what must not get in or out."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.domain.error_reports import KEEP_CONTACT, forget_old
from editorial.models import ErrorReport, ReportSender
from tests.core.serving.test_lists import junk
from tests.factories import story
from tests.support.reading import parsed, words

PATH = "/feedback/"

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def entry(column):
    """A live story."""
    return story(column, slug="live", title="一篇“报道”")


def token(client: Client, path: str = PATH) -> str:
    return parsed(client, path).select_one("input[name=token]")["value"]


def send(client: Client, path: str = PATH, **fields: str):
    """Post the form as a browser does without script."""
    data = {"text": "第三段的年份写错了。", "contact": "", "website": "", "token": token(client), **fields}
    return client.post(path, urlencode(data), content_type="application/x-www-form-urlencoded")


def parsed_answer(answer) -> BeautifulSoup:
    """The tree of an answer."""
    return BeautifulSoup(answer.content, "lxml")


def test_a_report_reaches_the_office_with_a_number(entry):
    client = Client(enforce_csrf_checks=True)

    answer = send(client, f"{PATH}?page={entry.url}", contact="0531-00000000")
    done = client.get(answer["Location"])

    report = ErrorReport.objects.get()
    assert (report.page_id, report.page_title, report.text) == (entry.pk, entry.title, "第三段的年份写错了。")
    assert (report.contact, report.state, report.note) == ("0531-00000000", "new", "")
    assert re.fullmatch(r"\d{8}-[2-9A-Z]{6}", report.number)
    assert (answer.status_code, done.status_code) == (302, 200)
    assert words(parsed(client, answer["Location"]).select_one(".num-l")) == report.number
    assert (dict(client.cookies), answer["Cache-Control"], done["Cache-Control"]) == ({}, "no-store", "no-store")
    assert not answer.wsgi_request.session.accessed


def test_every_page_leads_to_the_form_about_itself(client, entry):
    links = [link["href"] for link in parsed(client, entry.url).select('a[href^="/feedback/"]')]
    form = parsed(client, links[0])

    assert links == ["/feedback/?page=%2Fgushi%2Flive%2F"] * len(links)
    assert len(links) == 2
    assert words(form.select_one("form[method=post] p")) == f"针对页面：{entry.title}"
    assert form.select_one("form[method=post]")["action"] == links[0]


@pytest.mark.parametrize("kind", ["draft", "withdrawn", "foreign", "missing", "own absolute address"])
def test_only_a_public_page_of_ours_is_a_page(client, settings, column, kind):
    story(column, slug="draft", title="秘密草稿", live=False)
    story(column, slug="withdrawn", title="秘密撤下").unpublish()
    page = story(column, slug="live", title="公开")
    asked = {
        "draft": "/gushi/draft/",
        "withdrawn": "/gushi/withdrawn/",
        "foreign": "https://other.example.invalid/gushi/live/",
        "missing": "/gushi/no-such/",
        "own absolute address": settings.SITE_BASE_URL.rstrip("/") + page.url,
    }[kind]
    nothing = re.sub(r'value="form:[^"]+"', "", client.get(PATH).text)

    shown = client.get(PATH, {"page": asked})
    sent = send(client, f"{PATH}?{urlencode({'page': asked})}")

    is_ours = kind == "own absolute address"
    assert (re.sub(r'value="form:[^"]+"', "", shown.text) == nothing, "秘密" in shown.text) == (not is_ours, False)
    assert (sent.status_code, ErrorReport.objects.get().page) == (302, page.basepage_ptr if is_ours else None)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": ""}, "请写明哪里错了。"),
        ({"text": " \r\n\x00 "}, "请写明哪里错了。"),
        ({"text": "字" * 501}, "最多500字，现在是501字，请删短一些。"),
        ({"contact": "9" * 101}, "最多100字，现在是101字。"),
    ],
)
def test_what_is_wrong_is_said_in_chinese_and_what_was_written_stays(client, entry, fields, message):
    odd = "他说：\"<b>对</b>\" & '错'"
    answer = send(client, **{"text": odd, "contact": odd, **fields})

    tree = parsed_answer(answer)
    assert (answer.status_code, ErrorReport.objects.count()) == (422, 0)
    assert [words(item) for item in tree.select("[role=alert] li a")] == [
        f"{'联系方式（可不填）' if 'contact' in fields else '哪里错了，应该是什么'}：{message}"
    ]
    assert "没有提交成功" in tree.title.string
    if "contact" in fields:
        assert tree.textarea.string.strip() == odd
    else:
        assert tree.select_one("#f-contact")["value"] == odd
    assert words(tree.select_one('[aria-invalid="true"] + .wrong')) == message


def test_five_hundred_characters_and_line_ends_fit(client):
    answer = send(client, text="字\r\n" * 249 + "字字")

    assert (answer.status_code, len(ErrorReport.objects.get().text)) == (302, 500)


@pytest.mark.parametrize("value", ["", "form:1:x", "form", "\0", "字" * 5000])
def test_a_form_that_is_not_ours_is_refused_and_keeps_the_words(client, value):
    answer = send(client, token=value, text="保住这些字")

    tree = parsed_answer(answer)
    assert (answer.status_code, ErrorReport.objects.count(), tree.textarea.string.strip()) == (422, 0, "保住这些字")
    assert "请再提交一次" in words(tree.select_one("[role=alert]"))


def test_a_form_of_yesterday_is_too_old(client):
    with time_machine.travel(timezone.now() - timedelta(hours=25)):
        old = token(client)

    assert send(client, token=old).status_code == 422


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://other.example.invalid"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}],
)
def test_another_site_cannot_send_it(client, headers):
    data = urlencode({"text": "x", "token": token(client)})

    answer = client.post(PATH, data, content_type="application/x-www-form-urlencoded", headers=headers)

    assert (answer.status_code, ErrorReport.objects.count()) == (403, 0)


def test_a_program_that_fills_the_trap_believes_it_was_heard(client):
    answer = send(client, website="https://spam.example.invalid")

    assert (answer.status_code, client.get(answer["Location"]).status_code, ErrorReport.objects.count()) == (
        302,
        200,
        0,
    )


def test_one_address_sends_five_in_an_hour_and_others_are_not_held_up(client):
    first = [send(client, text=f"第{number}处").status_code for number in range(6)]
    other = client.post(
        PATH,
        urlencode({"text": "别人的", "token": token(client)}),
        content_type="application/x-www-form-urlencoded",
        REMOTE_ADDR="192.0.2.9",
    )
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        later = send(client, text="一小时后").status_code

    assert (first, other.status_code, later) == ([302] * 5 + [429], 302, 302)


def test_the_same_report_twice_is_one(client, entry):
    path = f"{PATH}?page={entry.url}"

    answers = [send(client, path) for _ in range(2)]

    assert (ErrorReport.objects.count(), ReportSender.objects.count()) == (1, 1)
    assert answers[0]["Location"] == answers[1]["Location"]


def test_no_address_is_stored_and_contacts_and_traces_go(client):
    send(client, contact="someone@example.invalid")
    stored = str(list(ReportSender.objects.values()) + list(ErrorReport.objects.values()))
    now = timezone.now()

    forget_old(now + KEEP_CONTACT - timedelta(minutes=1))
    kept = ErrorReport.objects.get().contact
    forget_old(now + KEEP_CONTACT + timedelta(minutes=1))

    assert "127.0.0.1" not in stored
    assert (kept, ErrorReport.objects.get().contact) == ("someone@example.invalid", "")
    assert ReportSender.objects.count() == 0


@pytest.mark.parametrize("number", ["", "20260101-ABCDEF", "20260101-ABCDEF:x", "\0", "字" * 3000])
def test_only_a_number_that_was_given_out_is_shown(client, home, number):
    assert client.get("/feedback/done/", {"n": number}).status_code == 404


@pytest.mark.parametrize("body", [b"", b"text=" + b"a" * 70_000, b"\xff\xfe=%ff", b'{"text": "x"}'])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"])
def test_no_body_breaks_it(client, home, body, kind):
    assert client.post(PATH, body, content_type=kind).status_code == 422


def test_no_page_in_the_address_breaks_it(client, column):
    values = [*junk(column.pk), "/[", "//x", "http://[::1", "/gushi/%00/", "/" + "a/" * 5000]

    assert {client.get(PATH, {"page": value}).status_code for value in values} == {200}


def test_the_form_costs_two_statements(client, entry):
    address = f"{PATH}?page={entry.url}"
    client.get(address)

    with CaptureQueriesContext(connection) as captured:
        client.get(address)

    assert len(captured) == 2
