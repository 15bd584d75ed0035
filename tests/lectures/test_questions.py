"""Questions of readers: private until an editor answers and publishes; never from one address for ever."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from accounts.enums import Role
from lectures.domain import questions as domain
from lectures.models import LecturePage, LectureQuestion
from tests.factories import lecture, publish
from tests.support.accounts import account
from tests.support.reading import parsed

pytestmark = pytest.mark.usefixtures("home")
ASKED = "机器越来越准，为什么还要练锉削？"


@pytest.fixture
def page(home) -> LecturePage:
    return lecture(title="机器会做的事", number=9)


def send(client, page: LecturePage, **fields: str):
    address = f"/lectures/ask/{page.public_id}/"
    box = parsed(client, address).select_one("input[name=token]")
    data = {"text": ASKED, "website": "", "token": box["value"] if box else "", **fields}
    return client.post(address, urlencode(data), content_type="application/x-www-form-urlencoded")


def test_from_the_question_to_the_answer_on_the_page(client, page):
    link = parsed(client, page.url).select_one(f"a[href='/lectures/ask/{page.public_id}/']")
    asked = send(client, page)
    thanks = client.get(f"{link['href']}{asked['Location']}")
    before = client.get(page.url).text
    row = LectureQuestion.objects.get()
    client.force_login(account(Role.EDITOR))
    listed = client.get("/admin/lectures/questions/").content.decode()
    client.post(
        f"/admin/lectures/questions/{row.pk}/", {"question": ASKED, "answer": "练的是对平的感觉。", "second": "2560"}
    )
    in_draft = client.get(page.url).text
    LecturePage.objects.get().get_latest_revision().publish()
    after = client.get(page.url).text

    assert (asked.status_code, "问题收到了" in thanks.text, dict(asked.cookies), asked["Cache-Control"]) == (
        303,
        True,
        {},
        "no-store",
    )
    assert (ASKED in listed, LectureQuestion.objects.get().state) == (True, "answered")
    assert [ASKED in text for text in (before, in_draft, after)] == [False, False, True]


def test_declined_or_handled_twice(client, page):
    send(client, page)
    row, actor = LectureQuestion.objects.get(), account(Role.EDITOR)
    client.force_login(actor)

    client.post(f"/admin/lectures/questions/{row.pk}/", {"act": "decline"})
    client.post(f"/admin/lectures/questions/{row.pk}/", {"question": ASKED, "answer": "晚了。"})

    assert LectureQuestion.objects.get().state == "declined"
    assert page.get_latest_revision_as_object().answers.count() == 0


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"text": ""}, 422, "请写下问题。"),
        ({"text": "\0 \n"}, 422, "请写下问题。"),
        ({"text": "长" * 201}, 422, "最多200字"),
        ({"token": "old"}, 422, "放得太久了"),
    ],
)
def test_what_is_wrong_is_said(client, page, fields, status, words):
    answer = send(client, page, **fields)

    assert (answer.status_code, words in answer.text, LectureQuestion.objects.count()) == (status, True, 0)


def test_one_address_may_not_ask_for_ever_and_the_same_words_are_one(client, page, monkeypatch):
    monkeypatch.setattr(domain, "LIMITS", ((timedelta(hours=1), 2),))

    answers = [send(client, page).status_code for _ in range(3)]

    assert (answers, LectureQuestion.objects.count()) == ([303, 303, 429], 1)


@pytest.mark.parametrize("changes", [{"takes_questions": False}, {"act": "cancelled"}])
def test_where_no_questions_are_taken(client, page, changes):
    publish(page, **changes)

    answer = send(client, page)

    assert (answer.status_code, LectureQuestion.objects.count()) == (409, 0)
    assert f"/lectures/ask/{page.public_id}/" not in client.get(page.url).text


def test_a_lecture_that_is_not_public_is_not_asked(client, page):
    page.unpublish()

    assert client.get(f"/lectures/ask/{page.public_id}/").status_code == 404


def test_questions_are_for_those_who_edit(client, page):
    question = LectureQuestion.objects.create(page=page, text=ASKED)
    paths = ["/admin/lectures/questions/", f"/admin/lectures/questions/{question.pk}/"]
    strangers = [client.get(path).status_code for path in paths]
    client.force_login(account(Role.EDITOR))

    missing = client.get("/admin/lectures/questions/999999/")

    assert (strangers, [client.get(path).status_code for path in paths], missing.status_code) == (
        [302, 302],
        [200, 200],
        404,
    )


def test_handled_questions_are_forgotten(page):
    now = timezone.now()
    old = {"state": "declined", "handled_at": now - timedelta(days=91)}
    LectureQuestion.objects.create(page=page, text="旧", **old)
    LectureQuestion.objects.create(page=page, text="新")

    assert domain.forget_old(now) == 1
    assert [str(row) for row in LectureQuestion.objects.all()] == ["新"]
