"""The list of background work that did not succeed."""

import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from delivery.enums import JobState
from delivery.models import OutboxMessage
from tests.support.accounts import account

URL = "/admin/reports/outbox/"


@pytest.fixture
def administrator(home, client) -> Client:
    OutboxMessage.objects.all().delete()
    client.force_login(account(Role.ADMINISTRATOR))
    return client


def message(age: timedelta = timedelta(0), **fields: object) -> OutboxMessage:
    values = {"topic": "media.renditions", "payload": {"secret": "4711"}, "available_at": timezone.now() - age}
    return OutboxMessage.objects.create(**{**values, **fields})


def lines(client: Client) -> list[list[str]]:
    page = BeautifulSoup(client.get(URL).content, "html.parser")
    return [[" ".join(cell.get_text().split()) for cell in row.find_all("td")] for row in page.select("main tbody tr")]


def test_failed_and_late_work_is_listed_with_its_state(administrator):
    message(error="OSError: 磁盘满了", attempts=2)
    message(error="ValueError: 坏图", attempts=5, dead_at=timezone.now(), topic="core.refresh")
    message(age=timedelta(minutes=16), topic="later.topic")
    message(age=timedelta(minutes=14))
    message(error="", done_at=timezone.now(), age=timedelta(days=1))

    found = [[line[0], line[1], line[2], line[5]] for line in lines(administrator)]

    assert found == [
        ["生成图片尺寸", "等着再试", "2", "OSError: 磁盘满了"],
        ["更新显示了它的页面", "已放弃", "5", "ValueError: 坏图"],
        ["later.topic", "等待", "0", ""],
    ]


def test_the_number_stands_above_and_no_payload_anywhere(administrator):
    message(error="OSError: 磁盘满了", attempts=1)

    html = administrator.get(URL).content.decode()

    assert ("1 个" in html, "4711" in html) == (True, False)


def test_the_list_has_screens(administrator):
    OutboxMessage.objects.bulk_create(
        OutboxMessage(topic="core.refresh", available_at=timezone.now(), error="坏了", attempts=1) for _ in range(60)
    )

    assert len(lines(administrator)) == 50


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHIEF_EDITOR])
def test_only_administrators_see_it(role, home, client):
    client.force_login(account(role))

    assert client.get(URL).status_code == 302


def dead(**fields: object) -> OutboxMessage:
    return message(error="坏了", attempts=5, dead_at=timezone.now(), **fields)


def test_one_is_retried_by_its_button_and_keeps_its_error(administrator):
    chosen, other = dead(), dead()

    answer = administrator.post(f"{URL}retry/", {"message": [chosen.pk]}, follow=True)

    chosen.refresh_from_db()
    other.refresh_from_db()
    assert (chosen.state, chosen.attempts, chosen.error) == (JobState.WAITING, 0, "坏了")
    assert (other.state, "已让 1 个任务重新排队" in answer.content.decode()) == (JobState.DEAD, True)


def test_all_that_failed_are_retried_and_nothing_else(administrator):
    failed, again = dead(), message(error="坏了", attempts=1, age=-timedelta(hours=1))
    running = message(error="坏了", attempts=1, lease=uuid.uuid4(), leased_until=timezone.now())
    planned, done = message(age=-timedelta(hours=1)), message(done_at=timezone.now(), attempts=1)

    administrator.post(f"{URL}retry/", {"all": ""})

    states = [OutboxMessage.objects.get(pk=item.pk).state for item in (failed, again, running, planned, done)]
    assert states == [JobState.WAITING, JobState.WAITING, JobState.RUNNING, JobState.WAITING, JobState.DONE]
    planned.refresh_from_db()
    assert planned.available_at > timezone.now()


@pytest.mark.parametrize("junk", ["", "x", "-1", "9" * 30, "\0", "²", "1.5"])
def test_junk_retries_nothing(administrator, junk):
    item = dead()

    answer = administrator.post(f"{URL}retry/", {"message": [junk]}, follow=True)

    item.refresh_from_db()
    assert (item.state, "没有可以重试的任务" in answer.content.decode()) == (JobState.DEAD, True)


def test_the_boxes_belong_to_the_form(administrator):
    item = dead()

    page = BeautifulSoup(administrator.get(URL).content, "html.parser")

    form = page.select_one("form#outbox-retry")
    assert (form["method"], form["action"]) == ("post", f"{URL}retry/")
    assert [box["value"] for box in page.select("[form=outbox-retry]")] == [str(item.pk), str(item.pk)]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHIEF_EDITOR])
def test_only_administrators_retry(role, home, client):
    item = dead()
    client.force_login(account(role))

    client.post(f"{URL}retry/", {"all": ""})

    item.refresh_from_db()
    assert item.state == JobState.DEAD


def test_the_desk_of_an_administrator_says_that_work_was_given_up(administrator):
    dead()

    text = administrator.get("/admin/").content.decode()

    assert ("有 1 个后台任务多次没有做成，已放弃" in text, f'<a href="{URL}">没有做成的后台任务</a>' in text) == (
        True,
        True,
    )
