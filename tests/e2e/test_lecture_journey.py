"""The way of a lecture: found on the home page, registered for, recorded, explained beside the law, certified, checked."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from accounts.enums import Role
from tests.support.browser_axe import violations
from tests.support.browser_desk import signed_in
from tests.support.browser_pages import NARROWEST, TOO_WIDE, open_context
from tests.support.browser_site import LiveSite, environment, served_copy
from tests.support.browser_video import make_clip
from tests.support.upload_trial import ADD, EDIT, choose_and_send

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
CAPTIONS = """WEBVTT

00:01.000 --> 00:04.000
今天讲示范条例。

00:10.000 --> 00:14.000
条例第二条第一款第二项，说的是乙。

00:24.000 --> 00:28.000
条例第三条，说的是从哪天起。

00:40.000 --> 00:44.000
再看条例第一条。
"""
CHAPTERS = "00:00 开场\n00:20 从哪天起"
MEDIA = "document.querySelector('video')"


@dataclass(frozen=True)
class Recorded:
    """A site whose past lecture has an uploaded recording in its draft."""

    site: LiveSite
    lecture: int
    law: str


@pytest.fixture
def own_site(template: Path, tmp_path: Path) -> Iterator[LiveSite]:
    """A site that a test changes."""
    with served_copy(template, tmp_path / "var") as site:
        yield site


@pytest.fixture(scope="module")
def recorded(browser: Browser, template: Path, tmp_path_factory) -> Iterator[Recorded]:
    """An editor uploads the video and gives it captions and chapters."""
    folder = tmp_path_factory.mktemp("journey")
    captions = folder / "captions.vtt"
    captions.write_text(CAPTIONS)
    with served_copy(template, folder / "var") as site, signed_in(browser, site, Role.EDITOR) as page:
        page.goto(site.url(ADD))
        choose_and_send(page, make_clip(folder))
        expect(page.locator("[data-upload-status]")).to_contain_text("核对", timeout=60_000)
        site.work_off_outbox()
        page.wait_for_url(EDIT, timeout=60_000)
        video = int(EDIT.search(page.url).group(1))
        site.work_off_outbox()
        page.goto(site.url(f"/admin/media/{video}/production/"))
        page.locator("[name=captions_file]").set_input_files(captions)
        page.locator("[name=chapters]").fill(CHAPTERS)
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.get_by_text("已保存")).to_be_visible()
        command = [sys.executable, "-m", "tests.support.browser_replay", str(video)]
        env = environment(site.folder, site.origin)
        told = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.split()
        _confirm(page, site, int(told[0]))
        site.work_off_outbox()
        yield Recorded(site, int(told[0]), told[1])


def _confirm(page: Page, site: LiveSite, lecture: int) -> None:
    """Tick three proposals by keys, then publish the draft."""
    page.goto(site.url(f"/admin/lectures/{lecture}/moments/"))
    boxes = page.locator("input[name=moment]")
    expect(boxes).to_have_count(3)
    boxes.first.focus()
    for number in range(3):
        page.keyboard.press("Space")
        if number < 2:
            page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("加入了 3 处")).to_be_visible()
    command = [sys.executable, "-m", "manage", "shell", "-c", PUBLISH.format(lecture)]
    subprocess.run(command, env=environment(site.folder, site.origin), check=True, capture_output=True)


PUBLISH = "from lectures.models import LecturePage as P; P.objects.get(pk={}).get_latest_revision().publish()"


def register(page: Page, name: str) -> None:
    """Fill the form in."""
    page.get_by_label("姓名").fill(name)
    page.get_by_label("单位").fill("示例学院")
    page.get_by_label("手机号").fill("13800001111")
    page.get_by_role("button", name="提交报名").click()


def test_a_visitor_finds_the_next_lecture_registers_and_gets_a_calendar_file(browser: Browser, own_site: LiveSite):
    context = open_context(browser, own_site.origin, None, java_script_enabled=False)
    reader = context.new_page()

    reader.goto(own_site.url("/"))
    reader.locator(".hallband .next").get_by_role("link", name="报名听讲").click()
    reader.locator("main").get_by_role("link", name="报名听讲").click()
    register(reader, "林晓月")
    number = reader.locator(".num-l").inner_text()
    address = reader.get_by_role("link", name="加入日历").evaluate("link => link.href")
    file = context.request.get(address).body()
    cookies = context.cookies()
    context.close()

    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert (reader.url.startswith(own_site.url("/lectures/registration/")), len(number), cookies) == (True, 8, [])
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert event["DTSTART"].dt.utcoffset() == timedelta(hours=8)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=2)


def test_a_provision_leads_to_the_second(browser: Browser, recorded: Recorded):
    context = open_context(browser, recorded.site.origin, None)
    reader = context.new_page()

    reader.goto(recorded.site.url(f"{recorded.law}art-2/"))
    note = reader.locator(".nt").filter(has_text="第一讲")
    told = note.locator("summary").inner_text()
    note.locator("p a").click()
    address = reader.url
    source = reader.evaluate(f"{MEDIA}.getAttribute('src')")
    chapters = reader.locator(".chs .chs-l a span").all_inner_texts()
    context.close()

    assert "00:10" in told
    assert address == recorded.site.url("/dajiangtang/held/?t=10")
    assert source.endswith("#t=10")
    assert chapters == ["开场", "从哪天起"]


def test_a_learner_watches_is_certified_and_the_certificate_is_checked(browser: Browser, recorded: Recorded, tmp_path):
    context = open_context(browser, recorded.site.origin, None, width=NARROWEST)
    learner = context.new_page()
    learner.goto(recorded.site.url("/dajiangtang/held/"))
    learner.get_by_role("link", name="登记学习").click()
    register(learner, "林晓月")
    learner.get_by_role("link", name="看录像，计学时").click()
    found, wide = violations(learner), learner.evaluate(TOO_WIDE)

    learner.evaluate(f"{MEDIA}.muted = true; {MEDIA}.play()")
    for _ in range(100):
        if learner.evaluate(f"{MEDIA}.currentTime > 6"):
            break
        learner.wait_for_timeout(200)
    learner.evaluate(f"{MEDIA}.pause()")
    learner.get_by_role("button", name="领取学时证书").click()
    code = learner.locator(".study b").inner_text()
    with learner.expect_download() as download:
        learner.get_by_role("link", name=re.compile("证书")).first.click()
    original = Path(download.value.path()).read_bytes()
    verdicts = [_verdict(learner, recorded.site, tmp_path, content) for content in (original, _changed(original))]
    learner.goto(recorded.site.url(f"/verify/{code}/"))
    by_code = learner.locator("[data-verdict] h2").inner_text()
    cookies = context.cookies()
    context.close()

    assert (found, wide, cookies) == ([], [], [])
    assert (original[:5], verdicts, by_code) == (b"%PDF-", ["证书有效", "不是签发的原件"], "证书有效")


def _changed(content: bytes) -> bytes:
    """One byte in the middle is another."""
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def _verdict(page: Page, site: LiveSite, folder: Path, content: bytes) -> str:
    file = folder / "certificate.pdf"
    file.write_bytes(content)
    page.goto(site.url("/verify/"))
    page.get_by_label("证书文件").set_input_files(file)
    page.get_by_role("button", name="核对").click()
    return page.locator("[data-verdict] h2").inner_text()
