"""What scripts draw in the admin is Chinese as well: menus, editors, panels, uploads, date pickers."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.enums import Role
from tests.support.browser_content import ACCOUNTS
from tests.support.browser_pages import open_context
from tests.support.browser_site import LiveSite, served_copy
from tests.support.pictures import jpeg
from tests.support.visible_text import SPOKEN, foreign_among

pytestmark = pytest.mark.e2e
KNOWN = {username for username, _ in ACCOUNTS.values()}
# Everything that is shown or spoken now, tooltips included; what is hidden at the moment is opened by the test.
SEEN = """(spoken) => {
  const found = [];
  const isShown = element => element.checkVisibility({ checkVisibilityCSS: true });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (element.closest("script, style, template, noscript, svg") || !isShown(element)) continue;
    if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
    else {
      for (const name of spoken) if (element.hasAttribute(name)) found.push(element.getAttribute(name));
      if (element.matches("input[type=submit], input[type=button]")) found.push(element.value);
    }
  }
  return found.map(text => text.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""


@pytest.fixture(scope="module")
def office(template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site of its own: these tests save drafts and files."""
    with served_copy(template, tmp_path_factory.mktemp("words") / "var") as site:
        yield site


@pytest.fixture
def page(browser: Browser, office: LiveSite) -> Iterator[Page]:
    """The chief editor, signed in."""
    context = open_context(browser, office.origin, None, 1280)
    page = context.new_page()
    page.goto(office.url("/admin/"))
    username, password = ACCOUNTS[Role.CHIEF_EDITOR]
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="登录").click()
    expect(page.locator(".desk").first).to_be_visible()
    yield page
    context.close()


@pytest.fixture
def foreign(page: Page) -> Callable[[], list[str]]:
    """What is not Chinese on the page as it is now."""
    return lambda: sorted(set(foreign_among(page.evaluate(SEEN, list(SPOKEN)), KNOWN)))


def test_dashboard_and_sidebar(page, office, foreign):
    found = {"dashboard": foreign()}
    page.get_by_role("button", name="页面", exact=True).click()
    expect(page.locator(".c-page-explorer")).to_be_visible()
    found["explorer"] = foreign()
    page.keyboard.press("Escape")
    for menu in ("报告", "帮助"):
        page.locator(".sidebar").get_by_role("button", name=menu).click()
        found[menu] = foreign()
        page.keyboard.press("Escape")
    page.locator(".sidebar-footer button").first.click()
    found["account"] = foreign()

    assert found == {name: [] for name in found}


def test_keyboard_shortcuts(page, foreign):
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()

    assert foreign() == []


def test_the_editor_of_a_story(page, office, foreign):  # its column takes stories only: the form opens at once
    page.goto(office.url("/admin/pages/"))
    page.locator("a[href*='/admin/pages/']", has_text="讲好职教故事").first.click()
    page.goto(re.sub(r"(pages/\d+/).*", r"\1add_subpage/", page.url))
    found = {"form": foreign()}
    page.get_by_role("button", name="插入内容块").first.click()
    found["blocks"] = foreign()
    page.get_by_role("option").first.click()
    editor = page.locator(".Draftail-Editor [contenteditable=true]").first
    editor.click()
    editor.type("凌晨四点，调试间的灯还亮着。")
    editor.press("Control+a")
    found["rich text"] = foreign()
    editor.press("ArrowRight")
    editor.type(" /")
    found["rich text commands"] = foreign()
    editor.press("Escape")
    for tab in page.get_by_role("tab").all():
        tab.click()
        found[tab.inner_text()] = foreign()
    for name in ("状态开关", "评论", "检查", "预览开关"):
        toggle = page.get_by_role("button", name=name)
        if toggle.count():
            toggle.first.click()
            page.wait_for_timeout(300)
            found[name] = foreign()
    page.get_by_role("button", name="状态开关").first.click()
    page.locator("[data-a11y-dialog-show='schedule-publishing-dialog']").first.click()
    page.locator("[name=go_live_at]").click()
    found["date picker"] = foreign()

    assert found == {name: [] for name in found}


def test_uploads_and_choosers(page, office, foreign, tmp_path):
    picture = tmp_path / "车间.jpg"
    picture.write_bytes(jpeg())
    page.goto(office.url("/admin/images/multiple/add/"))
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.locator("#upload-list li, .upload-complete, form.nice-padding, .upload-success").first).to_be_visible()
    page.wait_for_timeout(1500)
    found = {"pictures": foreign()}
    page.goto(office.url("/admin/documents/multiple/add/"))
    found["documents"] = foreign()
    page.goto(office.url("/admin/images/"))
    page.locator("[data-bulk-action-checkbox]").first.check()
    found["bulk bar"] = foreign()

    assert found == {name: [] for name in found}
