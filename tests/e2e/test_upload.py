"""The upload screen: a file arrives whole over a line that breaks, goes on after pause and reload, keyboard only."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser_axe import violations
from tests.support.upload_trial import (
    Line,
    choose_and_send,
    line_to_disk,
    line_to_objects,
    outcome,
    signed_in,
    synthetic,
)

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
MEGABYTES = 64
CUTS = 6
LINES = {"disk": line_to_disk, "objects": line_to_objects}


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A file and its SHA-256."""
    path = tmp_path_factory.mktemp("films") / "讲座 录像.mp4"
    return path, synthetic(path, MEGABYTES)


@pytest.fixture(params=["disk", pytest.param("objects", marks=pytest.mark.s3)])
def line(request: pytest.FixtureRequest, template: Path, tmp_path: Path):
    with LINES[request.param](template, tmp_path / "var", (MEGABYTES - 8) * 1024 * 1024 // CUTS, CUTS) as line:
        yield line


def test_a_file_arrives_whole_over_a_line_that_breaks(browser: Browser, line: Line, film: tuple[Path, str]):
    path, sent = film
    page = signed_in(browser, line)

    choose_and_send(page, path)
    done = outcome(page, line, sent, seconds=240)

    assert (done.stored, done.noted, done.cuts) == (sent, sent, CUTS)


def test_it_goes_on_after_a_reload_and_sends_nothing_twice(browser: Browser, line: Line, film: tuple[Path, str]):
    path, sent = film
    line.proxy.left = 0
    page = signed_in(browser, line)
    choose_and_send(page, path)
    at_rest(page, line)
    page.on("dialog", lambda dialog: dialog.accept())

    page.reload()
    expect(page.locator("[data-upload-open] li")).to_have_count(1)
    choose_and_send(page, path)
    done = outcome(page, line, sent, seconds=240)

    assert (done.stored, done.noted) == (sent, sent)
    # At most the three parts that were on their way when the page went.
    assert done.bytes_up < (MEGABYTES + 3 * 8 + 4) * 1024 * 1024


def at_rest(page: Page, line: Line) -> None:
    """Pause, by keyboard, when some parts have arrived."""
    bar = page.locator(".upload progress")
    while bar.evaluate("bar => bar.value") < 20:
        page.wait_for_timeout(50)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="继续")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="已暂停")).to_be_visible()
    page.wait_for_timeout(500)
    before = line.proxy.bytes_up
    page.wait_for_timeout(1000)
    assert line.proxy.bytes_up - before < 64 * 1024


def test_pause_go_on_and_cancel_by_keyboard(browser: Browser, line: Line, film: tuple[Path, str]):
    line.proxy.left = 0
    page = signed_in(browser, line)
    choose_and_send(page, film[0])
    at_rest(page, line)
    found = violations(page)
    page.on("dialog", lambda dialog: dialog.accept())

    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="暂停")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("[data-upload-box]")).to_be_hidden()
    expect(page.locator("input[type=file]")).to_be_focused()
    answer = page.evaluate("fetch('/videos/uploads/').then(answer => answer.text())")
    assert (json.loads(answer), found) == ({"uploads": []}, [])


def test_a_wrong_file_is_refused_at_once(browser: Browser, line: Line, tmp_path: Path):
    page = signed_in(browser, line)
    path = tmp_path / "page.mp4"
    path.write_bytes(b"<html>" * 1000)

    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="上传", exact=True).click()

    expect(page.get_by_role("status").filter(has_text="这是网页或 XML 文件")).to_be_visible()
    expect(page.locator("input[type=file]")).to_be_focused()
