"""A reader watches: HLS only when play is pressed, captions, transcript, chapters, by keyboard alone, without script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser_axe import violations
from tests.support.browser_pages import NARROWEST, TOO_WIDE, open_context
from tests.support.browser_site import LiveSite, served_copy

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

MEDIA = "document.querySelector('video')"


@pytest.fixture(scope="module")
def watched(template, tmp_path_factory) -> Iterator[tuple[LiveSite, str]]:
    """A site with an interview that has a video of a minute, and its path."""
    with served_copy(template, tmp_path_factory.mktemp("watched") / "var") as site:
        yield site, site.make_watched_interview()


@pytest.fixture
def page_of(browser: Browser, watched) -> Iterator:
    """Opens the interview; all contexts are closed after the test."""
    site, path = watched
    made = []

    def open_it(query: str = "", width: int = 1280, **options: object) -> tuple[Page, list[str]]:
        context = open_context(browser, site.origin, "light", width, **options)
        made.append(context)
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
        page.goto(site.url(path + query))
        return page, asked

    yield open_it
    for context in made:
        context.close()


def until_it_plays(page: Page, second: float) -> None:
    """Playwright's own way to wait needs `eval`, which the policy of the site forbids."""
    for _ in range(200):
        if page.evaluate(f"{MEDIA}.currentTime > {second} && !{MEDIA}.paused"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not at {second} s: {page.evaluate(f'{MEDIA}.currentTime')}")


def test_play_by_keyboard_loads_hls_and_shows_captions(page_of):
    page, asked = page_of()
    before = [name for name in asked if name.startswith("hls.") or name.endswith((".m3u8", ".m4s", ".mp4"))]

    page.focus("video")
    page.keyboard.press("k")
    until_it_plays(page, 1)

    assert before == []
    assert [name.split(".")[0] for name in asked if name.startswith(("hls.", "master."))] == ["hls", "master"]
    assert page.evaluate(f"{MEDIA}.currentSrc").startswith("blob:")
    assert page.evaluate(f"{MEDIA}.textTracks[0].activeCues[0].text") == "季明堂：说的是第0秒的事情。"
    assert page.evaluate("window.violations") == []


def test_a_line_of_the_transcript_leads_to_its_second(page_of):
    page, _ = page_of()

    page.get_by_role("link", name="跳到 00:28").press("Enter")
    until_it_plays(page, 28)

    assert 28 <= page.evaluate(f"{MEDIA}.currentTime") < 33
    assert page.locator(".chs-l [aria-current]").inner_text().split("\n")[1] == "三表法"
    assert page.locator(".ts .now").count() == 1


def test_an_address_with_a_second_begins_there_and_the_place_is_remembered(page_of):
    page, _ = page_of("?t=24")

    page.focus("video")
    page.keyboard.press("k")
    until_it_plays(page, 25)
    page.keyboard.press("k")
    page.goto(page.url.split("?")[0])

    assert page.locator("[data-clock]").inner_text().split(" / ")[0] in ("00:25", "00:26", "00:27", "00:28", "00:29")


def test_search_inside_and_accessibility(page_of):
    page, _ = page_of(width=NARROWEST)

    page.get_by_label("在逐字稿里查找").fill("第4秒")
    page.keyboard.press("Enter")

    assert page.locator(".ts mark").all_inner_texts() == ["第4秒"]
    assert page.locator(".ts-box [role=status]").inner_text() == "1 处"
    assert (page.evaluate(TOO_WIDE), violations(page)) == ([], [])


def test_without_script_the_video_and_the_text_are_there(page_of):
    page, _ = page_of("?t=24", java_script_enabled=False)

    assert page.get_attribute("video", "src").endswith("/240p/video.mp4#t=24")
    assert page.locator(".ts p").count() == 15
    assert page.locator(".ts a").first.get_attribute("href") == "?t=0#player"
