"""The list of public changes: complete, read-only, for those who answer for what is public."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from core.models import AuditEntry
from tests.factories import story
from tests.support.accounts import account, visitor_of_admin

URL = "/admin/reports/audit/"


@pytest.fixture
def chief(home, client) -> Client:
    client.force_login(account(Role.CHIEF_EDITOR))
    return client


def rows(client: Client, query: str = "") -> list[list[str]]:
    """The cells of each line."""
    page = BeautifulSoup(client.get(URL + query).content, "html.parser")
    return [[" ".join(cell.get_text().split()) for cell in row.find_all("td")] for row in page.select("main tbody tr")]


def test_each_public_change_is_a_line_newest_first(chief, column):
    page = story(column, title="灯盏")
    page.unpublish()

    first, second = [[line[1], line[2], line[3], line[4]] for line in rows(chief, "?text=灯盏")]

    assert (first, second) == (["系统", "撤下", "灯盏", "1"], ["系统", "发布", "灯盏", "1"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?text=灯盏", ["灯盏"]),
        ("?text=系统&verb=unpublish", ["木工坊"]),
        ("?verb=nonsense", None),
        ("?at_from=2001-01-01&at_to=2001-01-02", []),
        ("?p=99999999999999999999", None),
        ("?text=%00", None),
        ("?at_from=%00", None),
    ],
)
def test_filters(chief, column, query, expected):
    story(column, title="灯盏")
    story(column, title="木工坊").unpublish()

    if expected is None:
        assert chief.get(URL + query).status_code in (200, 404)
    else:
        assert [line[3] for line in rows(chief, query)] == expected


def test_a_line_leads_to_the_history_of_its_page(chief, column):
    page = story(column, title="灯盏")

    html = chief.get(URL + "?text=灯盏").content.decode()

    assert reverse("wagtailadmin_pages:history", args=(page.pk,)) in html


def test_nothing_can_be_changed_here(chief, column):
    story(column)
    before = list(AuditEntry.objects.values())

    answers = [chief.post(URL).status_code, chief.delete(URL).status_code]

    assert (answers, list(AuditEntry.objects.values()) == before) == ([405, 405], True)


def test_fifty_lines_a_screen_at_one_cost(chief, column):
    counts = []
    for number in (1, 3):
        for _ in range(number):
            story(column)
        chief.get(URL)
        with CaptureQueriesContext(connection) as queries:
            chief.get(URL)
        counts.append(len(queries))
    AuditEntry.objects.bulk_create(AuditEntry(verb="publish", title=f"第{n}次", actor_name="系统") for n in range(60))

    assert (counts[0], len(rows(chief))) == (counts[1], 50)


def test_editors_and_guests_do_not_see_it(home):
    answers = []
    for user in (account(Role.EDITOR), visitor_of_admin()):
        client = Client()
        client.force_login(user)
        answers.append(client.get(URL).status_code)

    assert answers == [302, 302]
