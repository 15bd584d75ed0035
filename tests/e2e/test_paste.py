"""Pasting from Word, WPS, WeChat and web pages: our few tags, no character lost, and the page opens again."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.enums import Role
from tests.support.browser_desk import open_form, save_draft, signed_in
from tests.support.browser_site import LiveSite, errors_in_log, served_copy

pytestmark = pytest.mark.e2e
CLIPBOARD = Path(__file__).parent / "clipboard"
PROGRAMS = ("word", "wps", "wechat", "web")
CLEAN = """async ([module, source]) => (await import(module)).cleanPasted(source)"""
PASTE = """(editor, source) => {
  const data = new DataTransfer();
  data.setData('text/html', source);
  data.setData('text/plain', 'plain');
  editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}"""
EDITOR = ".Draftail-Editor .public-DraftEditor-content"


@pytest.fixture(scope="module")
def office(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site that these tests change."""
    with served_copy(template, tmp_path_factory.mktemp("paste") / "var") as site:
        yield site


@pytest.fixture
def desk(browser: Browser, office: LiveSite) -> Iterator[Page]:
    """An editor at the form of a new story, in its first section."""
    with signed_in(browser, office, Role.EDITOR) as page:
        open_form(page, "讲好职教故事", "storypage")
        page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
        page.get_by_role("option", name="段落").click()
        expect(page.locator(EDITOR)).to_be_visible()
        yield page


def source_of(program: str) -> str:
    return (CLIPBOARD / f"{program}.html").read_text()


def expected_of(program: str) -> dict:
    return json.loads((CLIPBOARD / f"{program}.json").read_text())


def letters(text: str) -> str:
    """Without blanks, which pasting may change."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_copies_becomes_our_tags(desk, program):
    module = desk.locator("script[src*='admin-paste']").evaluate("script => script.src")

    cleaned = desk.evaluate(CLEAN, [module, source_of(program)])

    assert cleaned == expected_of(program)


@pytest.mark.parametrize("program", PROGRAMS)
def test_pasted_text_is_all_there_after_saving_and_opening_again(desk, office, program):
    desk.locator(EDITOR).evaluate(PASTE, source_of(program))
    desk.locator("#id_title").fill(f"从{program}来")

    wanted = letters(re.sub(r"<[^>]*>", "", expected_of(program)["html"]).replace("&lt;", "<").replace("&amp;", "&"))
    # The editor hands its text to the form a moment after the last change.
    expect(desk.locator("[name=body-0-value-text]")).to_have_value(re.compile(re.escape(wanted[-2:])))
    shown = letters(desk.locator(EDITOR).inner_text())
    save_draft(desk)
    desk.reload()
    expect(desk.locator(EDITOR)).to_contain_text(wanted[-2:])
    again = letters(desk.locator(EDITOR).inner_text())

    assert (shown, again) == (wanted, wanted)
    assert errors_in_log(office) == ""


def test_the_editor_is_told_what_did_not_come_along(desk: Page):
    desk.locator(EDITOR).evaluate(PASTE, source_of("word"))

    expect(desk.locator(".messages")).to_contain_text("有 2 张图片没有带过来")
    expect(desk.locator(".messages")).to_contain_text("粘贴的表格已变成文字")
