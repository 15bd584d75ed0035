"""The two journeys of the office: a Word file becomes a published story; a new column is made without a programmer."""

import base64
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from accounts.enums import Role
from tests.support.browser_content import ACCOUNTS
from tests.support.browser_pages import open_context
from tests.support.browser_site import LiveSite, errors_in_log, served_copy
from tests.support.word import notice_docx, story_docx

pytestmark = pytest.mark.e2e
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES_OF_LINKS = "links => links.map(link => link.pathname.split('/')[5])"
MAKE_TRANSFER = """([data, name, type]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([Uint8Array.from(atob(data), letter => letter.charCodeAt(0))], name, { type }));
  return transfer;
}"""


@pytest.fixture(scope="module")
def office(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site with its worker, for tests that change it."""
    with served_copy(template, tmp_path_factory.mktemp("office") / "var", with_worker=True) as site:
        yield site


@pytest.fixture
def desk(browser: Browser, office: LiveSite) -> Iterator[Callable[[Role], Page]]:
    """Signs somebody in by role and opens the dashboard."""
    contexts = []

    def sign_in(role: Role) -> Page:
        contexts.append(open_context(browser, office.origin, None, 1280))
        page = contexts[-1].new_page()
        page.goto(office.url("/admin/"))
        username, password = ACCOUNTS[role]
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(password)
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("navigation").get_by_role("link", name="导入 Word")).to_be_visible()
        return page

    yield sign_in
    for context in contexts:
        context.close()


@pytest.fixture
def reader(browser: Browser, office: LiveSite) -> Iterator[Page]:
    """Somebody who is signed in nowhere."""
    context = open_context(browser, office.origin, None, 1280)
    yield context.new_page()
    context.close()


def open_column(page: Page, title: str) -> None:
    """From wherever one is to the list of a column's entries."""
    page.goto(page.url.split("/admin/")[0] + "/admin/pages/")
    # The way that leads to an empty column, too.
    page.goto(page.get_by_role("link", name=title, exact=True).evaluate("link => new URL('..', link.href).href"))
    expect(page.locator("header").get_by_text(title).first).to_be_visible()


def drop(page: Page, name: str, data: bytes) -> None:
    """Drop a file on the import form, once it says that it takes one."""
    expect(page.get_by_text("也可以把 Word 文件拖到这一页上。")).to_be_visible()
    content = base64.b64encode(data).decode()
    transfer = page.evaluate_handle(MAKE_TRANSFER, [content, name, WORD])
    page.dispatch_event("form[data-word-import]", "drop", {"dataTransfer": transfer})


def press(page: Page, action: str) -> None:
    """One of the actions at the foot of the page editor, folded or not."""
    button = page.locator("footer").get_by_role("button", name=action, exact=True)
    if not button.is_visible():
        page.locator("footer").get_by_role("button", name="更多动作").click()
    button.click()


def choose_source(page: Page) -> None:
    """On the second tab of an entry."""
    page.get_by_role("tab", name=re.compile("资料")).click()
    page.get_by_role("button", name="选择稿件来源").click()
    page.locator(".modal").get_by_role("link", name="职教齐鲁编辑部").click()
    expect(page.locator(".modal")).to_have_count(0)


def figure_of(page: Page) -> Locator:
    """The picture block of the body."""
    return page.locator("[data-streamfield-child]").filter(has=page.get_by_label("替代文字")).first


def test_a_word_file_becomes_a_story_that_readers_find(desk, reader, office):
    page = desk(Role.EDITOR)
    open_column(page, "讲好职教故事")
    page.get_by_role("button", name="动作").first.click()
    page.get_by_role("link", name="导入 Word").last.click()

    drop(page, "灯还亮着.docx", story_docx(title="灯盏还亮着").data())
    page.wait_for_url("**/report/**")
    said = page.locator("main").inner_text()
    page.get_by_role("link", name="去编辑").click()
    press(page, "发布")

    assert "“灯还亮着.docx”已导入栏目“讲好职教故事”" in said
    assert re.search(
        "图片库新增 1 张图片|另有 1 张图片库里已经有", said
    )  # another test may have brought the same picture
    expect(page.locator(".messages")).to_contain_text("有填写错误")
    figure = figure_of(page)
    expect(figure).to_contain_text("请用一句话写出图里有什么")
    expect(figure).to_contain_text("请写明作者")
    reader.goto(office.url("/gushi/"))
    assert "灯盏还亮着" not in reader.locator("body").inner_text()

    figure.get_by_label("替代文字").fill("调试间里的一台机床")
    figure.get_by_label("作者").fill("孟繁星 摄")
    choose_source(page)
    page.get_by_role("button", name="预览开关").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.locator("h1")).to_have_text("灯盏还亮着")
    expect(preview.locator("main figcaption").last).to_contain_text("孟繁星 摄")
    expect(preview.locator("dl.dl")).to_contain_text("职教齐鲁编辑部")
    press(page, "发布")

    expect(page.locator(".messages")).to_contain_text("已经发布")
    for path in ("/gushi/", "/"):
        reader.goto(office.url(path))
        expect(reader.get_by_role("link", name="灯盏还亮着").first).to_be_visible()
    office.work_off_outbox()
    reader.goto(office.url("/search/?q=灯盏"))
    expect(reader.locator("h1")).to_have_text("“灯盏” 共 1 条")
    reader.locator(".hit h2 a").click()
    picture = reader.get_by_alt_text("调试间里的一台机床")
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth > 0)") is True
    expect(reader.locator("h1")).to_have_text("灯盏还亮着")
    expect(reader.locator("main td, main th")).to_have_text(["届别", "人数", "2024", "38"])
    assert errors_in_log(office) == ""


def test_a_word_file_can_be_chosen_as_well(desk, tmp_path):
    page = desk(Role.EDITOR)
    page.get_by_role("navigation").get_by_role("link", name="导入 Word").click()

    page.get_by_label("栏目").select_option(label="勇往“职”前")
    page.get_by_label("Word 文件").set_input_files(story_docx(title="另一盏灯").save(tmp_path, "另一盏灯.docx"))
    page.get_by_role("button", name="导入").click()

    page.wait_for_url("**/report/**")
    assert "“另一盏灯.docx”已导入栏目“勇往“职”前”，存为草稿“另一盏灯”" in page.locator("main").inner_text()


def test_what_is_no_word_file_is_refused_in_chinese(desk, tmp_path):
    page = desk(Role.EDITOR)
    page.get_by_role("navigation").get_by_role("link", name="导入 Word").click()
    (tmp_path / "旧稿.docx").write_bytes(b"%PDF-1.7\n")

    page.get_by_label("栏目").select_option(label="勇往“职”前")
    page.get_by_label("Word 文件").set_input_files(tmp_path / "旧稿.docx")
    page.get_by_role("button", name="导入").click()

    expect(page.locator("main")).to_contain_text("PDF")
    assert page.url.endswith("/admin/import-word/")


def test_a_fifth_column_made_by_the_chief_editor(desk, reader, office):
    page = desk(Role.CHIEF_EDITOR)
    make_column(page, "匠心课堂", "量一量，再下刀")
    open_column(page, "匠心课堂")

    page.get_by_role("link", name="添加子页面").first.click()
    page.wait_for_url("**/add_subpage/")
    offered = page.locator("main a[href*='/pages/add/']").evaluate_all(TYPES_OF_LINKS)
    home_choice = columns_to_choose_for_home(page)
    import_and_publish(page, "匠心课堂")

    assert sorted(offered) == ["interviewpage", "noticepage"]
    assert "匠心课堂" in home_choice
    reader.goto(office.url("/"))
    expect(reader.locator(".nav").get_by_role("link", name="匠心课堂")).to_be_visible()
    band = reader.locator("article.colm").filter(has_text="匠心课堂")
    assert ("量一量，再下刀" in band.inner_text(), band.locator("h4").inner_text()) == (True, "关于征集故事的通知")
    reader.goto(office.url("/latest/"))
    filter_by(reader, "匠心课堂")
    reader.get_by_role("button", name="筛选").click()
    expect(reader.locator("main li.it h3")).to_have_text(["关于征集故事的通知"])
    reader.wait_for_url("**/latest/?column=*")
    office.work_off_outbox()
    reader.goto(office.url("/search/?q=征集"))
    filter_by(reader, "匠心课堂")
    reader.get_by_role("button", name="应用筛选").click()
    expect(reader.locator(".hit h2")).to_have_text(["关于征集故事的通知"])
    assert errors_in_log(office) == ""


def filter_by(page: Page, column: str) -> None:
    """Choose a column in the filters of a list; a choice may carry its number of entries."""
    choice = page.get_by_label("栏目").locator("option", has_text=column)
    page.get_by_label("栏目").select_option(value=choice.get_attribute("value"))


def make_column(page: Page, title: str, slogan: str) -> None:
    """A column for interviews and notices, published."""
    page.goto(page.url.split("/admin/")[0] + "/admin/pages/")
    page.get_by_role("link", name="添加子页面").first.click()
    page.locator("main a[href*='/add/columns/columnpage/']").click()
    page.get_by_label("标题", exact=False).first.fill(title)
    page.get_by_label("口号").fill(slogan)
    page.get_by_label("故事", exact=True).uncheck()
    page.get_by_label("访谈", exact=True).check()
    page.get_by_label("通知公示", exact=True).check()
    press(page, "发布")
    expect(page.locator(".messages")).to_contain_text("已")


def columns_to_choose_for_home(page: Page) -> str:
    """What the chooser of the home page's columns offers."""
    page.goto(page.url.split("/admin/")[0] + "/admin/pages/")
    page.goto(page.url + "edit/")
    page.get_by_role("button", name="增加 一个栏目").click()
    page.locator("#id_home_columns-FORMS").get_by_role("button", name="选择").last.click()
    modal = page.locator(".modal")
    expect(modal).to_contain_text("讲好职教故事")
    return modal.inner_text()


def import_and_publish(page: Page, column: str) -> None:
    """An official paper by Word into the new column."""
    open_column(page, column)
    page.get_by_role("button", name="动作").first.click()
    page.get_by_role("link", name="导入 Word").last.click()
    drop(page, "通知.docx", notice_docx().data())
    page.wait_for_url("**/report/**")
    page.get_by_role("link", name="去编辑").click()
    choose_source(page)
    press(page, "发布")
    expect(page.locator(".messages")).to_contain_text("已经发布")
