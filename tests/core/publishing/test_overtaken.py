"""A draft that is published while its save is on the way stays published: what was read before decides nothing."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from wagtail import hooks

from columns.models import StoryPage
from core.models import AuditEntry, BasePage
from core.publishing.errors import PublicChangeRefused
from tests.factories import publish, story
from tests.support.doors import Office


@pytest.fixture
def office(home) -> Office:
    """An office that edits and publishes."""
    return Office.open(home)


def row(page: StoryPage) -> tuple[bool, str, str]:
    """Whether the page is public, what readers see as its title, and the title of its newest draft."""
    return StoryPage.objects.values_list("live", "title", "draft_title").get(pk=page.pk)


def meanwhile(page: StoryPage, act: Callable[[StoryPage], object]) -> Callable[[HttpRequest, BasePage], None]:
    """A hook of the editing view: somebody else acts after the view has read the page and before it writes."""
    done = []

    def hook(request: HttpRequest, edited: BasePage) -> None:
        if edited.pk == page.pk and not done:
            done.append(act(StoryPage.objects.get(pk=page.pk)))

    return hook


@pytest.mark.parametrize("accept", ["application/json", "text/html"], ids=["autosave", "save"])
def test_save_that_began_before_the_publication_does_not_withdraw_the_page(office, accept):
    page = office.story(live=False)
    data = office.form(page, title="后来的草稿")

    with hooks.register_temporarily("before_edit_page", meanwhile(page, publish)):
        office.post(f"pages/{page.pk}/edit/", data, headers={"Accept": accept})

    assert row(page) == (True, page.title, "后来的草稿")
    assert list(AuditEntry.objects.filter(page_id=page.pk).values_list("verb", flat=True)) == ["publish"]


def test_publication_that_began_before_another_one_is_the_public_one(office):
    page = office.story(live=False)
    data = office.form(page, title="后发的一版") | {"action-publish": "1"}

    with hooks.register_temporarily("before_edit_page", meanwhile(page, publish)):
        office.post(f"pages/{page.pk}/edit/", data)

    assert row(page) == (True, "后发的一版", "后发的一版")


def test_instance_read_before_the_publication_is_not_written(column):
    old = story(column, live=False)
    old = StoryPage.objects.get(pk=old.pk)
    publish(StoryPage.objects.get(pk=old.pk))

    old.title = "旧稿"
    with pytest.raises(PublicChangeRefused, match="刚刚由别处发布"):
        old.save()

    assert row(old)[0] is True


def test_instance_read_before_the_withdrawal_does_not_bring_the_page_back(column):
    page = story(column)
    old = StoryPage.objects.get(pk=page.pk)
    StoryPage.objects.get(pk=page.pk).unpublish()

    with pytest.raises(PublicChangeRefused, match="刚刚由别处撤下"):
        old.save()

    assert row(page)[0] is False


def test_draft_made_of_a_revision_before_the_publication_is_not_written(column):
    page = story(column, live=False)
    old = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    publish(StoryPage.objects.get(pk=page.pk))

    with pytest.raises(PublicChangeRefused):
        old.save()

    assert row(page)[0] is True


def test_whoever_decides_may_withdraw_with_an_instance_of_before(column):
    page = story(column)
    old = StoryPage.objects.get(pk=page.pk)

    old.live = False
    old.save()

    assert row(page)[0] is False


def test_saving_twice_what_one_has_published_oneself(column):
    page = story(column, live=False)
    page = StoryPage.objects.get(pk=page.pk)
    publish(StoryPage.objects.get(pk=page.pk))
    page.refresh_from_db()

    page.title = "再改一次"
    page.save()

    assert row(page)[:2] == (True, "再改一次")


def test_filling_in_a_deferred_field_takes_no_decision_back(column):
    page = story(column)
    old = StoryPage.objects.defer("summary").get(pk=page.pk)

    old.live = False
    assert old.summary == page.summary
    old.save()

    assert row(page)[0] is False
