"""Addresses of what was public: they lead to where the page is now, whichever door moved it, and are never given away."""

import json
from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test import Client

from accounts.pinyin import ascii_slug
from columns.models import ColumnPage, StoryPage
from core.models import BasePage, FormerPath
from core.publishing.errors import PublicChangeRefused
from core.publishing.scope import change_public_state
from tests.factories import publish, story
from tests.support.editor import body, edit_url, section, shown_fields

TAKEN = "这个网址以前属于“{}”，旧链接仍然通到那里，不能另作他用。请换一个。"


@pytest.fixture
def desk(superuser) -> Client:
    """An account that may move and publish everything."""
    client = Client()
    client.force_login(superuser)
    return client


@pytest.fixture
def other(home) -> ColumnPage:
    """Another column that accepts stories."""
    return ColumnPage.objects.get(slug="chucai")


def where(client: Client, path: str) -> tuple[int, str]:
    """Status and target of an address."""
    response = client.get(path)
    return response.status_code, response.headers.get("Location", "")


def fresh(page: BasePage) -> BasePage:
    return type(page).objects.get(pk=page.pk)


def move(page: BasePage, target: BasePage) -> None:
    fresh(page).move(BasePage.objects.get(pk=target.pk), pos="last-child")


def in_raw_sql(desk: Client, page: StoryPage, target: ColumnPage) -> None:
    with transaction.atomic(), change_public_state(page, "test"), connection.cursor() as cursor:
        cursor.execute("update core_basepage set url_path = %s where id = %s", [f"/site/chucai/{page.slug}/", page.pk])


MOVES = {
    "admin": lambda desk, page, target: desk.post(f"/admin/pages/{page.pk}/move/{target.pk}/confirm/"),
    "admin, many at once": lambda desk, page, target: desk.post(
        f"/admin/bulk/core/basepage/move/?id={page.pk}", {"chooser": target.pk}
    ),
    "admin API": lambda desk, page, target: desk.post(
        f"/admin/api/main/pages/{page.pk}/action/move/",
        json.dumps({"destination_page_id": target.pk, "position": "last-child"}),
        content_type="application/json",
    ),
    "shell": lambda desk, page, target: move(page, target),
    "raw SQL": in_raw_sql,
}


@pytest.mark.parametrize("door", MOVES)
def test_a_moved_page_is_found_at_its_old_address(client, desk, column, other, door):
    page = story(column, slug="moved")

    MOVES[door](desk, page, other)

    assert where(client, "/chucai/moved/") == (HTTPStatus.OK, "")
    assert where(client, "/gushi/moved/") == (HTTPStatus.MOVED_PERMANENTLY, "/chucai/moved/")
    assert where(client, "/gushi/moved/?view=elder&q=a%20b") == (301, "/chucai/moved/?view=elder&q=a%20b")
    assert list(FormerPath.objects.values_list("url_path", "page_id")) == [("/site/gushi/moved/", page.pk)]


def test_browsers_ask_again_before_they_follow_a_kept_redirect(client, column, other):
    page = story(column, slug="moved")
    move(page, other)

    assert client.get("/gushi/moved/").headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_everything_below_a_renamed_column_is_found(client, column):
    pages = [story(column, slug=f"s{number}") for number in range(3)]
    draft = story(column, slug="draft", live=False)
    pages[2].unpublish()

    column = fresh(column)
    column.slug = "stories"
    column.save()

    answers = {path: where(client, path) for path in ("/gushi/", "/gushi/s0/", "/gushi/s1/", "/gushi/s2/")}
    assert answers == {
        "/gushi/": (301, "/stories/"),
        "/gushi/s0/": (301, "/stories/s0/"),
        "/gushi/s1/": (301, "/stories/s1/"),
        "/gushi/s2/": (410, ""),
    }
    assert (where(client, "/gushi/draft/"), where(client, "/stories/s2/")) == ((404, ""), (410, ""))
    assert not FormerPath.objects.filter(page=draft).exists()


def test_chains_lead_straight_to_the_end_and_back(client, column, other):
    third = ColumnPage.objects.get(slug="yongwang")
    page = story(column, slug="moved")

    move(page, other)
    move(page, third)
    at_the_end = [where(client, path) for path in ("/gushi/moved/", "/chucai/moved/")]
    move(page, column)

    assert at_the_end == [(301, "/yongwang/moved/")] * 2
    assert [where(client, f"/{slug}/moved/") for slug in ("gushi", "chucai", "yongwang")] == [
        (200, ""),
        (301, "/gushi/moved/"),
        (301, "/gushi/moved/"),
    ]


def test_withdrawn_after_the_move_is_gone_at_both_addresses_and_back_when_published(client, column, other):
    page = story(column, slug="moved")
    move(page, other)

    fresh(page).unpublish()
    gone = [where(client, f"/{slug}/moved/") for slug in ("gushi", "chucai")]
    publish(fresh(page))

    assert gone == [(410, "")] * 2
    assert where(client, "/gushi/moved/") == (301, "/chucai/moved/")


def test_a_draft_that_moves_leaves_nothing_behind(client, column, other):
    page = story(column, slug="moved", live=False)

    move(page, other)

    assert (where(client, "/gushi/moved/"), FormerPath.objects.count()) == ((404, ""), 0)


def test_an_address_that_leads_elsewhere_is_refused_in_the_form(desk, column, other):
    move(story(column, title="搬走的一篇", slug="moved"), other)
    page = story(column, slug="another", live=False)
    fields = shown_fields(desk, edit_url(page)) | body(section()) | {"slug": "moved"}

    response = desk.post(edit_url(page), fields)

    assert response.context["form"].errors["slug"] == [TAKEN.format("搬走的一篇")]


@pytest.mark.parametrize("live", [True, False])
def test_an_address_that_leads_elsewhere_is_refused_in_code(column, other, live):
    move(story(column, title="搬走的一篇", slug="moved"), other)

    with pytest.raises(ValidationError) as refused:
        story(column, slug="moved", live=live)

    assert refused.value.message_dict == {"slug": [TAKEN.format("搬走的一篇")]}


def test_an_address_that_leads_elsewhere_is_refused_past_the_checks(column, other):
    moved = story(column, title="搬走的一篇", slug="moved")
    move(moved, other)
    page = story(column, slug="another", live=False)
    BasePage.objects.filter(pk=page.pk).update(slug="moved", url_path="/site/gushi/moved/")

    page = fresh(page)
    page.live = True
    with pytest.raises(PublicChangeRefused, match="搬走的一篇"):
        page.save(clean=False)

    assert not fresh(page).live


def test_moving_onto_an_address_that_leads_elsewhere_is_refused(client, desk, column, other):
    move(story(column, slug="moved"), other)
    late = story(ColumnPage.objects.get(slug="yongwang"), slug="moved")

    response = desk.post(f"/admin/pages/{late.pk}/move/{column.pk}/confirm/", follow=True)
    with pytest.raises((PermissionDenied, ValidationError)):
        move(late, column)

    assert "在所选的上级页面下已经用过" in response.text
    assert where(client, "/gushi/moved/") == (301, "/chucai/moved/")


def test_an_empty_address_is_filled_with_one_that_is_free_and_copies_get_their_own(desk, column, other):
    title = "磨豆腐的人"
    move(story(column, title=title, slug=ascii_slug(title)), other)

    page = StoryPage(title=title)
    BasePage.objects.get(pk=column.pk).add_child(instance=page)
    desk.post(f"/admin/pages/{page.pk}/copy/", {"new_parent_page": column.pk, "new_title": title, "new_slug": ""})

    slugs = StoryPage.objects.child_of(column).order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["mo-dou-fu-de-ren-2", "mo-dou-fu-de-ren-3"]


def test_an_old_revision_does_not_bring_back_an_old_address(client, column):
    page = story(column, slug="first")
    old = page.latest_revision
    page = fresh(page)
    page.slug = "second"
    page.save()

    old.publish()

    assert [where(client, f"/gushi/{slug}/") for slug in ("second", "first")] == [(200, ""), (301, "/gushi/second/")]


def test_the_form_keeps_the_address_of_what_was_public_and_leaves_that_of_a_copy_free(desk, column):
    page = story(column, slug="public")
    copy = page.copy(update_attrs={"slug": "copy", "title": "副本"})

    states = {
        item.slug: desk.get(f"/admin/pages/{item.pk}/edit/").context["form"].fields["slug"].disabled
        for item in (page, copy)
    }

    assert states == {"public": True, "copy": False}
