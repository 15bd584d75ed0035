"""往期 and 网站地图: every public entry and every way in, once, and nothing that is not public."""

from datetime import UTC, datetime

import pytest

from core.listing import slices
from home.models import StandardPage
from tests.factories import interpretation, lecture, notice, official_text, paragraph, story
from tests.support.reading import parsed, titles, words


def links(tree, selector: str) -> list[tuple[str, str]]:
    """Text and address of links."""
    return [(words(link), link["href"]) for link in tree.select(selector)]


@pytest.fixture
def entries(column, notices) -> None:
    """Three live entries around the turn of a year in Shanghai, and what must not be counted."""
    # 16:00 in Greenwich is midnight in Shanghai.
    story(column, title="元旦零点", display_date=datetime(2025, 12, 31, 16, 0, tzinfo=UTC))
    story(column, title="除夕最后一分钟", display_date=datetime(2025, 12, 31, 15, 59, tzinfo=UTC))
    notice(notices, title="元月的通知", display_date=datetime(2026, 1, 31, 15, 59, tzinfo=UTC))
    story(column, title="草稿", live=False, display_date=datetime(2024, 5, 1, tzinfo=UTC))
    story(column, title="撤下", display_date=datetime(2024, 6, 1, tzinfo=UTC)).unpublish()


def test_years_and_months_with_their_numbers(client, entries):
    tree = parsed(client, "/archive/")

    assert links(tree, ".units a") == [
        ("2026年", "/archive/2026/"),
        ("1月2 篇", "/archive/2026/01/"),
        ("2025年", "/archive/2025/"),
        ("12月1 篇", "/archive/2025/12/"),
    ]
    assert [words(number) for number in tree.select(".units small")] == ["2 篇", "1 篇"]


def test_entries_of_a_year_and_of_a_month(client, entries):
    shown = {path: titles(parsed(client, f"/archive/{path}/")) for path in ("2026", "2026/01", "2025", "2025/12")}

    new, old = ["元月的通知", "元旦零点"], ["除夕最后一分钟"]
    assert shown == {"2026": new, "2026/01": new, "2025": old, "2025/12": old}


def test_way_up_and_sideways(client, entries):
    tree = parsed(client, "/archive/2026/01/")

    assert words(tree.h1) == "2026年1月"
    assert links(tree, ".crumb a") == [("首页", "/"), ("往期", "/archive/"), ("2026年", "/archive/2026/")]
    assert links(tree, "aside a") == [
        ("1月2 篇", "/archive/2026/01/"),
        ("2025年1 篇", "/archive/2025/"),
        ("全部年份", "/archive/"),
    ]


def test_a_time_without_entries_is_not_there(client, entries):
    paths = "2024 2024/05 2024/06 2026/02 2026/1 2026/00 2026/13 26 02026 ２０２６ abc".split()

    statuses = {path: client.get(f"/archive/{path}/").status_code for path in [*paths, "9" * 5000]}

    assert statuses == dict.fromkeys([*paths, "9" * 5000], 404)


def test_pages_of_a_month(client, column, monkeypatch):
    monkeypatch.setattr(slices.slice_page, "__defaults__", (2,))
    for day in range(1, 6):
        story(column, title=f"第{day}日", display_date=datetime(2026, 3, day, 4, tzinfo=UTC))

    pages = [titles(parsed(client, f"/archive/2026/03/?page={asked}")) for asked in ("1", "2", "3", "99", "x", "-1")]
    pager = links(parsed(client, "/archive/2026/03/?page=2"), ".pager a")

    first, second, third = ["第5日", "第4日"], ["第3日", "第2日"], ["第1日"]
    assert pages == [first, second, third, third, first, first]
    assert pager == [
        ("首页", "."),
        ("上一页", "."),
        ("第1页", "."),
        ("第3页", "?page=3"),
        ("下一页", "?page=3"),
        ("尾页", "?page=3"),
    ]


def test_nothing_published_yet(client, home):
    assert "这里还没有发布稿件" in client.get("/archive/").text


def test_site_map_holds_every_way_in(client, home, entries):
    for slug, live in (("about", True), ("secret", False)):
        page = StandardPage(title=f"页面{slug}", slug=slug, summary="一句话。", body=[paragraph()])
        home.add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()

    addresses = [address for _, address in links(parsed(client, "/sitemap/"), ".units a")]

    columns = ["/chucai/", "/yongwang/", "/fangtan/", "/gushi/", "/notices/"]
    assert [address for address in addresses if address in columns] == columns
    assert {*columns, "/", "/latest/", "/search/", "/schools/", "/cities/", "/archive/", "/feed/", "/about/"} < {
        *addresses
    }
    assert {"/cities/jinan/", "/cities/heze/", "/archive/2026/", "/archive/2025/"} < {*addresses}
    assert [address for address in addresses if "secret" in address or "2024" in address] == []
    assert len(addresses) == len(set(addresses))
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_site_map_leads_to_official_texts_and_lectures_once_there_are_some(client, home):
    few = {text for text, _ in links(parsed(client, "/sitemap/"), ".units a")}

    interpretation(official_text(), "第二条")
    lecture()

    many = {text for text, _ in links(parsed(client, "/sitemap/"), ".units a")}
    assert "讲座日程" in few
    assert {"条例与文件", "条例解读", "主讲人"} <= many - few


def test_the_foot_leads_to_the_site_map(client, home):
    assert ("网站地图", "/sitemap/") in links(parsed(client, "/"), "footer a")
