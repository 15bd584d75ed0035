"""The list of background work that did not succeed."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
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
