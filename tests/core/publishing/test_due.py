"""Publishing and withdrawing at the set time."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from columns.models import StoryPage
from core.models import AuditEntry, BasePage
from core.publishing import scope
from core.publishing.due import publish_due
from core.publishing.errors import PublicChangeRefused
from core.publishing.scope import PublicChange, change_public_state
from delivery import clock
from tests.factories import story


@contextmanager
def failing_gate(title: str, error: Exception) -> Iterator[None]:
    """A gate that raises `error` for pages of this title."""

    def check(change: PublicChange) -> None:
        if change.page.title == title:
            raise error

    scope.gate(check)
    try:
        yield
    finally:
        scope._gates.remove(check)


def due(column, title: str, hours: int = 1) -> StoryPage:
    """A draft whose time came `hours` ago."""
    page = story(column, live=False, title=title)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=ago(hours))
    return page


def expired(column, title: str) -> StoryPage:
    """A live page that should have gone an hour ago."""
    page = story(column, title=title)
    with change_public_state(page, "test"):
        BasePage.objects.filter(pk=page.pk).update(expire_at=ago(1))
    return page


def ago(hours: int) -> datetime:
    """An instant in the past."""
    return timezone.now() - timedelta(hours=hours)


def is_live(*pages: BasePage) -> list[bool]:
    """Whether each page is public now."""
    return [BasePage.objects.get(pk=page.pk).live for page in pages]


def test_due_revisions_go_live_and_expired_pages_go(column):
    new, old, later = due(column, "到时"), expired(column, "到期"), story(column, live=False)
    Revision.objects.filter(pk=later.latest_revision_id).update(approved_go_live_at=timezone.now() + timedelta(hours=1))

    done = publish_due()

    assert (done, is_live(new, old, later)) == (2, [True, False, False])
    assert Revision.objects.filter(approved_go_live_at__isnull=False).get().object_id == str(later.pk)
    assert BasePage.objects.get(pk=old.pk).expired


def test_it_is_called_by_the_clock(column):
    page = due(column, "到时")

    clock.tick()

    assert is_live(page) == [True]


def test_entries_name_the_system_as_actor(column, superuser):
    page, old = story(column, live=False), expired(column, "到期")
    revision = page.save_revision(user=superuser)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=ago(1))

    publish_due()

    entries = AuditEntry.objects.order_by("-pk").values_list("page_id", "verb", "actor", "actor_name")[:2]
    assert list(entries) == [(old.pk, "expire", None, "系统"), (page.pk, "publish", None, "系统")]
    logged = PageLogEntry.objects.filter(action__endswith=".scheduled").order_by("pk").values_list("page_id", "action")
    assert list(logged) == [(page.pk, "wagtail.publish.scheduled"), (old.pk, "wagtail.unpublish.scheduled")]


@pytest.mark.parametrize("error", [PublicChangeRefused("不行。"), RuntimeError("坏了")], ids=["refused", "broken"])
def test_one_bad_page_does_not_stop_the_next_and_keeps_its_schedule(column, error, caplog):
    bad, good = due(column, "坏", hours=2), due(column, "好")
    bad_old, good_old = expired(column, "坏"), expired(column, "好")

    with failing_gate("坏", error), caplog.at_level(logging.WARNING, logger="core.publishing.due"):
        done = publish_due()

    assert (done, is_live(bad, good, bad_old, good_old)) == (2, [False, True, True, False])
    assert Revision.objects.get(pk=bad.latest_revision_id).approved_go_live_at is not None
    assert [record.args[0] for record in caplog.records] == [bad.latest_revision_id, bad_old.pk]


def test_refused_page_is_tried_again(column):
    page = due(column, "坏")
    with failing_gate("坏", PublicChangeRefused("不行。")):
        first = publish_due()

    second = publish_due()

    assert (first, second, is_live(page)) == (0, 1, [True])


def test_two_schedulers_at_once_publish_and_withdraw_once(live_home):
    column = BasePage.objects.get(slug="gushi")
    new, old = due(column, "到时"), expired(column, "到期")
    entries, start, done = AuditEntry.objects.count(), threading.Barrier(2), []

    def run() -> None:
        start.wait()
        done.append(publish_due())
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sum(done), is_live(new, old)) == (2, [True, False])
    assert AuditEntry.objects.count() - entries == 2
