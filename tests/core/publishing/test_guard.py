"""Saving an instance that others have overtaken, and what one public change is made of."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from wagtail.actions import PublishPageRevisionAction
from wagtail.images.tests.utils import get_test_image_file

from columns.models import ColumnPage, StoryPage
from core.models import AuditEntry, BasePage, KeptPage, SpineOpen
from core.publishing import scope
from core.publishing.errors import PublicChangeRefused
from core.publishing.scope import TOPIC_PUBLIC_CHANGE, change_public_state, current_change
from core.serving.state import read_version
from delivery.models import OutboxMessage
from media.models import Image, PublicUse
from tests.factories import publish, story
from tests.support.public_state import Written, refusing_gate, tree_problems


@pytest.fixture
def other(home) -> BasePage:
    """Another column that takes stories."""
    return BasePage.objects.get(slug="chucai")


@contextmanager
def after_gate(function) -> Iterator[None]:
    """An after-gate for the time of a block."""
    scope.after_gate(function)
    try:
        yield
    finally:
        scope._after_gates.remove(function)


def fresh(page: BasePage) -> BasePage:
    """The page as it is in the database now."""
    return type(page).objects.get(pk=page.pk)


def test_column_keeps_its_children_when_an_instance_from_before_is_saved(column):
    old = ColumnPage.objects.get(pk=column.pk)
    story(column)

    old.save()

    assert (fresh(column).numchild, tree_problems()) == (1, [])


def test_column_keeps_its_children_when_a_publication_was_prepared_before(column):
    action = PublishPageRevisionAction(column.save_revision())
    story(column)

    action.execute()

    assert (fresh(column).numchild, tree_problems()) == (1, [])


@pytest.mark.parametrize(
    "prepare", [lambda page: page.save, lambda page: PublishPageRevisionAction(page.save_revision()).execute]
)
def test_page_stays_where_it_was_moved_when_an_instance_from_before_is_written(column, other, prepare):
    page = story(column)
    write = prepare(page)
    fresh(page).move(other, "last-child")
    place = BasePage.objects.filter(pk=page.pk).values("path", "url_path", "section_id").get()

    write()

    assert BasePage.objects.filter(pk=page.pk).values("path", "url_path", "section_id").get() == place
    assert (place["section_id"], place["url_path"], tree_problems()) == (other.pk, f"/site/chucai/{page.slug}/", [])


def test_verbs_inside_a_verb_are_one_change(column, superuser):
    pages = [story(column, live=False), story(column, live=False)]
    written, version = Written.now(), read_version()

    with change_public_state(column, "campaign", superuser) as change:
        change.reason = "开学季"
        for page in pages:
            page.latest_revision.publish()

    entry = AuditEntry.objects.first()
    assert (Written.now() - written, read_version() - version) == (Written(1, 1), 1)
    assert (entry.verb, entry.page_id, entry.actor, entry.reason) == ("campaign", column.pk, superuser, "开学季")
    assert sorted(map(int, entry.touched)) == sorted(map(int, entry.hashes)) == [page.pk for page in pages]
    message = OutboxMessage.objects.filter(topic=TOPIC_PUBLIC_CHANGE).latest("pk")
    assert message.payload == {"audit": entry.pk, "verb": "campaign", "pages": [page.pk for page in pages]}


def test_error_inside_a_change_undoes_all_of_it(column):
    page, written = story(column, title="旧题目"), Written.now()

    with pytest.raises(RuntimeError), change_public_state(page, "test"):
        publish(page, title="新题目")
        raise RuntimeError

    assert (fresh(page).title, Written.now() - written) == ("旧题目", Written(0, 0))
    assert (current_change(), SpineOpen.objects.count()) == (None, 0)


def test_change_that_touches_nothing_leaves_no_trace(column):
    written, version = Written.now(), read_version()

    with change_public_state(column, "test"):
        story(column, live=False)

    assert (Written.now() - written, read_version(), SpineOpen.objects.count()) == (Written(0, 0), version, 0)


def test_after_gate_sees_every_page_as_it_is_public_now(column):
    page, draft, seen = story(column), story(column, live=False), []

    with after_gate(lambda change, item: seen.append((change.verb, type(item), item.pk, item.title))):
        publish(page, title="新题目")
        publish(draft, title="新稿件")
        page.unpublish()

    assert seen == [("publish", StoryPage, page.pk, "新题目"), ("publish", StoryPage, draft.pk, "新稿件")]


def test_after_gate_undoes_what_it_refuses(column):
    page, written = story(column, title="旧题目"), Written.now()

    def refuse(change: scope.PublicChange, item: BasePage) -> None:
        raise PublicChangeRefused("不行。")

    with after_gate(refuse), pytest.raises(PublicChangeRefused), transaction.atomic():
        publish(page, title="新题目")

    assert (fresh(page).title, Written.now() - written) == ("旧题目", Written(0, 0))


def test_gate_is_asked_before_a_verb_and_after_a_bare_save(column):
    page = story(column)
    page.title = "新题目"

    with refusing_gate() as asked:
        for write in (page.save_revision().publish, page.save):
            with pytest.raises(PublicChangeRefused), transaction.atomic():
                write()

    assert (asked, fresh(page).title == "新题目") == (["publish", "save:edit"], False)


def test_bare_save_of_a_draft_asks_no_gate(column):
    page = story(column, live=False)
    page.title = "新题目"

    with refusing_gate() as asked:
        page.save()

    assert (asked, fresh(page).title) == ([], "新题目")


def test_bulk_update_inside_the_spine_is_noted_and_marks_what_becomes_public(column):
    page = story(column, live=False)

    with change_public_state(page, "test"):
        BasePage.objects.filter(pk=page.pk).update(live=True)

    entry = AuditEntry.objects.first()
    assert entry.touched == {str(page.pk): [["bulk", ["live"]]]}
    assert (fresh(page).ever_public, KeptPage.objects.filter(pk=page.pk).exists()) == (True, True)


def test_raw_rows_loaded_inside_the_spine_are_noted(column):
    page = BasePage.objects.get(pk=story(column).pk)
    page.title = "导入"

    with change_public_state(page, "restore"):
        page.save_base(raw=True)

    assert AuditEntry.objects.first().touched == {str(page.pk): [["load", []]]}


def test_rows_that_are_given_from_a_public_page_to_another_are_noted_on_both(column):
    giver, taker = story(column, live=False), story(column)
    line = giver.bylines.create(role="reporter", name="甲", sort_order=0)
    giver.save_revision().publish()
    line = fresh(giver).bylines.get()

    with change_public_state(giver, "test"):
        line.page = BasePage.objects.get(pk=taker.pk)
        line.save()

    assert AuditEntry.objects.first().touched == {
        str(page.pk): [["rows", ["byline"]]] for page in sorted((giver, taker), key=lambda page: page.pk)
    }


def test_file_is_public_with_the_page_that_shows_it(column):
    image = Image.objects.create(title="图", file=get_test_image_file())
    uses = []

    page = story(column, cover=image)
    uses.append(list(PublicUse.objects.values_list("kind", "asset_id", "page_id")))
    page.unpublish()
    uses.append(list(PublicUse.objects.values_list("kind", "asset_id", "page_id")))

    assert uses == [[("image", image.pk, page.pk)], []]


def test_mark_of_an_open_change_does_not_outlive_it(column):
    page = story(column, live=False)
    with change_public_state(page, "test"):
        page.latest_revision.publish()

    with (
        pytest.raises(DatabaseError, match="outside the publishing spine"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update core_basepage set title = %s where id = %s", ["伪造", page.pk])

    assert fresh(page).title == page.title
