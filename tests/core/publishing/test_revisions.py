"""Revisions that are public or scheduled are evidence: autosave does not write over them, a purge leaves them."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from accounts.models import User
from columns.models import StoryPage
from core.models import BasePage
from core.publishing.errors import PublicChangeRefused
from tests.factories import story


def drafted(page: StoryPage, user: User | None = None) -> StoryPage:
    """A changed draft beside what is public."""
    page.title = "草稿"
    page.save_revision(user=user)
    return StoryPage.objects.get(pk=page.pk)


def test_public_revision_is_not_written_over(column):
    page = story(column)
    before = page.live_revision.content

    page.title = "改"
    with pytest.raises(PublicChangeRefused):
        page.save_revision(overwrite_revision=page.live_revision)

    assert Revision.objects.get(pk=page.live_revision_id).content == before


def test_scheduled_revision_is_not_written_over(column):
    page = story(column, live=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    revision = page.save_revision()
    revision.publish()

    page = StoryPage.objects.get(pk=page.pk)
    page.title = "改"
    with pytest.raises(PublicChangeRefused):
        page.save_revision(overwrite_revision=revision)

    assert Revision.objects.get(pk=revision.pk).approved_go_live_at == page.go_live_at


def test_own_last_draft_is_written_over(column):
    page = drafted(story(column))
    draft = page.latest_revision

    page.title = "又改"
    revision = page.save_revision(overwrite_revision=draft)

    assert (revision.pk, Revision.objects.get(pk=draft.pk).content["title"]) == (draft.pk, "又改")


def test_autosave_over_the_public_revision_is_refused_and_leaves_everything(column, superuser):
    page = story(column, live=False)
    page.save_revision(user=superuser).publish(user=superuser)
    page, client = StoryPage.objects.get(pk=page.pk), Client(raise_request_exception=False)
    client.force_login(superuser)
    before = page.live_revision.content
    data = {"title": "改", "slug": page.slug, "overwrite_revision_id": page.live_revision_id}

    response = client.post(f"/admin/pages/{page.pk}/edit/", data, headers={"Accept": "application/json"})

    assert (response.status_code, json.loads(response.content)["success"]) == (400, False)
    assert StoryPage.objects.get(pk=page.pk).draft_title == page.title
    assert [revision.content for revision in page.revisions.all()].count(before) == 1


def test_purge_leaves_the_public_revision_and_the_latest(live_home):
    page = drafted(drafted(story(BasePage.objects.get(slug="gushi"))))
    call_command("purge_revisions", "--pages", stdout=io.StringIO())

    left = list(page.revisions.order_by("pk").values_list("pk", flat=True))

    assert left == [page.live_revision_id, page.latest_revision_id]
    assert StoryPage.objects.get(pk=page.pk).live_revision_id == page.live_revision_id


def test_scheduling_changes_of_a_live_page_after_a_purge_leaves_it_public(live_home):
    page = drafted(story(BasePage.objects.get(slug="gushi")))
    call_command("purge_revisions", "--pages", stdout=io.StringIO())
    page.go_live_at = timezone.now() + timedelta(days=1)

    page.save_revision().publish()

    assert StoryPage.objects.get(pk=page.pk).live


def test_public_revision_cannot_be_deleted_but_goes_once_the_page_is_withdrawn(column):
    page = drafted(story(column))
    with pytest.raises(ProtectedError), transaction.atomic():
        page.live_revision.delete()

    public = page.live_revision
    page.unpublish()
    public.delete()

    assert not Revision.objects.filter(pk=public.pk).exists()
