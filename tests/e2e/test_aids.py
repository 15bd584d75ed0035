"""The aids bar: by keyboard, remembered without a cookie, in every view; nothing of it without script."""

import pytest

from tests.support.browser_axe import violations
from tests.support.browser_pages import DESKTOP, MODES, NARROWEST, PAGES, PHONE

pytestmark = pytest.mark.e2e
STORED = "() => JSON.parse(localStorage.getItem('aids'))"
# A voice and a speaker that says each text at once and notes it.
VOICE = """
window.said = [];
const voice = { lang: 'zh-CN', name: 'stub' };
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => [voice], cancel() {}, addEventListener() {},
  speak(speech) {
    window.said.push({ text: speech.text, lang: speech.lang, marked: document.querySelector('.aid-reading')?.textContent.trim() });
    if (window.said.length < 4) setTimeout(() => speech.onend());
  },
} });
"""


def open_bar(page):
    """Open the bar as a keyboard does and return it."""
    page.get_by_role("button", name="辅助工具").focus()
    page.keyboard.press("Enter")
    bar = page.get_by_role("region", name="辅助工具条")
    bar.wait_for()
    return bar


def size(page) -> float:
    return page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)")


def test_every_aid_by_keyboard_and_remembered_from_page_to_page(open_page):
    watched = open_page(PAGES["story"])
    page, before = watched.page, size(watched.page)

    bar = open_bar(page)
    for key in ("Tab", "Enter", "Enter", "Tab", "Enter", "Tab", "Enter", "Tab", "Enter"):
        page.keyboard.press(key)

    pressed = {button.inner_text(): button.get_attribute("aria-pressed") for button in bar.get_by_role("button").all()}
    assert {name: value for name, value in pressed.items() if value} == {
        "高对比": "true",
        "大光标": "true",
        "辅助线": "true",
        "朗读": "false",
    }
    assert size(page) == before * 1.25
    assert page.evaluate(STORED) == {"open": True, "size": 2, "contrast": True, "cursor": True, "guide": True}
    watched.open("/")
    page.get_by_role("region", name="辅助工具条").wait_for()
    assert (size(page), page.locator(".aid-line").count()) == (before * 1.25, 1)
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    assert watched.faults() == {}
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"view", "theme"}


def test_reset_and_escape(open_page):
    page = open_page("/").page
    before = size(page)
    bar = open_bar(page)
    for name in ("字号增大", "高对比", "辅助线"):
        bar.get_by_role("button", name=name).click()

    bar.get_by_role("button", name="重置").click()
    after = size(page), page.locator(".aid-line").count(), page.locator("html").get_attribute("class")
    page.keyboard.press("Escape")

    assert after == (before, 0, "aids-open")
    assert page.evaluate("() => document.activeElement.dataset.aids !== undefined") is True
    assert (page.locator(".aids").count(), page.evaluate(STORED)) == (0, None)
    assert page.get_by_role("button", name="辅助工具").get_attribute("aria-expanded") == "false"


def test_reading_aloud_marks_what_is_read(open_page, context_of, site):
    context = context_of("light")
    context.add_init_script(VOICE)
    page = context.new_page()
    page.goto(site.origin + PAGES["story"])
    bar = open_bar(page)
    heading = page.locator("h1").inner_text()

    bar.get_by_role("button", name="朗读").click()
    page.wait_for_function("() => window.said.length === 4")
    said = page.evaluate("() => window.said")
    pressed = bar.get_by_role("button", name="朗读").get_attribute("aria-pressed")
    bar.get_by_role("button", name="朗读").click()

    assert [item["marked"] for item in said] == [item["text"] for item in said]
    assert heading in [item["text"] for item in said]
    assert ({item["lang"] for item in said}, pressed) == ({"zh-CN"}, "true")
    assert page.locator(".aid-reading").count() == 0


def test_without_a_chinese_voice_the_bar_says_so(open_page):
    page = open_page(PAGES["story"]).page
    bar = open_bar(page)

    bar.get_by_role("button", name="朗读").focus()
    page.keyboard.press("Enter")

    assert "没有中文语音" in bar.get_by_role("status").inner_text()
    assert bar.get_by_role("button", name="朗读").get_attribute("aria-disabled") == "true"


@pytest.mark.parametrize("mode", MODES)
def test_the_bar_in_every_view(open_page, mode):
    watched = open_page(PAGES["story"], mode, PHONE)
    bar = open_bar(watched.page)
    smallest = 60 if mode.startswith("elder") else 44

    boxes = [button.bounding_box() for button in bar.get_by_role("button").all()]
    plain = violations(watched.page)
    bar.get_by_role("button", name="高对比").click()
    strong = violations(watched.page)
    watched.resize(NARROWEST)

    assert [box for box in boxes if min(box["width"], box["height"]) < smallest] == []
    assert (plain, strong, watched.too_wide()) == ([], [], [])


@pytest.mark.parametrize("kind", ["home", "column", "search"])
def test_high_contrast_breaks_no_rule(open_page, kind):
    watched = open_page(PAGES[kind], "light", DESKTOP)

    open_bar(watched.page).get_by_role("button", name="高对比").click()

    assert violations(watched.page) == []


def test_nothing_of_it_without_script_or_before_it_is_wanted(open_page):
    plain = open_page(PAGES["story"], "light", java_script_enabled=False).page
    asked: list[str] = []
    watched = open_page("/")
    watched.page.on("request", lambda request: asked.append(request.url))
    watched.open(PAGES["story"])

    assert [plain.locator(name).filter(visible=True).count() for name in ("[data-aids]", "[data-size]")] == [0, 0]
    assert [url for url in asked if "aids" in url] == []


def test_the_buttons_beside_a_text_are_the_same_aid(open_page):
    page = open_page(PAGES["story"]).page
    before = size(page)

    page.get_by_role("button", name="大一号").click()
    page.wait_for_function("() => document.documentElement.classList.contains('text-1')")

    assert (size(page), page.evaluate(STORED)["size"]) == (before * 1.125, 1)
    assert page.locator(".aids").count() == 0
