"""What was public once is withdrawn and never deleted, by whatever door; drafts still go."""

import json
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from columns.models import ColumnPage, StoryPage
from core.models import AuditEntry, BasePage
from core.publishing.errors import PublicChangeRefused
from core.publishing.scope import change_public_state
from home.models import HomePage
from tests.factories import story
from tests.support.public_state import tree_problems


@pytest.fixture
def admin(superuser) -> Client:
    """A superuser in the admin: not even that account deletes what was public."""
    client = Client(raise_request_exception=False)
    client.force_login(superuser)
    return client


@pytest.fixture
def withdrawn(column) -> StoryPage:
    """A story that was public and is not any more."""
    page = story(column)
    page.unpublish()
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def parent(home) -> ColumnPage:
    """A draft column that was never public itself, with a withdrawn story in it."""
    parent = ColumnPage(title="草稿栏目", slug="draft-column")
    BasePage.objects.get(pk=home.pk).add_child(instance=parent)
    parent.save_revision()
    story(parent).unpublish()
    return ColumnPage.objects.get(pk=parent.pk)


def exists(page: BasePage) -> bool:
    """Whether the page is still there, and its tree whole."""
    return BasePage.objects.filter(pk=page.pk).exists() and tree_problems() == []


@pytest.mark.parametrize("name", ["withdrawn", "parent", "live"])
def test_deletion_is_refused_by_view_bulk_api_and_shell(request, admin, column, name):
    page = story(column) if name == "live" else request.getfixturevalue(name)
    api = f"/admin/api/main/pages/{page.pk}/action/delete/"

    answers = [
        admin.get(f"/admin/pages/{page.pk}/delete/").status_code,
        admin.post(f"/admin/pages/{page.pk}/delete/").status_code,
        admin.post(f"/admin/bulk/core/basepage/delete/?id={page.pk}").status_code,
        admin.post(api, json.dumps({}), content_type="application/json").status_code,
    ]
    for delete in (page.delete, BasePage.objects.filter(pk=page.pk).delete):
        with pytest.raises(PublicChangeRefused), transaction.atomic():
            delete()

    assert (answers, exists(page)) == ([302, 302, 302, 403], True)


def test_permissions_offer_withdrawal_and_move_but_no_deletion(superuser, column, withdrawn, parent):
    pages = [story(column), withdrawn, parent, story(column, live=False)]

    offers = [
        (may.can_delete(), may.can_unpublish(), may.can_move())
        for may in (page.permissions_for_user(superuser) for page in pages)
    ]

    assert offers == [(False, True, True), (False, False, True), (False, False, True), (True, False, True)]


def test_administrators_and_editors_may_move_what_they_may_not_delete(column, withdrawn):
    accounts = []
    for role in Role:
        account = User.objects.create_user(role.value, password=None)
        account.groups.add(Group.objects.get(name=role.label))
        accounts.append(account)
    page = story(column)

    offers = {account.username: page.permissions_for_user(account) for account in accounts}

    assert {name: (may.can_delete(), may.can_move()) for name, may in offers.items()} == {
        role.value: (False, True) for role in Role
    }


def test_edit_menu_and_listing_have_no_link_to_delete(admin, column):
    page, draft = story(column), story(column, live=False)
    listing = admin.get(f"/admin/pages/{column.pk}/").content.decode()

    links = {
        item.pk: (
            f"/admin/pages/{item.pk}/delete/" in admin.get(f"/admin/pages/{item.pk}/edit/").content.decode(),
            f"/admin/pages/{item.pk}/delete/" in listing,
        )
        for item in (page, draft)
    }

    assert links == {page.pk: (False, False), draft.pk: (True, True)}


def test_bulk_deletion_takes_the_drafts_and_leaves_what_was_public(admin, column, withdrawn):
    draft = story(column, live=False)

    admin.post(f"/admin/bulk/core/basepage/delete/?id={withdrawn.pk}&id={draft.pk}")

    assert (exists(withdrawn), exists(draft)) == (True, False)


@pytest.mark.parametrize(
    "delete",
    [
        lambda admin, page: admin.post(f"/admin/pages/{page.pk}/delete/"),
        lambda admin, page: admin.post(f"/admin/bulk/core/basepage/delete/?id={page.pk}"),
        lambda admin, page: admin.post(f"/admin/api/main/pages/{page.pk}/action/delete/"),
        lambda admin, page: page.delete(),
        lambda admin, page: BasePage.objects.filter(pk=page.pk).delete(),
    ],
    ids=["view", "bulk", "api", "shell", "queryset"],
)
def test_draft_is_deleted_and_leaves_no_entry(admin, column, delete):
    page = story(column, live=False)
    entries = AuditEntry.objects.count()

    delete(admin, page)

    assert (BasePage.objects.filter(pk=page.pk).exists(), tree_problems()) == (False, [])
    assert AuditEntry.objects.count() == entries


def test_bulk_move_still_works(admin, column, withdrawn):
    page, target = story(column), ColumnPage.objects.get(slug="chucai")

    admin.post(f"/admin/bulk/core/basepage/move/?id={page.pk}&id={withdrawn.pk}", {"chooser": target.pk})

    found = BasePage.objects.filter(pk__in=[page.pk, withdrawn.pk]).values_list("section_id", "live").order_by("pk")
    assert sorted(found) == [(target.pk, False), (target.pk, True)]


def test_refused_queryset_deletion_leaves_the_tree_whole(column, withdrawn):
    with pytest.raises(PublicChangeRefused):
        BasePage.objects.filter(pk=withdrawn.pk).delete()

    assert exists(withdrawn)


def test_status_of_withdrawn_deleted_and_draft_addresses(client, column, withdrawn):
    draft, gone = story(column, live=False), story(column, live=False, slug="gone")
    gone.delete()
    paths = [f"/gushi/{page.slug}/" for page in (withdrawn, draft, gone)]

    statuses = [client.get(path).status_code for path in paths]

    assert statuses == [HTTPStatus.GONE, HTTPStatus.NOT_FOUND, HTTPStatus.NOT_FOUND]


def test_withdrawn_page_can_be_published_again(client, withdrawn):
    withdrawn.save_revision().publish()

    status = client.get(f"/gushi/{withdrawn.slug}/").status_code

    assert (status, StoryPage.objects.get(pk=withdrawn.pk).ever_public) == (HTTPStatus.OK, True)


@pytest.mark.parametrize(
    "clear",
    [
        lambda page: BasePage.objects.filter(pk=page.pk).update(ever_public=False),
        lambda page: BasePage._base_manager.filter(pk=page.pk).update(ever_public=False),
        lambda page: _sql("update core_basepage set ever_public = %s where id = %s", False, page.pk),
    ],
    ids=["queryset", "base manager", "sql"],
)
def test_mark_of_publicity_cannot_be_taken_off(withdrawn, clear):
    with pytest.raises((PermissionDenied, DatabaseError)), transaction.atomic():
        clear(withdrawn)

    assert BasePage.objects.get(pk=withdrawn.pk).ever_public


def test_mark_of_publicity_cannot_be_taken_off_inside_the_spine_either(withdrawn):
    with pytest.raises(DatabaseError), transaction.atomic(), change_public_state(withdrawn, "test"):
        _sql("update core_basepage set ever_public = %s where id = %s", False, withdrawn.pk)

    assert BasePage.objects.get(pk=withdrawn.pk).ever_public


def test_instance_from_before_publication_keeps_the_mark_when_it_is_saved(column):
    page = story(column, live=False)
    page.latest_revision.publish()
    StoryPage.objects.get(pk=page.pk).unpublish()

    page.title = "新题目"
    page.save()

    assert StoryPage.objects.get(pk=page.pk).ever_public


def test_scheduling_a_revision_from_before_publication_keeps_the_mark(withdrawn):
    draft = withdrawn.revisions.order_by("pk").first().as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)

    draft.save_revision().publish()
    page = StoryPage.objects.get(pk=withdrawn.pk)

    assert (page.live, page.ever_public, page.public_id) == (False, True, withdrawn.public_id)


def test_copy_of_a_public_page_is_a_draft_that_can_be_deleted(column):
    copied = story(column).copy(update_attrs={"slug": "copy"}, keep_live=True)

    copied.delete()

    assert not BasePage.objects.filter(pk=copied.pk).exists()


def test_root_page_of_the_site_cannot_be_deleted(home):
    with pytest.raises(PublicChangeRefused):
        HomePage.objects.get(pk=home.pk).delete()

    assert exists(home)


def _sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
