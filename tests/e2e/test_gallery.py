"""A folder of photographs becomes a gallery: with the keyboard alone, and with one file that is none."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from accounts.enums import Role
from tests.support.browser_desk import open_form, signed_in
from tests.support.browser_site import LiveSite, errors_in_log, served_copy
from tests.support.pictures import jpeg

pytestmark = pytest.mark.e2e
PICTURES = 20
ROWS = ".gallery-figures [data-streamfield-child]:not([aria-hidden])"
STATE = ".gallery-tools__state"


@pytest.fixture(scope="module")
def office(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site that these tests change."""
    with served_copy(template, tmp_path_factory.mktemp("gallery") / "var") as site:
        yield site


@pytest.fixture
def desk(browser: Browser, office: LiveSite) -> Iterator[Page]:
    """An editor at the form of a new story."""
    with signed_in(browser, office, Role.EDITOR) as page:
        open_form(page, "讲好职教故事", "storypage")
        yield page


def enter(place: Locator) -> None:
    """Press a button or follow a link without a mouse."""
    place.focus()
    place.press("Enter")


def write(place: Locator, text: str) -> None:
    """Type into a field without a mouse."""
    place.focus()
    place.page.keyboard.insert_text(text)


def add_block(page: Page, name: str) -> None:
    """From the plus into the search box of the menu, and the one block of that name."""
    enter(page.locator("[data-contentpath=body] .c-sf-add-button").last)
    expect(page.get_by_role("combobox")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.insert_text(name)
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")


def choose_files(page: Page, files: list[Path]) -> None:
    """What the window of the system would give."""
    with page.expect_file_chooser() as chooser:
        enter(page.get_by_role("button", name="从电脑选照片"))
    chooser.value.set_files(files)


def photographs(folder: Path, number: int) -> list[Path]:
    """Files as a camera names them."""
    files = [folder / f"DSC{index:04}.jpg" for index in range(1, number + 1)]
    for index, file in enumerate(files):
        file.write_bytes(jpeg((480 + index, 320)))
    return files


def test_a_story_with_twenty_pictures_by_keyboard_alone(desk, office, tmp_path):
    write(desk.locator("#id_title"), "二十张照片的一天")
    add_block(desk, "组图")
    expect(desk.locator(".gallery-tools")).to_be_visible()

    choose_files(desk, photographs(tmp_path, PICTURES))
    expect(desk.locator(STATE)).to_contain_text(f"已加入 {PICTURES} 张", timeout=120_000)
    for number, field in enumerate(desk.locator(f"{ROWS} [data-contentpath=alt] input").all(), 1):
        write(field, f"第{number}张照片里的学徒")
    first = desk.locator(f"{ROWS} [data-contentpath=alt] input").first
    first.press("Alt+ArrowDown")
    expect(desk.locator(STATE)).to_have_text(f"已移到第 2 张，共 {PICTURES} 张。")
    write(desk.get_by_label("全部照片的作者"), "孟繁星 摄")
    enter(desk.get_by_role("button", name="应用到全部"))
    enter(desk.get_by_role("tab", name="资料"))
    enter(desk.get_by_role("button", name=re.compile(r"选择\s*稿件来源")))
    enter(desk.locator(".modal").get_by_role("link", name="职教齐鲁编辑部"))
    expect(desk.locator(".modal")).to_have_count(0)
    enter(desk.locator("footer").get_by_role("button", name="更多动作"))
    enter(desk.locator("footer").get_by_role("button", name="发布", exact=True))

    expect(desk.locator(".messages")).to_contain_text("已新建并发布", timeout=60_000)
    address = desk.locator(".messages a").first.evaluate("link => link.href")
    office.work_off_outbox()
    desk.goto(address)
    alts = desk.locator("main figure img").evaluate_all("pictures => pictures.map(picture => picture.alt)")
    assert alts == [f"第{number}张照片里的学徒" for number in (2, 1, *range(3, PICTURES + 1))]
    expect(desk.locator("main figcaption").filter(has_text="孟繁星 摄")).to_have_count(PICTURES)
    assert errors_in_log(office) == ""


def test_one_bad_file_and_one_known_picture_do_not_hold_up_the_others(desk, tmp_path):
    files = photographs(tmp_path, 3)
    (tmp_path / "坏.jpg").write_bytes(b"no picture")
    add_block(desk, "组图")

    choose_files(desk, [files[0], tmp_path / "坏.jpg", *files[1:], files[0]])

    expect(desk.locator(STATE)).to_contain_text("已加入 3 张，1 张没有加入", timeout=60_000)
    expect(desk.locator(ROWS)).to_have_count(3)
    said = desk.locator(".gallery-tools__files").inner_text()
    assert ("坏.jpg 读不出这张图片" in said, "是同一张照片，没有重复加入" in said) == (True, True)
