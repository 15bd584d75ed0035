"""The inbox of reports in the admin: who may look, who may act, what is kept of it."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from editorial.domain.error_reports import About, receive_report
from editorial.models import ErrorReport
from editorial.wagtail_hooks import ReportViewSet
from tests.factories import story
from tests.support.reading import parsed, words

LIST = reverse("error_reports:index")
ROLES = {Role.EDITOR: 200, Role.CHIEF_EDITOR: 200, Role.ADMINISTRATOR: 200, None: 302}


@pytest.fixture
def report(column) -> ErrorReport:
    """A new report about a live story."""
    page = story(column, title="一篇报道")
    return receive_report("年份写错了", "0531-0000", "192.0.2.1", About(page.pk, page.title, page.url))


def person(role: str | None) -> User:
    """A member of the office with one role, or an account that may only sign in."""
    user = User.objects.create_user(f"u-{role}", password="a-long-Passw0rd", first_name="青禾", last_name="宋")
    if role is not None:
        user.groups.add(Group.objects.get(name=Role(role).label))
    return user


@pytest.mark.parametrize(("role", "status"), ROLES.items(), ids=str)
def test_who_may_read_and_handle(client, report, role, status):
    client.force_login(person(role))

    answers = [client.get(LIST), client.get(reverse("error_reports:edit", args=[report.pk]))]

    assert [answer.status_code for answer in answers] == [status] * 2
    assert [report.text in answer.text for answer in answers] == [status == 200] * 2


def test_a_visitor_reads_nothing(client, report):
    answers = [client.get(LIST), client.get(reverse("error_reports:edit", args=[report.pk]))]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert all(report.text not in answer.text and "0531" not in answer.text for answer in answers)


def test_handling_is_recorded_with_person_and_time(client, report):
    editor = person(Role.EDITOR)
    client.force_login(editor)
    address = reverse("error_reports:edit", args=[report.pk])

    client.post(address, {"state": "working", "note": ""})
    client.post(address, {"state": "working", "note": ""})
    client.post(address, {"state": "corrected", "note": "已改，已加更正"})

    report.refresh_from_db()
    steps = list(report.steps.values_list("actor_id", "actor_name", "before", "after", "note"))
    name = str(editor)
    assert (report.state, report.note) == ("corrected", "已改，已加更正")
    assert steps == [
        (editor.pk, name, "new", "working", ""),
        (editor.pk, name, "working", "corrected", "已改，已加更正"),
    ]
    shown = client.get(address).text
    assert all(
        word in shown for word in ("新收到 → 处理中", name, reverse("wagtailadmin_pages:edit", args=[report.page_id]))
    )


def test_the_words_of_the_reader_cannot_be_changed(client, report):
    client.force_login(person(Role.EDITOR))

    client.post(
        reverse("error_reports:edit", args=[report.pk]),
        {"state": "new", "note": "", "text": "别的话", "contact": "x", "number": "1"},
    )

    report.refresh_from_db()
    assert (report.text, report.contact) == ("年份写错了", "0531-0000")


def test_nobody_adds_or_deletes_a_report(admin_client, report):
    answers = [
        admin_client.post(reverse("error_reports:add"), {"state": "new"}),
        admin_client.post(reverse("error_reports:delete", args=[report.pk])),
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert ErrorReport.objects.count() == 1


def test_the_menu_counts_what_nobody_has_looked_at(rf, report):
    request = rf.get("/admin/")
    request.user = person(Role.EDITOR)
    item = ReportViewSet().get_menu_item()

    before = item.render_component(request).label
    ErrorReport.objects.update(state="working")

    assert (before, item.render_component(request).label) == ("纠错（1）", "纠错")
    assert [item.is_shown(request), item.is_shown(SimpleNamespace(user=person(None)))] == [True, False]


def test_the_first_screen_says_what_waits(client, report):
    client.force_login(person(Role.EDITOR))
    before = [words(item) for item in parsed(client, "/admin/").select("a[href*='reports-of-errors/?state=new']")]

    ErrorReport.objects.update(state="declined")

    assert (len(before), "新收到的纠错" in client.get("/admin/").text) == (1, False)
