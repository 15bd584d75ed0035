"""What fingers and eyes need: large targets, in 长辈版 larger ones, no small print, lines that do not touch."""

import pytest

from tests.support.browser_pages import DESKTOP, PAGES, PHONE

pytestmark = pytest.mark.e2e
MAIN_CONTROLS = {
    "home": [".nav a", ".search button", ".search input"],
    "column-page-2": [".nav a", ".search button", ".filters .in", ".filters .btn", ".pager a"],
    "search": [".search button", "main form .in", "main form .btn"],
    "notice": [".nav a", ".att a"],
    "404": ["main .ics a"],
}
LEAST_TEXT = {"light": 13, "elder": 18}
LINE_HEIGHT = {"light": 1.25, "elder": 1.3}
LEAST = {"light": 44, "elder": 60}
# How far a finger may miss the middle, to both sides together; links may reach further than their words.
SMALLER_THAN = """([selector, least]) => {
  const reach = (element, x, y, right, down) => {
    let steps = 0;
    while (element.contains(document.elementFromPoint(x + right * steps, y + down * steps))) steps += 1;
    return Math.max(0, steps - 1);
  };
  return [...document.querySelectorAll(selector)].filter(element => element.checkVisibility()).map(element => {
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const box = element.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
    const width = reach(element, x, y, 1, 0) + reach(element, x, y, -1, 0) + 1;
    const height = reach(element, x, y, 0, 1) + reach(element, x, y, 0, -1) + 1;
    return Math.min(width, height) < least ? `${element.textContent.trim().slice(0, 12)} ${width}×${height}` : '';
  }).filter(Boolean);
}"""
TEXTS = """() => {
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest('.vh, svg, sup') || !element.checkVisibility()) continue;
    const style = getComputedStyle(element), range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    found[`${element.tagName}.${element.className} ${walker.currentNode.data.trim().slice(0, 12)}`] = [
      parseFloat(style.fontSize), parseFloat(style.lineHeight) / parseFloat(style.fontSize),
      range.getClientRects().length > 1,
    ];
  }
  return found;
}"""


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("mode", LEAST)
@pytest.mark.parametrize("kind", MAIN_CONTROLS)
def test_main_controls_are_large_enough(open_page, kind, mode, width):
    page = open_page(PAGES[kind], mode, width).page
    page.evaluate("() => document.querySelectorAll('details').forEach(details => { details.open = true; })")

    small = {selector: page.evaluate(SMALLER_THAN, [selector, LEAST[mode]]) for selector in MAIN_CONTROLS[kind]}

    assert small == {selector: [] for selector in MAIN_CONTROLS[kind]}
    assert [selector for selector in MAIN_CONTROLS[kind] if not page.locator(selector).count()] == []


def test_the_large_entries_of_elder_mode(open_page):
    page = open_page("/", "elder", PHONE).page

    assert page.evaluate(SMALLER_THAN, [".quick a", LEAST["elder"]]) == []
    assert page.locator(".quick a").count() == 6


@pytest.mark.parametrize("mode", LEAST_TEXT)
@pytest.mark.parametrize("kind", PAGES)
def test_no_small_print_and_room_between_lines(open_page, kind, mode):
    texts = open_page(PAGES[kind], mode, PHONE).page.evaluate(TEXTS)

    small = {name: size for name, (size, _, _) in texts.items() if size < LEAST_TEXT[mode]}
    tight = {name: ratio for name, (_, ratio, has_lines) in texts.items() if has_lines and ratio < LINE_HEIGHT[mode]}
    assert (len(texts) > 10, small, tight) == (True, {}, {})
