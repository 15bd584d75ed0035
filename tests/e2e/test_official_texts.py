"""A regulation comes out of Word into the site, gets a question and answer, and a visitor finds each from the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.enums import Role
from tests.support.browser_desk import press, signed_in
from tests.support.browser_pages import open_context
from tests.support.browser_site import LiveSite, errors_in_log, served_copy
from tests.support.ooxml import Docx, para
from tests.support.word import TITLE

pytestmark = pytest.mark.e2e
LINES = [
    "示范学徒办法（样张）",
    "（2026年3月1日示范市人民政府第一次常务会议通过）",
    "第一章　总　则",
    "第一条　为了说明怎样导入，制定本办法。",
    "第二条　学徒每周在岗位上不超过四天。",
    "遇到考试的，应当提前一周告诉企业。",
    "第二章　附　则",
    "第三条　本办法自2026年5月1日起施行。",
]
QUESTION = "学徒要考试，提前几天说"


@pytest.fixture(scope="module")
def office(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site that this journey changes."""
    with served_copy(template, tmp_path_factory.mktemp("texts") / "var") as site:
        yield site


def test_from_word_to_the_answer_beside_the_article_and_back(browser: Browser, office: LiveSite, tmp_path: Path):
    file = Docx(body=TITLE.format(LINES[0]) + "".join(para(line) for line in LINES[1:])).save(tmp_path)

    with signed_in(browser, office, Role.CHIEF_EDITOR) as page:
        import_and_confirm(page, office, file)
        write_answer(page, office)

    context = open_context(browser, office.origin, None, 1280)
    visit_both_sides(context.new_page(), office)
    context.close()
    assert errors_in_log(office) == ""


def import_and_confirm(page: Page, office: LiveSite, file: Path) -> None:
    page.goto(office.url("/admin/instruments/"))
    page.get_by_role("link", name="导入", exact=True).click()
    page.locator("[name=file]").set_input_files(file)
    page.get_by_role("button", name="读取并预览").click()
    expect(page.locator("main")).to_contain_text("没有发现缺号、重号和残损。")
    expect(page.locator("main")).to_contain_text("条 3")
    expect(page.locator("[name=title]")).to_have_value(LINES[0])
    page.locator("[name=is_specimen]").check()
    page.get_by_role("button", name="保存为未公开的版本").click()
    assert office.read("/regulations/shi-fan-xue-tu-ban-fa-yang-zhang/")[0] == 404
    page.get_by_role("button", name="确认公开").click()
    expect(page.locator("main")).to_contain_text("条文已锁定")


def write_answer(page: Page, office: LiveSite) -> None:
    page.goto(office.url("/admin/pages/search/?q=条例解读"))
    address = page.get_by_role("link", name="条例解读", exact=True).first.evaluate("link => link.href")
    hub = address.rstrip("/").split("/")[-2]
    page.goto(office.url(f"/admin/pages/add/regulations/interpretationpage/{hub}/"))
    page.locator("[name=title]").fill(QUESTION)
    page.locator("[name=form]").select_option("question")
    page.locator("[name=provision_links-0-instrument]").select_option(label=LINES[0])
    page.locator("[name=provision_links-0-place]").fill("第二条第二款")
    page.locator("[name=short_answer]").fill("提前一周。")
    press(page, "发布")
    expect(page.locator(".messages")).to_contain_text("已新建并发布")


def visit_both_sides(page: Page, office: LiveSite) -> None:
    page.goto(office.url("/regulations/"))
    page.get_by_role("link", name=LINES[0]).click()
    article = page.locator("#art-2")
    note = article.locator(".nt", has_text=QUESTION)
    expect(note).to_contain_text("提前一周。")
    expect(page.locator("#art-1 .nt")).to_have_count(0)
    note.get_by_role("link", name="看全文").click()
    expect(page.locator("h1")).to_have_text(QUESTION)
    basis = page.locator(".basis")
    expect(basis).to_contain_text("遇到考试的，应当提前一周告诉企业。")
    basis.get_by_role("link").click()
    expect(page.locator("#art-2-2")).to_have_text("遇到考试的，应当提前一周告诉企业。")
    expect(page.locator(".nt", has_text=QUESTION)).to_have_count(1)
