"""The site with a keyboard alone: skip link, visible focus, reading order, no trap."""

import pytest

from tests.support.browser_pages import DESKTOP, PAGES, PHONE

pytestmark = pytest.mark.e2e
# Numbers everything that can take the focus, in the order of the document, and returns how much it is.
NUMBER_STOPS = """() => {
  const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(element => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }));
  stops.forEach((element, number) => { element.dataset.stop = number; });
  return stops.length;
}"""
FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  return {
    stop: element.dataset.stop === undefined ? null : Number(element.dataset.stop),
    name: element.tagName + ' ' + (element.textContent.trim() || element.name || '').slice(0, 12),
    ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
  };
}"""


@pytest.mark.parametrize("mode", ["light", "elder"])
@pytest.mark.parametrize(("kind", "width"), [("home", DESKTOP), ("home", PHONE), ("story", DESKTOP), ("search", PHONE)])
def test_every_stop_is_reached_in_order_and_seen(open_page, kind, mode, width):
    page = open_page(PAGES[kind], mode, width).page
    number = page.evaluate(NUMBER_STOPS)

    visited = []
    for _ in range(number + 1):
        page.keyboard.press("Tab")
        visited.append(page.evaluate(FOCUSED))

    assert number > 20
    assert [stop["stop"] for stop in visited] == [*range(number), None]
    assert [stop["name"] for stop in visited[:-1] if stop["ring"] < 2 or not stop["seen"]] == []


@pytest.mark.parametrize("kind", ["home", "story", "column"])
def test_the_skip_link_comes_first_and_leads_into_the_page(open_page, kind):
    page = open_page(PAGES[kind]).page

    page.keyboard.press("Tab")
    first = page.evaluate("() => document.activeElement.className")
    page.wait_for_function("() => document.querySelector('.skip').getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    landed = page.evaluate("() => document.activeElement.id")
    page.keyboard.press("Tab")

    assert (first, landed) == ("skip", "main")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)") is True


def test_search_by_keyboard(open_page):
    watched = open_page("/")
    page = watched.page

    while page.evaluate("() => document.activeElement.name") != "q":
        page.keyboard.press("Tab")
    page.keyboard.type("机械臂")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    while page.evaluate("() => document.activeElement.closest('.hit') === null"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/full/**")

    assert watched.path().startswith("/gushi/full/")


def test_folded_parts_open_by_keyboard(open_page):
    page = open_page(PAGES["interview"], "light", PHONE).page
    fold = page.locator("details.toc.fold").first
    before = fold.get_attribute("open")

    fold.locator("summary").focus()
    page.keyboard.press("Enter")

    assert (before, fold.get_attribute("open")) == (None, "")
