"""A reader looks for something with the keyboard alone."""

import pytest
from playwright.sync_api import expect

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
