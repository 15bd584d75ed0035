"""The admin speaks Chinese and shows each role what it works with."""

import json
import re

import pytest
from django.test import Client
from django.utils.translation import gettext as _

from accounts.enums import Role
from core.models import Source
from tests.factories import story
from tests.support.accounts import account, visitor_of_admin
from tests.support.editor import edit_url

OFFICE = {
    "页面",
    "导入 Word",
    "官方文件",
    "图片",
    "文档",
    "音视频",
    "稿件来源",
    "单位",
    "大讲堂",
    "讲座报名",
    "讲座提问",
    "证书",
    "纠错",
    "帮助",
}


def logged_in(role: str) -> Client:
    client = Client()
    client.force_login(account(role))
    return client


def menu(client: Client) -> dict[str, dict[str, str]]:
    """name → label of the main menu and of each submenu, as the sidebar's script gets it."""
    html = client.get("/admin/").content.decode()
    data = json.loads(re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.DOTALL)[1])
    main = next(module for module in data["modules"] if module["_type"].endswith("MainMenuModule"))["_args"][0]
    found: dict[str, dict[str, str]] = {"": {}}
    for item in main:
        found[""][item["_args"][0]["name"]] = item["_args"][0]["label"]
        if item["_type"].endswith("SubMenuItem"):
            found[item["_args"][0]["name"]] = {
                sub["_args"][0]["name"]: sub["_args"][0]["label"] for sub in item["_args"][1]
            }
    return found


def test_an_editor_finds_what_the_desk_needs_and_nothing_else(home):
    found = menu(logged_in(Role.EDITOR))

    assert set(found[""].values()) == OFFICE
    assert list(found["help"]) == ["keyboard-shortcuts-trigger"]


def test_a_chief_editor_also_finds_the_reports(home):
    found = menu(logged_in(Role.CHIEF_EDITOR))

    assert ("reports" in found[""], "settings" in found[""]) == (True, False)


def test_an_administrator_also_finds_accounts_and_settings(home):
    found = menu(logged_in(Role.ADMINISTRATOR))

    assert set(found["settings"].values()) >= {"站点信息", "账号"}
    assert {"sites", "workflows", "redirects", "locales"} & set(found["settings"]) == set()


def test_nobody_gets_the_screen_of_sites(home, client, superuser):
    client.force_login(superuser)

    assert {"sites", "workflows", "redirects", "locales"} & set(menu(client)["settings"]) == set()


def test_an_account_without_rights_finds_nothing(home, client):
    client.force_login(visitor_of_admin())

    assert list(menu(client)[""]) == ["help"]


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_every_label_of_the_menu_is_chinese(role, home):
    found = menu(logged_in(role))

    labels = [label for items in found.values() for label in items.values()]
    assert [label for label in labels if not re.search("[\u4e00-\u9fff]", label)] == []


def test_the_dashboard_has_no_banner_of_the_software(home, client, superuser):
    client.force_login(superuser)

    html = client.get("/admin/").content.decode()

    assert [mark for mark in ("w-upgrade", "w-whats-new", "<title>工作台 - 职教齐鲁</title>") if mark in html] == [
        "<title>工作台 - 职教齐鲁</title>"
    ]


def test_the_login_page_names_the_site(client, db):
    html = client.get("/admin/login/").content.decode()

    assert "登录职教齐鲁后台" in html


def test_withdrawing_is_called_that_everywhere(column):
    page = story(column)
    client = logged_in(Role.EDITOR)

    pages = [
        client.get(edit_url(page)),
        client.get(f"/admin/pages/{page.pk}/unpublish/"),
        client.get(f"/admin/pages/{column.pk}/"),
    ]

    assert [("撤下" in p.content.decode(), "取消发布" in p.content.decode()) for p in pages] == [(True, False)] * 3


def test_the_words_of_the_office_win_over_those_of_the_software():
    assert [_("Unpublish"), _("Media"), _("Page types usage")] == ["撤下", "音视频", "页面类型统计"]


def test_an_editor_makes_a_source(home):
    client = logged_in(Role.EDITOR)

    client.post("/admin/snippets/core/source/add/", {"name": "示例日报", "website": ""})

    assert Source.objects.filter(name="示例日报").exists()


def test_an_editor_may_not_delete_a_source(home, source):
    client = logged_in(Role.EDITOR)

    client.post(f"/admin/snippets/core/source/delete/{source.pk}/")

    assert Source.objects.filter(pk=source.pk).exists()


def test_the_sidebar_shows_the_name_of_the_person(home):
    user = account(Role.EDITOR)
    user.display_name = "孟繁星"
    user.save()
    client = Client()
    client.force_login(user)

    props = re.search(
        r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', client.get("/admin/").content.decode(), re.DOTALL
    )
    modules = json.loads(props[1])["modules"]
    assert next(m for m in modules if m["_type"].endswith("MainMenuModule"))["_args"][2]["name"] == "孟繁星"


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_the_list_of_pages_begins_at_the_home_page(role, home):
    client = logged_in(role)

    response = client.get("/admin/pages/", follow=True)

    assert response.redirect_chain == [(f"/admin/pages/{home.pk}/", 302)]
    assert client.get("/admin/pages/1/").status_code == 302
