"""A process that ends between any two writes of a verb leaves all of it or nothing."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from wagtail.actions import CreatePageAction, UnpublishPageAction
from wagtail.models import Revision

from columns.models import ColumnPage, StoryPage
from core.models import BasePage
from core.publishing.due import publish_due
from core.publishing.scope import change_public_state
from core.serving.state import read_version
from tests.support.doors import Office
from tests.support.doors.office import Act, slug
from tests.support.kills import (
    AFTER_COMMIT,
    AT_COMMIT,
    KILLED,
    all_rows,
    changed_tables,
    die_after_commit,
    die_before_write,
    run_in_child,
)
from tests.support.public_state import Written, differences, public_state, tree_problems, unaudited_pages, unkept_pages

pytestmark = pytest.mark.slow


def publish(office: Office) -> Act:
    return office.story(live=False).latest_revision.publish


def publish_changed_byline(office: Office) -> Act:
    page = office.story()
    line = page.bylines.get()
    line.name = "乙"
    page.bylines.add(line)
    return page.save_revision().publish


def publish_source_of_alias(office: Office) -> Act:
    page = office.story()
    page.create_alias(parent=BasePage.objects.get(pk=office.other.pk), update_slug=slug())
    page.title = "新题目"
    return page.save_revision().publish


def unpublish(office: Office) -> Act:
    return office.story().unpublish


def unpublish_with_descendants(office: Office) -> Act:
    column = office.column_page()
    office.story(parent=column)
    return UnpublishPageAction(ColumnPage.objects.get(pk=column.pk), user=office.boss, include_descendants=True).execute


def move(office: Office) -> Act:
    page = office.story()
    return lambda: page.move(BasePage.objects.get(pk=office.other.pk), "last-child")


def copy(office: Office) -> Act:
    column = office.column_page()
    office.story(parent=column)
    column, new = ColumnPage.objects.get(pk=column.pk), slug()
    return lambda: column.copy(recursive=True, update_attrs={"slug": new})


def create_and_publish(office: Office) -> Act:
    page = StoryPage(title="新", slug=slug(), source=office.source(), body=office.story().body)
    page.bylines.create(role="reporter", name="甲")

    class Form:
        """As much of a form as the action asks for."""

        def is_valid(self) -> bool:
            return True

        def save(self, commit: bool = True) -> StoryPage:
            return page

        def save_m2m(self) -> None:
            pass

    parent = BasePage.objects.get(pk=office.column.pk).specific
    return CreatePageAction(page, parent, user=office.boss, form=Form(), publish=True).execute


def withdraw_by_expiry(office: Office) -> Act:
    page = office.story()
    with change_public_state(page, "test"):
        BasePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    return publish_due


def publish_by_schedule(office: Office) -> Act:
    page = office.story(live=False)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    return publish_due


def delete_draft(office: Office) -> Act:
    return office.story(live=False).delete


# What changes for readers, and how many audit entries tell of it, once the verb is through.
VERBS: list[tuple[Callable[[Office], Act], str, int]] = [
    (publish, "live+", 1),
    (publish_changed_byline, "bylines", 1),
    (publish_source_of_alias, "title | title", 1),
    (unpublish, "live-", 1),
    (unpublish_with_descendants, "live- | live-", 1),
    (move, "path,section_id,url_path", 1),
    (copy, "", 0),
    (create_and_publish, "live+", 1),
    (withdraw_by_expiry, "live-", 1),
    (publish_by_schedule, "live+", 1),
    (delete_draft, "", 0),
]


@pytest.mark.parametrize(("prepare", "change", "entries"), VERBS, ids=[verb[0].__name__ for verb in VERBS])
def test_all_or_nothing(live_home, prepare, change, entries):
    act = prepare(Office.open(live_home))
    old, state, written, version = all_rows(), public_state(), Written.now(), read_version()

    number = 1
    while (code := run_in_child(act, partial(die_before_write, number))) == KILLED:
        assert changed_tables(old, all_rows()) == [], f"killed before write {number}"
        number += 1

    assert (code, changed_tables(old, all_rows())) == (AT_COMMIT, [])
    assert number > 5  # a verb that writes less than this was not really carried out
    assert run_in_child(act, die_after_commit) == AFTER_COMMIT
    assert differences(state, public_state()) == change
    assert (Written.now() - written, read_version() - version) == (Written(entries, entries), entries)
    assert (unaudited_pages(written), unkept_pages(), tree_problems()) == ([], set(), [])
