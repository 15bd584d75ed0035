"""Nothing in English on any screen of the admin, for any role; what a role may not open leads it away."""

from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from tests.support.accounts import account
from tests.support.admin_walk import AREAS, Content, make_content
from tests.support.editor import said
from tests.support.visible_text import foreign_texts, markup_of

# Content of this test: accounts.
KNOWN = {"colleague", *(f"a-{role}" for role in Role), "zhijiao"}
# An administrator opens every screen; these show an editor something else. All others run with the slow tests.
QUICK = [(Role.ADMINISTRATOR, area) for area in AREAS] + [(Role.EDITOR, "pages"), (Role.EDITOR, "desk")]
SLOW = [pair for pair in product(Role, AREAS) if pair not in QUICK]

REFUSED = ["您没有这里的权限。"]
EVERYBODY = set(Role)
DESK = {Role.CHIEF_EDITOR, Role.ADMINISTRATOR}
# Screen → who opens it.
SCREENS = {
    "wagtailadmin_home": EVERYBODY,
    "wagtailadmin_account": EVERYBODY,
    "import_word": EVERYBODY,
    "wagtailimages:index": EVERYBODY,
    "wagtailimages:add_multiple": EVERYBODY,
    "wagtaildocs:index": EVERYBODY,
    "wagtailmedia:index": EVERYBODY,
    "wagtailsnippets_core_source:list": EVERYBODY,
    "wagtailsnippets_core_source:add": EVERYBODY,
    "wagtailsnippets_accounts_unit:list": EVERYBODY,
    "wagtailsnippets_accounts_unit:add": DESK,
    "wagtailadmin_reports:locked_pages": DESK,
    "audit_report": DESK,
    "outbox_report": {Role.ADMINISTRATOR},
    "wagtailusers_users:index": {Role.ADMINISTRATOR},
    "wagtailusers_users:add": {Role.ADMINISTRATOR},
    "wagtailusers_groups:index": set(),
    "wagtailsites:index": set(),
    "wagtailadmin_collections:index": set(),
}


@pytest.fixture
def content(home) -> Content:
    return make_content(home)


def signed_in(role: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(account(role))
    return client


@pytest.mark.parametrize(
    ("role", "area"), [*QUICK, *(pytest.param(*pair, marks=pytest.mark.slow) for pair in SLOW)], ids=str
)
def test_nothing_in_english(role, area, content):
    client = signed_in(role)

    answers = {url: client.get(url, follow=True) for url in AREAS[area](content)}

    foreign = {(text, url) for url, answer in answers.items() for text in foreign_texts(markup_of(answer), KNOWN)}
    broken = {(answer.status_code, url) for url, answer in answers.items() if answer.status_code not in (200, 404)}
    assert sorted(foreign) + sorted(broken) == []


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_each_role_opens_its_screens_and_no_others(role, home):
    client = signed_in(role)

    opened = {name for name in SCREENS if client.get(reverse(name)).status_code == 200}

    assert opened == {name for name, roles in SCREENS.items() if role in roles}


def test_a_screen_that_is_refused_says_so_in_the_admin(home):
    response = signed_in(Role.EDITOR).get("/admin/users/", follow=True)

    assert (response.redirect_chain, said(response)) == ([("/admin/", 302)], REFUSED)


def test_a_missing_screen_looks_like_the_admin(home):
    response = signed_in(Role.EDITOR).get("/admin/nowhere/")

    page = response.content.decode()
    assert (response.status_code, foreign_texts(page)) == (404, [])
    assert all(text in page for text in ("没有找到", "回到工作台", "职教齐鲁"))


def test_signing_in_and_out_speaks_chinese(client, home):
    asked = client.get("/admin/login/")
    refused = client.post("/admin/login/", {"username": "nobody", "password": "wrong"})
    empty = client.post("/admin/login/", {})
    account(Role.EDITOR)
    client.post("/admin/login/", {"username": "a-editor", "password": "a-long-Passw0rd"})
    left = client.post("/admin/logout/", follow=True)

    assert [foreign_texts(markup_of(answer)) for answer in (asked, refused, empty, left)] == [[], [], [], []]
    assert left.redirect_chain == [("/admin/login/", 302)]


def test_a_wrong_old_password_is_refused_in_chinese(home):
    client = signed_in(Role.EDITOR)
    data = {
        "password-old_password": "wrong",
        "password-new_password1": "short",
        "password-new_password2": "different",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
    }

    page = client.post("/admin/account/", data)

    assert (foreign_texts(markup_of(page), KNOWN), page.status_code) == ([], 200)


def test_the_test_finds_english_where_there_is_some():
    markup = """<p title="Actions">稿件</p><input type="submit" value="Search"><option>Root</option>
        <p>PDF</p><p>/gushi/entry-1/</p><p>1.5 MB</p><script>English</script><p>Word 文件</p><p>Link text</p>"""

    assert foreign_texts(f"<div>{markup}</div>") == ["Actions", "Search", "Root", "Link text"]
