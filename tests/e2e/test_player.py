"""A reader watches: HLS only when play is pressed, captions, transcript, chapters, by keyboard alone, without script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.enums import Role
from tests.support.browser_axe import violations
from tests.support.browser_desk import signed_in
from tests.support.browser_pages import NARROWEST, TOO_WIDE, open_context
from tests.support.browser_site import LiveSite, served_copy
from tests.support.browser_video import make_clip
from tests.support.upload_trial import ADD, EDIT, choose_and_send

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

MEDIA = "document.querySelector('video')"


@dataclass(frozen=True)
class Watched:
    """A site with an uploaded video of a minute on an interview and a story, and another one in a draft."""

    site: LiveSite
    interview: str
    story: str
    draft: str
    production: str


@pytest.fixture(scope="module")
def watched(browser: Browser, template, tmp_path_factory) -> Iterator[Watched]:
    """The video goes the whole way: upload screen, check, transcoding, publication."""
    folder = tmp_path_factory.mktemp("watched")
    with served_copy(template, folder / "var") as site, signed_in(browser, site, Role.EDITOR) as page:
        page.goto(site.url(ADD))
        choose_and_send(page, make_clip(folder))
        expect(page.locator("[data-upload-status]")).to_contain_text("核对", timeout=60_000)
        site.work_off_outbox()
        page.wait_for_url(EDIT, timeout=60_000)
        yield Watched(site, *site.show_video(int(EDIT.search(page.url).group(1))))


@pytest.fixture
def page_of(browser: Browser, watched: Watched) -> Iterator:
    """Opens a page with a video; all contexts are closed after the test."""
    made = []

    def open_it(query: str = "", path: str = watched.interview, width: int = 1280, **options: object):
        context = open_context(browser, watched.site.origin, "light", width, **options)
        made.append(context)
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
        page.goto(watched.site.url(path + query))
        return page, asked

    yield open_it
    for context in made:
        context.close()


def has_library(watched: Watched) -> bool:
    """Set-up goes on without the HLS library where it cannot fetch it."""
    return (watched.site.folder / "bundles/vendor/hls.js").is_file()


def until_it_plays(page: Page, second: float) -> None:
    """Playwright's own way to wait needs `eval`, which the policy of the site forbids."""
    for _ in range(200):
        if page.evaluate(f"{MEDIA}.currentTime > {second} && !{MEDIA}.paused"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not at {second} s: {page.evaluate(f'{MEDIA}.currentTime')}")


def test_play_by_keyboard_loads_hls_and_shows_captions(page_of, watched):
    if not has_library(watched):
        pytest.skip("the HLS library could not be fetched")
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


# What the player shows when it has come to another place, noted at the moment it is there.
NOTE_LANDING = """() => {
    window.landed = [];
    const media = document.querySelector('video');
    media.addEventListener('seeked', () => window.landed.push(media.currentTime));
}"""


def landing(page: Page) -> float:
    """The second where the last seek ended, waited for."""
    for _ in range(100):
        if found := page.evaluate("window.landed"):
            return found[-1]
        page.wait_for_timeout(50)
    raise AssertionError("no seek came to its end")


def test_a_click_on_a_line_while_it_plays_seeks_to_its_second(page_of, watched):
    if not has_library(watched):
        pytest.skip("the HLS library could not be fetched")
    page, _ = page_of()
    page.focus("video")
    page.keyboard.press("k")
    until_it_plays(page, 1)
    page.evaluate(NOTE_LANDING)

    page.locator(".ts p span", has_text="说的是第44秒的事情。").click()
    landed = landing(page)
    until_it_plays(page, 44.2)

    assert page.evaluate(f"{MEDIA}.currentSrc").startswith("blob:")
    assert abs(landed - 44) <= 1
    assert page.locator(".ts .now").inner_text().split() == ["00:44", "说的是第44秒的事情。"]
    assert page.evaluate(f"{MEDIA}.textTracks[0].activeCues[0].text") == "说的是第44秒的事情。"


def test_a_line_of_the_transcript_leads_to_its_second(page_of):
    page, _ = page_of()

    page.get_by_role("link", name="跳到 00:28").press("Enter")
    until_it_plays(page, 28)

    assert 28 <= page.evaluate(f"{MEDIA}.currentTime") < 33
    assert page.locator(".chs-l [aria-current]").inner_text().split("\n")[1] == "三表法"
    assert page.locator(".ts .now").count() == 1


def test_a_click_while_the_library_is_still_loading_is_not_forgotten(page_of, watched):
    if not has_library(watched):
        pytest.skip("the HLS library could not be fetched")
    page, _ = page_of()
    held = []
    page.route("**/vendor/hls*.js", lambda route: held.append(route))
    page.focus("video")
    page.keyboard.press("k")
    while not held:
        page.wait_for_timeout(50)

    page.locator(".ts p span", has_text="说的是第28秒的事情。").click()
    held.pop().continue_()
    until_it_plays(page, 28)

    assert page.evaluate(f"{MEDIA}.currentSrc").startswith("blob:")
    assert 28 <= page.evaluate(f"{MEDIA}.currentTime") < 33


def test_an_address_with_a_second_begins_there_and_the_place_is_remembered(page_of):
    page, _ = page_of("?t=24")

    page.focus("video")
    page.keyboard.press("k")
    until_it_plays(page, 25)
    page.keyboard.press("k")
    page.goto(page.url.split("?")[0])

    assert page.locator("[data-clock]").inner_text().split(" / ")[0] in ("00:25", "00:26", "00:27", "00:28", "00:29")


def test_a_hit_of_the_search_plays_at_its_second(page_of, watched):
    page, _ = page_of(path="/search/?q=第44秒的事情")
    hit = page.locator(".hit .tc a").first
    time = hit.locator("time").inner_text()

    hit.press("Enter")
    page.wait_for_url(re.compile(r"\?t=44\b"))
    page.focus("video")
    page.keyboard.press("k")
    until_it_plays(page, 44)

    assert time == "00:44"
    assert 44 <= page.evaluate(f"{MEDIA}.currentTime") < 49


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


def test_a_story_shows_a_video_in_its_text(page_of, watched):
    page, _ = page_of(path=watched.story)

    page.get_by_role("link", name="跳到 00:28").press("Enter")
    until_it_plays(page, 28)

    assert 28 <= page.evaluate(f"{MEDIA}.currentTime") < 33
    assert (page.evaluate(TOO_WIDE), violations(page), page.evaluate("window.violations")) == ([], [], [])


def test_a_story_offers_the_sound_alone_from_the_same_moment(page_of, watched):
    page, _ = page_of(path=watched.story)
    page.get_by_role("link", name="跳到 00:28").press("Enter")
    until_it_plays(page, 28)

    page.get_by_role("button", name="只听声音").press("Enter")
    until_it_plays(page, 28)

    assert page.evaluate(f"{MEDIA}.currentSrc").endswith("/audio/audio.m4a")
    assert 28 <= page.evaluate(f"{MEDIA}.currentTime") < 36


def test_a_draft_plays_for_its_editor_by_a_pass_that_is_in_no_address(browser: Browser, watched: Watched):
    asked = []
    with signed_in(browser, watched.site, Role.EDITOR) as page:
        page.on("response", lambda answer: asked.append((answer.url.split("/play/")[-1], answer.status)))

        page.goto(watched.site.url(watched.draft))
        page.focus("video")
        page.keyboard.press("k")
        until_it_plays(page, 1)

        cookies = [cookie for cookie in page.context.cookies() if cookie["name"] == "playback"]
    played = [(name, status) for name, status in asked if name.endswith((".m3u8", ".m4s", "/init.mp4"))]
    if has_library(watched):
        assert {status for _, status in played} == {200}
        assert [name for name, _ in played if "?" in name] == []
        assert (len(cookies), cookies[0]["httpOnly"]) == (1, True)
    assert watched.site.read(watched.draft)[0] == 302


def test_captions_are_corrected_by_the_keyboard(browser: Browser, watched: Watched):
    first = "1\n00:00:00,000 --> 00:00:04,000\n水位还没有到。闸门先不开。\n\n2\n00:00:04,000 --> 00:00:06,000\n好。\n"
    with signed_in(browser, watched.site, Role.EDITOR) as page:
        page.goto(watched.site.url(watched.production))
        page.locator("[name=captions]").fill(first)
        page.get_by_role("button", name="保存", exact=True).press("Enter")
        boxes = page.locator(".caption-rows textarea")
        expect(boxes).to_have_count(2)

        boxes.first.focus()
        page.keyboard.press("Control+Home")
        for _ in range(7):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Alt+Enter")
        expect(boxes).to_have_count(3)
        page.keyboard.press("Alt+m")
        expect(boxes).to_have_count(2)
        page.keyboard.press("Alt+ArrowUp")
        page.keyboard.press("Control+a")
        page.keyboard.type("水位到了。")
        page.get_by_role("button", name="保存", exact=True).press("Enter")
        expect(boxes).to_have_count(2)
        kept = [boxes.nth(number).input_value() for number in range(2)]
        ends = page.get_by_label("结束").all()

        assert kept == ["水位到了。", "闸门先不开。\n好。"]
        assert [end.input_value() for end in ends] == ["00:00:02,154", "00:00:06,000"]
        assert violations(page) == []
