"""A reader looks for something with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.support.browser_axe import violations

pytestmark = pytest.mark.e2e


def test_a_suggestion_by_initials_leads_to_the_paragraph(open_page):
    watched = open_page("/")
    page = watched.page
    box = page.get_by_label("检索全站")

    box.focus()
    page.keyboard.type("jxb", delay=30)
    expect(page.get_by_role("option", name="机械臂").first).to_be_visible()
    while box.input_value() != "机械臂":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")

    assert page.locator("h1").inner_text().startswith("“机械臂” 共")
    target = page.locator(".hit h2 a").first.get_attribute("href")
    page.locator(".hit h2 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**" + target.partition("#")[0] + "**")
    assert watched.path().startswith(target.partition("#")[0])


def test_escape_gives_back_what_was_typed(open_page):
    page = open_page("/search/").page
    box = page.get_by_label("检索全站")

    box.focus()
    page.keyboard.type("jxb", delay=30)
    expect(page.get_by_role("listbox", name="检索建议")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox", name="检索建议")).to_be_hidden()
    assert box.input_value() == "jxb"


def test_open_suggestions_are_accessible(open_page):
    page = open_page("/").page

    page.get_by_label("检索全站").focus()
    page.keyboard.type("jxb", delay=30)
    expect(page.get_by_role("listbox", name="检索建议")).to_be_visible()

    assert violations(page) == []


def test_a_facet_by_the_keyboard_gives_what_it_counted(open_page):
    page = open_page("/search/?q=调试").page
    choice = page.get_by_label("栏目", exact=True).locator("option").nth(1)
    number = choice.inner_text().rpartition("（")[2].rstrip("）")

    page.get_by_label("栏目", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="应用筛选").press("Enter")
    page.wait_for_url("**column=*")

    assert page.locator("h1").inner_text() == f"“调试” 共 {number} 条"


@pytest.mark.parametrize("has_script", [True, False])
def test_the_number_of_an_article_lands_on_it(open_page, has_script):
    page = open_page("/", java_script_enabled=has_script).page

    page.get_by_label("检索全站").fill("条例第八条")
    page.get_by_label("检索全站").press("Enter")
    page.wait_for_url("**/search/**")
    page.locator(".hit h2 a").first.press("Enter")
    page.wait_for_url("**/regulations/**#art-8")

    assert page.locator("#art-8").bounding_box()["y"] < 900
