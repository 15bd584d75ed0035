"""Screens beside the pages that could change every public address: site root, redirects, privacy."""

from http import HTTPStatus

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import PageViewRestriction, Site, get_page_models

from accounts.enums import Role
from accounts.models import User
from core.models import BasePage
from core.publishing.errors import PublicChangeRefused
from core.publishing.site_root import ROOT_STAYS
from core.serving.state import read_version
from tests.factories import story
from tests.support.public_state import site_roots


@pytest.fixture
def admin(superuser) -> Client:
    """A superuser in the admin."""
    client = Client(raise_request_exception=False)
    client.force_login(superuser)
    return client


def site() -> Site:
    """The one site."""
    return Site.objects.get()


def another_root() -> None:
    changed = site()
    changed.root_page = BasePage.objects.get(slug="gushi")
    changed.save()


def no_default() -> None:
    changed = site()
    changed.is_default_site = False
    changed.save()


@pytest.mark.parametrize(
    "act",
    [another_root, no_default, lambda: site().delete(), lambda: Site.objects.all().delete()],
    ids=["another root", "no default", "delete", "queryset delete"],
)
def test_root_of_a_site_with_public_pages_stays(home, act):
    before = site_roots()

    with pytest.raises(PublicChangeRefused) as refusal, transaction.atomic():
        act()

    assert (str(refusal.value), site_roots()) == (ROOT_STAYS, before)


def test_root_of_a_site_without_public_pages_may_change(home, superuser):
    UnpublishPageAction(home, user=superuser, include_descendants=True).execute()
    root = BasePage.objects.get(depth=1)

    changed = site()
    changed.root_page = root
    changed.save()

    assert site().root_page_id == root.pk


def test_saved_site_is_a_new_version(home):
    before = read_version()

    site().save()

    assert read_version() == before + 1


def test_superuser_reads_why_the_root_stays(admin, home, column):
    before, path = site_roots(), f"/admin/sites/edit/{site().pk}/"
    data = {
        "hostname": "localhost",
        "port": "80",
        "site_name": "",
        "root_page": str(column.pk),
        "is_default_site": "on",
    }

    response = admin.post(path, data, follow=True)

    assert (response.status_code, site_roots()) == (HTTPStatus.OK, before)
    assert ROOT_STAYS in response.content.decode()


@pytest.mark.parametrize("role", Role)
def test_no_role_reaches_the_sites(home, role):
    account = User.objects.create_user(role.value, password=None)
    account.groups.add(Group.objects.get(name=role.label))
    client, number = Client(), site().pk
    client.force_login(account)
    paths = ["/admin/sites/", "/admin/sites/new/", f"/admin/sites/edit/{number}/", f"/admin/sites/delete/{number}/"]

    answers = [client.get(path) for path in paths]

    assert [(answer.status_code, answer.url) for answer in answers] == [(HTTPStatus.FOUND, "/admin/")] * len(paths)
    assert client.get("/admin/").status_code == HTTPStatus.OK


def test_redirects_and_locales_are_not_installed():
    installed = {name for name in ("wagtail.contrib.redirects", "wagtail.locales") if apps.is_installed(name)}

    assert installed == set()


def test_no_page_type_can_be_made_private():
    assert {model.__name__: list(model.private_page_options) for model in get_page_models()} == {
        model.__name__: [] for model in get_page_models()
    }


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_privacy_screen_refuses_every_restriction(admin, column, kind):
    page = story(column)

    admin.post(f"/admin/pages/{page.pk}/privacy/", {"restriction_type": kind, "password": "x", "groups": "1"})

    assert PageViewRestriction.objects.count() == 0


def test_restriction_made_in_the_shell_hides_nothing(client, column):
    page = story(column)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    before = BasePage.objects.public().filter(pk=page.pk).count()

    status = client.get(f"/gushi/{page.slug}/").status_code

    assert (before, status) == (1, HTTPStatus.OK)
