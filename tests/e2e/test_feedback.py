"""A reader reports an error without script; an editor finds it in the inbox and answers to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from accounts.enums import Role
from tests.support.browser_content import ACCOUNTS
from tests.support.browser_pages import PAGES, open_context
from tests.support.browser_site import LiveSite, served_copy

pytestmark = pytest.mark.e2e


@pytest.fixture
def own_site(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site that this test changes."""
    with served_copy(template, tmp_path_factory.mktemp("feedback") / "var") as site:
        yield site


def test_from_the_story_into_the_inbox(browser: Browser, own_site: LiveSite):
    plain = open_context(browser, own_site.origin, None, java_script_enabled=False)
    reader = plain.new_page()
    reader.goto(own_site.origin + PAGES["story"])
    reader.get_by_role("link", name="告诉编辑部").click()
    about = reader.locator("form[method=post] > p a").first.get_attribute("href")
    reader.get_by_role("button", name="提交").click()
    refused = reader.get_by_role("alert").inner_text()
    reader.get_by_label("哪里错了").fill("第二段“左臂”应为“右臂”。")
    reader.get_by_role("button", name="提交").click()
    number = reader.locator(".num-l").inner_text()
    cookies = plain.cookies()
    plain.close()

    office = open_context(browser, own_site.origin, None)
    editor = office.new_page()
    editor.goto(own_site.origin + "/admin/reports-of-errors/")
    for name, value in zip(("username", "password"), ACCOUNTS[Role.EDITOR], strict=True):
        editor.locator(f"[name={name}]").fill(value)
    editor.get_by_role("button", name="登录").click()
    editor.get_by_role("link", name=number).click()
    shown = editor.locator("dl.report").inner_text()
    editor.locator("[name=state]").select_option("working")
    editor.locator("main button[type=submit]").first.click()
    editor.goto(own_site.origin + "/admin/reports-of-errors/")
    row = editor.locator("table tbody tr").filter(has_text=number).inner_text()
    office.close()

    assert (about, "请写明哪里错了" in refused, cookies) == (PAGES["story"], True, [])
    assert "第二段“左臂”应为“右臂”。" in shown
    assert "处理中" in row
