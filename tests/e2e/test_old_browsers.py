"""Offices run browsers of the Chrome-109 class: without `light-dark()`, nesting and container queries all stays readable."""

import re

import pytest
from playwright.sync_api import Route

from tests.support.browser_axe import violations
from tests.support.browser_pages import DESKTOP, PAGES, PHONE, Watched
from tests.support.old_css import for_old_browsers

pytestmark = pytest.mark.e2e
KINDS = ["home", "column", "story", "interview", "publicity", "standard", "search", "404"]
NO_LIGHT_DARK = """
const supports = CSS.supports.bind(CSS);
CSS.supports = (...asked) => !asked.join().includes('light-dark') && supports(...asked);
"""
# Pairs of pieces of text that lie on each other. Line boxes of Chinese fonts are higher than their characters.
OVERLAPS = """() => {
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!data.trim() || parentElement.closest('.vh, .skip, svg') || !parentElement.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const { left, right, top, height } of range.getClientRects()) {
      if (height) boxes.push([left + 2, right - 2, top + height * .3, top + height * .7, data.trim().slice(0, 12)]);
    }
  }
  return boxes.flatMap((a, at) => boxes.slice(at + 1)
    .filter(b => a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3]).map(b => `${a[4]} / ${b[4]}`));
}"""
READABLE = "() => document.querySelector('main').innerText.replace(/\\s/g, '')"


@pytest.fixture
def open_old(context_of, site):
    """Opens a path in a browser that knows nothing newer than Chrome 109."""

    def open_it(path: str, mode: str, width: int) -> Watched:
        context = context_of(mode, width)
        context.add_init_script(NO_LIGHT_DARK)
        context.route(re.compile(r"\.css$"), give_old_css)
        return Watched(context.new_page(), site.origin).open(path)

    return open_it


def give_old_css(route: Route) -> None:
    """The style sheet that was asked for, as an old browser understands it."""
    route.fulfill(content_type="text/css", body=for_old_browsers(route.fetch().text()))


@pytest.mark.parametrize("mode", ["light", "dark", "elder"])
@pytest.mark.parametrize("kind", KINDS)
def test_page_stays_readable(open_old, kind, mode):
    found = {}
    for width in (PHONE, DESKTOP):
        watched = open_old(PAGES[kind], mode, width)
        found[f"{width}, contrast"] = violations(watched.page, ["color-contrast"])
        found[f"{width}, overlaps"] = watched.page.evaluate(OVERLAPS)
        found[f"{width}, sideways"] = watched.too_wide()
        found |= {f"{width}, {name}": entries for name, entries in watched.faults().items()}

    assert {place: faults for place, faults in found.items() if faults} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_missing_on_a_phone(open_page, open_old, kind):
    new, old = open_page(PAGES[kind], "light", PHONE), open_old(PAGES[kind], "light", PHONE)

    texts = [watched.page.evaluate(READABLE) for watched in (new, old)]

    assert texts[0] == texts[1] != ""


@pytest.mark.parametrize("kind", KINDS)
def test_new_browsers_have_no_overlaps_either(open_page, kind):
    overlaps = {width: open_page(PAGES[kind], "light", width).page.evaluate(OVERLAPS) for width in (PHONE, DESKTOP)}

    assert overlaps == {PHONE: [], DESKTOP: []}


def test_a_choice_that_would_do_nothing_is_not_offered(open_old):
    page = open_old("/", "light", DESKTOP).page

    offered = {name: page.locator(f'[data-pref="{name}"]').is_visible() for name in ("view", "theme")}

    assert offered == {"view": True, "theme": False}
