"""The whole site without JavaScript: lists, filters, pager, search, 长辈版 and dark are links and forms."""

import pytest
from playwright.sync_api import Locator, expect

from tests.support.browser_pages import DESKTOP, PAGES, PHONE

pytestmark = pytest.mark.e2e
# The buttons that do their work by a form alone.
WITHOUT_SCRIPT = set("检索 筛选 应用 应用筛选 查找 查看 查询 核对 提交 提交报名 提交问题 取消报名 记为读过".split())


def follow(control: Locator) -> None:
    """Press a link or a button and wait for the page it leads to."""
    with control.page.expect_navigation():
        control.click()


@pytest.fixture
def open_plain(open_page):
    """Opens a path with JavaScript switched off."""

    def open_it(path: str, width: int = DESKTOP, **options):
        return open_page(path, None, width, java_script_enabled=False, **options)

    return open_it


def test_from_home_by_column_filter_and_pager_to_a_story(open_plain):
    watched = open_plain("/")
    page = watched.page

    follow(page.locator(".nav").get_by_role("link", name="讲好职教故事"))
    page.get_by_label("城市").select_option("3702")
    follow(page.get_by_role("button", name="筛选"))
    in_one_city = page.locator("main li.it .meta").all_inner_texts()
    follow(page.get_by_role("link", name="清除条件"))
    page.get_by_label("主题").select_option("life")
    follow(page.get_by_role("button", name="筛选"))
    total = page.locator(".chips strong").inner_text()
    follow(page.get_by_role("link", name="下一页"))
    on_page_2 = (page.get_by_label("主题").input_value(), page.locator("main li.it").count(), watched.path())
    follow(page.locator("main li.it h3 a").last)

    assert [meta.split(" / ")[0] for meta in in_one_city] == ["青岛", "青岛"]
    assert (total, on_page_2) == ("24 篇", ("life", 4, "/gushi/?theme=life&page=2"))
    assert (watched.path(), page.locator("h1").inner_text()) == (
        "/gushi/short-24/",
        "第24篇：磨豆腐的人半夜起来，先听一听磨声对不对",
    )
    assert watched.faults() == {}


def test_from_home_by_city_and_school_to_a_story_and_the_next(open_plain):
    watched = open_plain("/")
    page = watched.page
    way = []

    follow(page.locator(".tiles").get_by_role("link", name="济南"))
    way.append((watched.path(), page.locator("h1").inner_text()))
    follow(page.locator("aside").get_by_role("link", name="泺源工业职业学院"))
    way.append((watched.path(), page.locator("h1").inner_text()))
    follow(page.locator("main li.it h3 a", has_text="凌晨四点的调试间"))
    way.append((watched.path(), page.locator("dl.dl a").first.inner_text()))
    follow(page.locator("aside a[rel=prev]"))

    assert way == [
        ("/cities/jinan/", "济南"),
        ("/schools/luo-yuan-gong-ye-zhi-ye-xue-yuan/", "泺源工业职业学院"),
        ("/gushi/full/", "泺源工业职业学院"),
    ]
    assert (watched.path(), watched.faults()) == ("/gushi/short-1/", {})


def test_schools_are_found_by_a_few_characters(open_plain):
    watched = open_plain("/schools/")
    page = watched.page

    page.get_by_label("校名").fill("琴屿")
    follow(page.get_by_role("button", name="查找"))

    assert page.locator(".units li").all_inner_texts() == ["琴屿海洋职业学院\n高等职业学校（专科）"]
    assert "q=琴屿" in watched.path()


def test_search(open_plain):
    watched = open_plain("/")
    page = watched.page

    page.get_by_label("检索全站").fill("豆腐")
    follow(page.get_by_role("button", name="检索"))

    assert (watched.path(), page.locator("h1").inner_text()) == ("/search/?q=豆腐", "“豆腐” 共 32 条")
    assert set(page.locator("main .hit h2 mark").all_inner_texts()) == {"豆腐"}
    page.get_by_label("栏目").select_option("职教齐鲁·出彩职教生（4）")
    follow(page.get_by_role("button", name="应用筛选"))
    assert page.locator("h1").inner_text() == "“豆腐” 共 4 条"


@pytest.mark.parametrize(
    ("switch_on", "switch_off", "attribute", "value"),
    [("长辈版", "退出长辈版", "class", "elder"), ("深色", "浅色", "data-theme", "dark")],
)
def test_a_mode_stays_on_from_page_to_page_and_can_be_left(open_plain, switch_on, switch_off, attribute, value):
    watched = open_plain("/gushi/?page=2")
    page = watched.page
    mode = page.locator("html")

    follow(page.get_by_role("link", name=switch_on, exact=True))
    switched_on = (watched.path(), mode.get_attribute(attribute))
    follow(page.locator(".brand"))
    on_the_next_page = (watched.path(), mode.get_attribute(attribute))
    follow(page.get_by_role("link", name=switch_off, exact=True))
    switched_off = (watched.path(), mode.get_attribute(attribute))
    follow(page.locator(".nav a").nth(1))

    assert [switched_on, on_the_next_page] == [("/gushi/?page=2", value), ("/", value)]
    assert switched_off in [("/", None), ("/", "light")]
    assert mode.get_attribute(attribute) in (None, "light")


def test_both_modes_together(open_plain):
    page = open_plain("/gushi/full/").page

    for name in ("长辈版", "深色"):
        follow(page.get_by_role("link", name=name, exact=True))

    assert [page.locator("html").get_attribute(name) for name in ("class", "data-theme")] == ["elder", "dark"]
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("kind", PAGES)
def test_what_needs_the_script_is_not_shown(open_plain, kind):
    page = open_plain(PAGES[kind], PHONE).page

    shown = {control.inner_text().split("\n")[0] for control in page.locator("button").all() if control.is_visible()}
    folded = page.locator("header details:not([open]), nav .fold:not([open]), form details:not([open])").count()

    assert shown <= WITHOUT_SCRIPT
    assert folded == 0


def test_with_the_script_the_tools_of_a_story_are_there_and_work(open_page):
    page = open_page(PAGES["story"]).page

    tools = [control.inner_text() for control in page.locator("main button").all() if control.is_visible()]
    before = page.locator(".prose").evaluate("prose => parseFloat(getComputedStyle(prose).fontSize)")
    page.get_by_role("button", name="大一号").click()

    assert tools == ["小一号", "大一号", "打印", "复制链接"]
    assert before == 18
    # The script that does it is loaded at the first wish.
    expect(page.locator(".prose")).to_have_css("font-size", "20.25px")


def test_with_the_script_a_mode_needs_no_new_page_and_is_remembered(open_page, site):
    watched = open_page("/gushi/full/", None)
    page = watched.page
    pages = []
    page.on("request", lambda request: pages.append(request.url) if request.is_navigation_request() else None)

    page.get_by_role("link", name="长辈版", exact=True).click()
    page.get_by_role("link", name="深色", exact=True).click()

    assert pages == []
    assert {cookie["name"]: cookie["value"] for cookie in page.context.cookies()} == {"view": "elder", "theme": "dark"}
    watched.open("/about/")
    assert [page.locator("html").get_attribute(name) for name in ("class", "data-theme")] == ["elder", "dark"]
