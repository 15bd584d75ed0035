"""What an editor does in a browser: sign in, open a form, save, publish."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from accounts.enums import Role
from tests.support.browser_content import ACCOUNTS
from tests.support.browser_pages import open_context
from tests.support.browser_site import LiveSite


@contextmanager
def signed_in(browser: Browser, site: LiveSite, role: Role) -> Iterator[Page]:
    """A page of a browser in which somebody of this role is signed in, at the dashboard."""
    context = open_context(browser, site.origin, None, 1280)
    try:
        page = context.new_page()
        page.goto(site.url("/admin/"))
        username, password = ACCOUNTS[role]
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(password)
        page.get_by_role("button", name="登录").click()
        expect(page.locator("[name=password]")).to_have_count(0)
        yield page
    finally:
        context.close()


def open_form(page: Page, column: str, model: str) -> None:
    """The form for a new entry of this type in a column."""
    origin = page.url.split("/admin/")[0]
    page.goto(f"{origin}/admin/pages/search/?q={column}")
    address = page.get_by_role("link", name=column, exact=True).first.evaluate("link => link.href")
    page.goto(f"{origin}/admin/pages/add/columns/{model}/{address.rstrip('/').split('/')[-2]}/")
    expect(page.locator("#page-edit-form")).to_be_visible()


def press(page: Page, action: str) -> None:
    """One of the actions at the foot of the page editor, folded or not."""
    button = page.locator("footer").get_by_role("button", name=action, exact=True)
    if not button.is_visible():
        page.locator("footer").get_by_role("button", name="更多动作").click()
    button.click()


def save_draft(page: Page) -> None:
    """Save and wait for the form of the stored page."""
    press(page, "保存草稿")
    expect(page.locator(".messages")).to_contain_text("已存为草稿")
    page.wait_for_url("**/edit/**")
