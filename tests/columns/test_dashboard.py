"""The dashboard: own drafts, what waits, what goes out today, silent columns, alarms; nothing one may not edit."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission

from accounts.enums import Role
from accounts.models import User
from columns.enums import UpdateCycle
from columns.models import ColumnPage
from core.models import BasePage
from delivery.models import WorkerSign
from delivery.worker_sign import give_sign
from tests.factories import story
from tests.support.accounts import account, visitor_of_admin


@pytest.fixture
def editor(home) -> User:
    give_sign("worker")
    return account(Role.EDITOR)


def desk(user: User) -> dict[str, list[str]]:
    """Heading of a panel → the lines in it, as `user` sees them."""
    client = Client()
    client.force_login(user)
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    panels = {}
    for panel in page.select(".desk"):
        heading = panel.h2.get_text() if panel.h2 else panel["aria-label"]
        lines = panel.select(".desk__list > li") or panel.select("p, .desk--start > .button")
        panels[heading] = [" ".join(line.get_text(" ").split()) for line in lines]
    return panels


def drafted(page: BasePage, user: User) -> BasePage:
    """A change of `page` by `user`, saved and not published."""
    draft = page.get_latest_revision_as_object()
    draft.summary = "改了一句。"
    draft.save_revision(user=user)
    return page


def scheduled(page: BasePage, **offset: int) -> BasePage:
    """`page` with a draft that goes out at an offset from now."""
    revision = page.save_revision()
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() + timedelta(**offset))
    return page


def only_of(column: ColumnPage) -> User:
    """An editor who may edit one column."""
    group = Group.objects.create(name="一栏的编辑")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in ("add", "change"):
        permission = Permission.objects.get(codename=f"{right}_basepage")
        GroupPagePermission.objects.create(group=group, page=column, permission=permission)
    user = User.objects.create_user("only", password="a-long-Passw0rd")
    user.groups.add(group)
    return user


def test_my_drafts_newest_first_and_nobody_elses(editor, column):
    colleague = account(Role.CHIEF_EDITOR)
    drafted(story(column, live=False, title="先写的"), editor)
    drafted(story(column, title="公开的"), editor)
    drafted(story(column, live=False, title="别人的"), colleague)

    lines = desk(editor)["我的草稿"]

    assert [line.split()[0] for line in lines] == ["公开的", "先写的"]
    assert lines[0].split(" · ")[:2] == ["公开的 讲好职教故事", "已公开，有新修改"]


def test_a_draft_that_one_may_no_longer_edit_is_not_shown(home, column, interviews, notices):
    give_sign("worker")
    user = only_of(column)
    drafted(story(column, live=False, title="自己栏目的"), user)
    other = ColumnPage.objects.get(slug="yongwang")
    drafted(story(other, live=False, title="别的栏目的"), user)
    scheduled(story(other, live=False, title="别的栏目要发的"), hours=1)
    drafted(story(other, title="别的栏目改过的"), user)

    panels = desk(user)

    assert [line.split()[0] for line in panels["我的草稿"]] == ["自己栏目的"]
    assert "别的" not in str(panels)


def test_changes_after_publication_wait(editor, column):
    drafted(story(column, title="改过的"), account(Role.CHIEF_EDITOR))
    story(column, title="没改的")
    scheduled(drafted(story(column, title="改了又定了时的"), editor), hours=30)

    assert desk(editor)["等我处理"] == ["公开以后又改过，还没有重新发布 1 改过的"]


def test_what_goes_out_or_comes_down_within_a_day(editor, column):
    scheduled(story(column, live=False, title="今晚发的"), hours=5)
    scheduled(story(column, live=False, title="后天发的"), hours=30)
    story(column, title="明早撤的", expire_at=timezone.now() + timedelta(hours=8))
    story(column, title="下月撤的", expire_at=timezone.now() + timedelta(days=30))

    lines = desk(editor)["今天要发的"]

    assert [(line.split()[0], "定时发布" in line, "到期撤下" in line) for line in lines] == [
        ("今晚发的", True, False),
        ("明早撤的", False, True),
    ]


def test_columns_are_called_silent_from_seventy_percent_of_their_cycle(editor, column):
    others = ColumnPage.objects.exclude(pk=column.pk)
    now = timezone.now()
    for other in others:
        other.update_cycle = UpdateCycle.STATIC
        other.save_revision().publish()
    shown = []
    for days in (9, 10, 14):
        page = story(column, display_date=now - timedelta(days=days))
        shown.append(desk(editor)["久未更新的栏目"])
        page.unpublish()

    assert shown == [
        ["各栏目都在更新周期之内。"],
        ["讲好职教故事 10 天没有新稿件，更新周期两周"],
        ["讲好职教故事 14 天没有新稿件，更新周期两周，已经超期"],
    ]
    assert desk(editor)["久未更新的栏目"] == ["讲好职教故事 还没有公开的稿件，更新周期两周"]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (4, None),
        (6, ["后台任务已经 6 分钟没有动静：定时发布、到期撤下和图片处理都停着。请告诉系统管理员。"]),
        (180, ["后台任务已经 3 小时没有动静：定时发布、到期撤下和图片处理都停着。请告诉系统管理员。"]),
    ],
)
def test_a_silent_worker_is_reported(editor, minutes, expected):
    WorkerSign.objects.update(seen_at=timezone.now() - timedelta(minutes=minutes))

    assert desk(editor).get("提醒") == expected


def test_a_late_publication_is_reported(editor, column):
    scheduled(story(column, live=False, title="没发出去的"), minutes=-16)
    scheduled(story(column, live=False, title="就要发的"), minutes=-14)

    panels = desk(editor)

    assert panels["提醒"] == ["有 1 篇稿件到了时间 15 分钟以上还没有发布。请打开“今天要发的”查看，必要时手工发布。"]
    assert [line.count("时间已过") for line in panels["今天要发的"]] == [1, 1]


def test_the_worker_gives_its_sign(db, settings):
    from django.core.management import call_command

    call_command("run_worker", "--once")

    assert WorkerSign.objects.get().seen_at > timezone.now() - timedelta(minutes=1)


def test_ways_to_begin(editor):
    assert desk(editor)["开始"] == ["导入 Word", "上传图片"]


def test_an_account_without_rights_sees_no_panel_of_pages(home, column):
    give_sign("worker")
    drafted(story(column, live=False), account(Role.EDITOR))

    assert desk(visitor_of_admin()) == {"等我处理": ["没有等您处理的事。"]}


def test_the_number_of_statements_does_not_depend_on_the_content(editor, column, client):
    client.force_login(editor)
    counts = []
    for _ in range(2):
        for _ in range(2):
            drafted(story(column, live=False), editor)
            drafted(story(column), editor)
            scheduled(story(column, live=False), hours=2)
            story(column, expire_at=timezone.now() + timedelta(hours=3))
        client.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] < 30
