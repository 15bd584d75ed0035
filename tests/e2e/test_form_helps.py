"""What the forms of the admin tell an editor who writes: length, errors by tab, a colleague in the same text."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from accounts.enums import Role
from tests.support.browser_axe import violations
from tests.support.browser_desk import open_form, press, save_draft, signed_in
from tests.support.browser_site import LiveSite, served_copy
from tests.support.pictures import jpeg

pytestmark = pytest.mark.e2e
# Own screens and those with our panels; what Wagtail draws around them is not ours to mend.
OWN_SCREENS = {
    "dashboard": "/admin/",
    "import": "/admin/import-word/",
    "inbox": "/admin/reports-of-errors/",
    "audit": "/admin/reports/audit/",
    "explorer": "/admin/pages/",
    "pictures": "/admin/images/multiple/add/",
}


@pytest.fixture(scope="module")
def office(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site of its own: these tests save drafts and files."""
    with served_copy(template, tmp_path_factory.mktemp("helps") / "var") as site:
        yield site


@pytest.fixture
def desk(browser: Browser, office: LiveSite) -> Iterator[Page]:
    """An editor at the form of a new story."""
    with signed_in(browser, office, Role.EDITOR) as page:
        open_form(page, "讲好职教故事", "storypage")
        yield page


def test_the_title_says_how_long_it_is_and_the_tab_how_many_errors_it_holds(desk):
    counter = desk.locator("#id_title-counter")

    desk.locator("#id_title").fill("长" * 30)
    fits = counter.inner_text()
    desk.locator("#id_title").fill("长" * 31)
    too_long = counter.inner_text()
    press(desk, "发布")
    expect(desk.locator(".messages")).to_contain_text("有填写错误")

    assert (fits, too_long) == ("30 / 30 字", "31 / 30 字，偏长：列表和转发时会被截断")
    # The source is on the second tab; the body, which is empty, on the first.
    expect(desk.get_by_role("tab", name=re.compile("资料"))).to_contain_text("1")
    expect(desk.get_by_role("tab", name=re.compile("正文"))).to_contain_text("1")


def test_a_colleague_in_the_same_text_is_named(browser, office, desk):
    desk.locator("#id_title").fill("两个人同时打开的稿件")
    save_draft(desk)

    with signed_in(browser, office, Role.CHIEF_EDITOR) as colleague:
        colleague.goto(desk.url)
        colleague.locator("#w-editing-sessions button").first.focus()
        expect(colleague.get_by_role("tooltip")).to_contain_text("示例责任编辑")
        colleague.locator("#id_title").fill("两个人同时打开、一个人先存的稿件")
        press(colleague, "保存草稿")
        expect(colleague.locator(".messages")).to_contain_text("已保存")

        saved = desk.locator("#w-editing-sessions").get_by_role("button", name="示例栏目主编")
        expect(saved).to_have_accessible_name(re.compile("保存了新"), timeout=30_000)


def test_autosave_goes_on_after_a_refused_publication(desk, office):
    desk.goto(office.url("/admin/pages/search/?q=第5篇"))
    desk.get_by_role("link", name=re.compile("^第5篇")).first.click()
    title = desk.locator("#id_title")
    before = title.input_value()

    title.fill("")
    press(desk, "发布")
    expect(desk.locator(".messages")).to_contain_text("有填写错误")
    with desk.expect_response(lambda answer: is_save(answer) and answer.ok):
        title.fill("被拒绝以后接着写的标题")

    desk.goto(desk.url)
    expect(title).to_have_value("被拒绝以后接着写的标题")
    assert before in site_text(office, "/gushi/short-5/")


def is_save(answer: Response) -> bool:
    """Whether the browser stored a draft by itself."""
    return answer.request.method == "POST" and answer.url.endswith("/edit/")


def site_text(office: LiveSite, path: str) -> str:
    """What readers get."""
    return office.read(path)[1].decode()


def test_many_pictures_get_their_words_in_one_table(desk, office, tmp_path):
    files = [tmp_path / f"DSC{number}.jpg" for number in (1, 2, 3)]
    for number, file in enumerate(files):
        file.write_bytes(jpeg((320 + number, 200)))
    desk.goto(office.url("/admin/images/multiple/add/"))
    tools, rows = desk.locator("#library-tools"), desk.locator("#upload-list form")

    desk.locator("#fileupload").set_input_files(files)
    expect(rows).to_have_count(3, timeout=60_000)
    expect(tools.get_by_role("status")).to_have_text("3 张还没有保存，其中 3 张没有替代文字。")
    for number in range(3):
        rows.nth(number).locator("[name$=-description]").fill(f"第{number + 1}台机床")
    rows.nth(1).locator("[name$=-credit]").fill("宋青禾 摄")
    tools.get_by_label("作者").fill("孟繁星 摄")
    tools.get_by_role("button", name="写进没填作者的各行").click()
    tools.get_by_role("button", name="全部保存").click()

    expect(tools.get_by_role("status")).to_have_text("全部保存好了。")
    expect(rows).to_have_count(0)
    with sqlite3.connect(office.folder / "site.sqlite3") as database:
        stored = set(database.execute("SELECT description, credit FROM media_image WHERE title LIKE 'DSC%'"))
    assert stored == {("第1台机床", "孟繁星 摄"), ("第2台机床", "宋青禾 摄"), ("第3台机床", "孟繁星 摄")}


@pytest.mark.parametrize("screen", OWN_SCREENS)
def test_screens_of_the_office_are_accessible(browser, office, screen):
    with signed_in(browser, office, Role.CHIEF_EDITOR) as page:
        page.goto(office.url(OWN_SCREENS[screen]))
        page.wait_for_load_state("networkidle")

        assert violations(page) == []
