"""Many editors at once: no lock error, no lost page, no torn tree.

`SAVE_SECONDS=60` makes the five editors work for a minute instead of a few seconds.
"""

import os
import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from columns.models import ColumnPage, StoryPage
from core.models import AuditEntry
from tests.support.doors import Office
from tests.support.doors.admin import PUBLISH
from tests.support.doors.office import slug
from tests.support.public_state import tree_problems, unkept_pages

pytestmark = pytest.mark.slow
SECONDS = float(os.environ.get("SAVE_SECONDS", "4"))


@pytest.fixture
def office(live_home) -> Office:
    """An office with real commits."""
    return Office.open(live_home)


def at_once(jobs: list[Callable[[], None]]) -> list[str]:
    """Run all jobs in threads that start together; what went wrong in any of them."""
    start, errors = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], None]) -> None:
        try:
            start.wait()
            job()
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def signed_in(office: Office) -> Client:
    """A browser of its own that shows errors instead of a page about them."""
    client = Client()
    client.cookies = office.admin.cookies
    return client


def test_forty_pages_made_at_once_in_an_empty_column(office):
    column, forms = office.column_page(), [office.form(StoryPage(title="新", slug=slug("p"))) for _ in range(40)]
    path = f"/admin/pages/add/columns/storypage/{column.pk}/"

    errors = at_once([lambda form=form: signed_in(office).post(path, form) for form in forms])

    assert errors == []
    assert StoryPage.objects.filter(section=column).count() == ColumnPage.objects.get(pk=column.pk).numchild == 40
    assert tree_problems() == []


def test_forty_pages_added_and_published_at_once_from_code(office):
    column = office.column_page()

    errors = at_once([lambda: office.story(parent=column) for _ in range(40)])

    assert errors == []
    assert StoryPage.objects.filter(section=column, live=True).count() == 40
    assert (tree_problems(), unkept_pages()) == ([], set())


def test_five_editors_save_and_publish(office):
    pages, entries = [office.story() for _ in range(5)], AuditEntry.objects.count()
    rounds: list[int] = []

    def work(page: StoryPage) -> None:
        client, path, end, done = signed_in(office), f"/admin/pages/{page.pk}/edit/", time.monotonic() + SECONDS, 0
        while time.monotonic() < end:
            done += 1
            for data in (office.form(page, text=f"草稿{done}"), office.form(page, text=f"发布{done}") | PUBLISH):
                response = client.post(path, data)
                if response.status_code != 302:
                    raise AssertionError(f"{response.status_code} in round {done}")
        rounds.append(done)

    errors = at_once([lambda page=page: work(page) for page in pages])

    print(f"{sum(rounds)} rounds of saving and publishing in {SECONDS:.0f} s")
    assert errors == []
    assert AuditEntry.objects.count() - entries == sum(rounds)
    assert (tree_problems(), unkept_pages()) == ([], set())


def test_two_publishers_of_one_page_leave_one_of_both_texts_whole(office):
    page = office.story()
    revisions = []
    for text in ("甲稿", "乙稿"):
        page.title = text
        page.bylines.set([type(page.bylines.first())(role="reporter", name=text, sort_order=0)])
        revisions.append(page.save_revision())

    errors = at_once([revision.publish for revision in revisions])

    page = StoryPage.objects.get(pk=page.pk)
    assert errors == []
    assert (page.live, [line.name for line in page.bylines.all()]) == (True, [page.title])
    assert AuditEntry.objects.filter(page_id=page.pk).count() == 3


def test_entries_made_while_their_column_is_published_stay_in_the_tree(office):
    column = office.column_page()
    revision = column.save_revision()

    errors = at_once([revision.publish, column.save, *[lambda: office.story(parent=column) for _ in range(6)]])

    assert errors == []
    assert (ColumnPage.objects.get(pk=column.pk).numchild, tree_problems()) == (6, [])
