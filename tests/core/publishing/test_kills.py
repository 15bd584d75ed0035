"""The process ends inside a verb, at the instants where Wagtail alone leaves a half-done change."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models.signals import post_save, pre_delete, pre_save
from django.http import HttpResponse
from django.utils import timezone
from wagtail import hooks, signals
from wagtail.models import Revision

from columns.models import StoryPage
from core.models import BasePage
from core.publishing.due import publish_due
from tests.support.doors import Office
from tests.support.doors.admin import LATER, PUBLISH
from tests.support.doors.office import Act, slug
from tests.support.kills import KILLED, all_rows, changed_tables, die, die_at, die_before_write, run_in_child
from tests.support.public_state import Written, differences, public_state, tree_problems

Arm = Callable[[], object]


def k1_publish(office: Office) -> tuple[Act, Arm]:
    act = office.story(live=False).latest_revision.publish
    return act, lambda: signals.page_published.connect(die, weak=False)


def k3_recursive_copy(office: Office) -> tuple[Act, Arm]:
    column = office.column_page()
    for _ in range(2):
        office.story(parent=column)
    data = {"new_title": "副本", "new_slug": slug(), "new_parent_page": office.home.pk, "copy_subpages": "on"}
    act = partial(office.post, f"pages/{column.pk}/copy/", data)
    return act, lambda: post_save.connect(die_at(2), sender=StoryPage, weak=False)


def k4_unpublish_with_descendants(office: Office) -> tuple[Act, Arm]:
    column = office.column_page()
    for _ in range(2):
        office.story(parent=column)
    act = partial(office.post, f"pages/{column.pk}/unpublish/", {"include_descendants": "on"})
    return act, lambda: signals.page_unpublished.connect(die_at(2), weak=False)


def k5_move(office: Office) -> tuple[Act, Arm]:
    page = office.story()
    act = partial(office.post, f"pages/{page.pk}/move/{office.other.pk}/confirm/")
    return act, lambda: signals.post_page_move.connect(die, weak=False)


def k6_delete_of_a_draft(office: Office) -> tuple[Act, Arm]:
    return office.story(live=False).delete, lambda: pre_delete.connect(die, sender=BasePage, weak=False)


def k8_schedule(office: Office) -> tuple[Act, Arm]:
    _make_due(office.story(live=False))
    act = partial(call_command, "publish_scheduled", verbosity=0)
    return act, lambda: pre_save.connect(die, sender=StoryPage, weak=False)


def k9_source_of_an_alias(office: Office) -> tuple[Act, Arm]:
    page = office.story()
    page.create_alias(parent=BasePage.objects.get(pk=office.other.pk), update_slug=slug())
    page.title = "新题目"
    return page.save_revision().publish, lambda: signals.published.connect(die, weak=False)


KILLS = [
    k1_publish,
    k3_recursive_copy,
    k4_unpublish_with_descendants,
    k5_move,
    k6_delete_of_a_draft,
    k8_schedule,
    k9_source_of_an_alias,
]


@pytest.fixture
def office(live_home) -> Office:
    """An office with real commits."""
    return Office.open(live_home)


@pytest.mark.parametrize("prepare", KILLS, ids=[kill.__name__ for kill in KILLS])
def test_nothing_has_changed(office, prepare):
    act, arm = prepare(office)
    before = all_rows()

    code = run_in_child(act, arm)

    assert (code, changed_tables(before, all_rows())) == (KILLED, [])


@pytest.mark.parametrize("schedule", [{}, LATER], ids=["now", "2091"])
def test_k2_page_made_by_the_create_view_is_a_draft_until_it_is_published(office, schedule):
    new = slug()
    data = office.form(StoryPage(title="新", slug=new), **schedule) | PUBLISH

    code = run_in_child(
        lambda: office.post(f"pages/add/columns/storypage/{office.column.pk}/", data),
        lambda: hooks.register("before_publish_page", die),
    )

    assert (code, StoryPage.objects.get(slug=new).live, tree_problems()) == (KILLED, False, [])


def test_k2b_page_refused_by_a_hook_is_a_draft(office):
    new, written = slug(), Written.now()
    data = office.form(StoryPage(title="新", slug=new)) | PUBLISH

    with hooks.register_temporarily("before_publish_page", lambda request, page: HttpResponse("不行")):
        response = office.post(f"pages/add/columns/storypage/{office.column.pk}/", data)

    assert (response.content.decode(), StoryPage.objects.get(slug=new).live) == ("不行", False)
    assert Written.now() - written == Written(0, 0)


def test_k7_refused_page_keeps_its_schedule_and_does_not_stop_the_next(office):
    torn, good = office.story(live=False), office.story(live=False)
    for page in (torn, good):
        _make_due(page)
    revision = Revision.objects.get(pk=torn.latest_revision_id)
    revision.content["title"] = ""
    revision.save()

    done = publish_due()

    assert done == 1
    assert [StoryPage.objects.get(pk=page.pk).live for page in (torn, good)] == [False, True]
    assert Revision.objects.get(pk=revision.pk).approved_go_live_at is not None


def test_k7_stock_command_stops_at_a_refused_page_and_keeps_its_schedule(office):
    page = office.story(live=False)
    _make_due(page)
    revision = Revision.objects.get(pk=page.latest_revision_id)
    revision.content["title"] = ""
    revision.save()

    with pytest.raises(ValidationError):
        call_command("publish_scheduled", verbosity=0)

    assert Revision.objects.get(pk=revision.pk).approved_go_live_at is not None


@pytest.mark.slow
def test_create_view_killed_at_any_write_leaves_no_page_that_is_public_without_an_entry(office):
    """Page, draft and publication are three transactions there: a draft may stay, a public page without entry may not."""
    ends = set()
    for number in range(1, 200):
        state, written = public_state(), Written.now()
        data = office.form(StoryPage(title="新", slug=slug())) | PUBLISH

        code = run_in_child(
            lambda data=data: office.post(f"pages/add/columns/storypage/{office.column.pk}/", data),
            lambda number=number: die_before_write(number, at_commit=False),
        )

        new = Written.now() - written
        ends.add((differences(state, public_state()), new.audit, new.outbox))
        assert tree_problems() == []
        if code == 0:
            break

    assert code == 0
    assert ends == {("", 0, 0), ("live+", 1, 1)}


def _make_due(page: BasePage) -> None:
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
