"""院校 and 十六市: lists and pages, equal to what is public and to nothing else."""

from datetime import UTC, datetime

import pytest

from accounts.models import City, Unit
from tests.factories import interview, notice, story
from tests.support.reading import parsed, rows, titles, words

QINYU = "qin-yu-hai-yang-zhi-ye-xue-yuan"


@pytest.fixture
def qinyu(db) -> Unit:
    """A school in 青岛 with everything its page shows."""
    unit = Unit.objects.create(
        name="琴屿海洋职业学院",
        short_name="琴屿海院",
        category="college",
        city=City.objects.get(code="3702"),
        organiser="示例举办单位",
        website="https://qinyu.example.invalid/",
        introduction="为测试而写的学校。",
    )
    unit.former_names.create(name="琴屿水产学校")
    unit.save()
    return unit


def places(client, path: str) -> list[tuple[str, list[tuple[str, str, str | None]]]]:
    """City and its units (name, what stands beside it, address) of the list of units."""
    return [
        (
            group.h2.get_text("|").split("|")[0],
            [
                (words(line.select("span")[0]), words(line.select(".src")[0]), line.a and line.a["href"])
                for line in group.select("li")
            ],
        )
        for group in parsed(client, path).select(".units section")
    ]


def test_units_by_city_in_customary_order_with_their_numbers(client, column, unit, qinyu):
    story(column, unit=qinyu)
    story(column, unit=qinyu)
    office = Unit.objects.create(name="示例研究院", kind="institute")
    story(column, unit=office)
    Unit.objects.create(name="没有稿件的学会", kind="society", city=qinyu.city)
    story(column, unit=unit, live=False)
    story(column, unit=unit).unpublish()

    assert places(client, "/schools/") == [
        ("济南", [("泺源工业职业学院", "高等职业学校（专科）", None)]),
        ("青岛", [("琴屿海洋职业学院", "高等职业学校（专科） / 2 篇", f"/schools/{QINYU}/")]),
        ("省直与其他", [("示例研究院", "研究院 / 1 篇", "/schools/shi-li-yan-jiu-yuan/")]),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=海洋", ["琴屿海洋职业学院"]),
        ("q=琴屿海院", ["琴屿海洋职业学院"]),
        ("q=水产", ["琴屿海洋职业学院"]),
        ("q=QinYu", ["琴屿海洋职业学院"]),
        ("q=lygy", ["泺源工业职业学院"]),
        ("q=职业学院", ["泺源工业职业学院", "琴屿海洋职业学院"]),
        ("q=没有这所", []),
        ("city=3702", ["琴屿海洋职业学院"]),
        ("city=9999", ["泺源工业职业学院", "琴屿海洋职业学院"]),
        ("category=college", ["泺源工业职业学院", "琴屿海洋职业学院"]),
        ("category=technician", []),
        ("q=海洋&city=3701", []),
    ],
)
def test_units_are_found_by_a_few_characters(client, unit, qinyu, query, found):
    assert [name for _, lines in places(client, f"/schools/?{query}") for name, _, _ in lines] == found


def test_a_choice_that_leaves_no_unit_is_not_offered(client, unit, qinyu):
    tree = parsed(client, "/schools/?q=海洋")

    offered = {
        select["name"]: [words(option) for option in select.select("option")] for select in tree.select("select")
    }

    assert {name: offered[name] for name in ("city", "category")} == {
        "city": ["全部城市", "青岛（1）"],
        "category": ["全部类别", "高等职业学校（专科）（1）"],
    }


def test_page_of_a_unit(client, column, interviews, notices, unit, qinyu):
    story(column, title="甲", unit=qinyu, display_date=datetime(2026, 3, 1, tzinfo=UTC))
    interview(interviews, title="乙", unit=qinyu, display_date=datetime(2026, 3, 3, tzinfo=UTC))
    notice(notices, title="丙", unit=qinyu, display_date=datetime(2025, 3, 2, tzinfo=UTC))
    story(column, title="丁：别的学校", unit=unit)
    story(column, title="戊：草稿", unit=qinyu, live=False)
    story(column, title="己：撤下", unit=qinyu).unpublish()

    tree = parsed(client, f"/schools/{QINYU}/")

    assert (words(tree.h1), words(tree.select(".lede")[0])) == ("琴屿海洋职业学院", "为测试而写的学校。")
    assert [words(figure) for figure in tree.select(".tally a")] == ["3篇报道", "1期访谈", "1篇通知公示", "1篇故事"]
    assert titles(tree) == ["乙", "甲", "丙"]
    assert rows(tree, "aside dl.dl div") == [
        ("所在地", "青岛市"),
        ("举办者", "示例举办单位"),
        ("曾用名", "琴屿水产学校"),
        ("官网", "https://qinyu.example.invalid/"),
    ]
    assert [(words(step), (step.a or {}).get("href")) for step in tree.select(".crumb li")] == [
        ("首页", "/"),
        ("院校", "/schools/"),
        ("青岛", "/cities/qingdao/"),
        ("琴屿海洋职业学院", None),
    ]
    assert titles(parsed(client, f"/schools/{QINYU}/?year=2026&city=3701&unit=泺源")) == ["乙", "甲"]
    assert titles(parsed(client, f"/schools/{QINYU}/?type=columns.noticepage")) == ["丙"]


def test_a_school_whose_name_is_part_of_another_stays_by_itself(client, column, qinyu):
    attached = Unit.objects.create(name="琴屿海洋职业学院附属中学", category="skilled", city=qinyu.city)
    story(column, title="本校", unit=qinyu)
    story(column, title="附中", unit=attached)

    assert titles(parsed(client, f"/schools/{QINYU}/")) == ["本校"]
    assert titles(parsed(client, f"/schools/{attached.slug}/")) == ["附中"]


def test_a_unit_without_anything_public_answers_like_a_missing_one(client, column, unit, qinyu):
    story(column, unit=qinyu, live=False)
    story(column, unit=qinyu).unpublish()

    silent, missing = client.get(f"/schools/{QINYU}/"), client.get("/schools/no-such-school/")

    assert (silent.status_code, silent.content, dict(silent.headers)) == (404, missing.content, dict(missing.headers))


def test_a_renamed_school_keeps_its_address(client, column, qinyu):
    story(column, unit=qinyu)
    qinyu.name = "琴屿海洋应用技术大学"
    qinyu.save()

    assert words(parsed(client, f"/schools/{QINYU}/").h1) == "琴屿海洋应用技术大学"


def test_cities_in_customary_order(client, column, city):
    story(column, city=city)
    story(column, city=city, live=False)

    tree = parsed(client, "/cities/")

    lines = [(words(line.a), line.a["href"]) for line in tree.select("main ol.ln li")]
    assert (lines[:2], lines[-1], len(lines)) == (
        [("济南市1 篇", "/cities/jinan/"), ("青岛市0 篇", "/cities/qingdao/")],
        ("菏泽市0 篇", "/cities/heze/"),
        16,
    )
    assert len(tree.select(".tiles a")) == 16


def test_page_of_a_city(client, column, notices, unit, qinyu):
    story(column, title="甲", city=qinyu.city, unit=qinyu, theme="life", display_date=datetime(2026, 3, 1, tzinfo=UTC))
    notice(notices, title="乙", city=qinyu.city, display_date=datetime(2026, 3, 2, tzinfo=UTC))
    story(column, title="丙：别的城市", city=unit.city, unit=unit)
    story(column, title="丁：草稿", city=qinyu.city, live=False)
    story(column, title="戊：撤下", city=qinyu.city).unpublish()

    tree = parsed(client, "/cities/qingdao/")

    assert (words(tree.h1), words(tree.select(".lede")[0])) == ("青岛", "青岛市的报道 2 篇，来自 1 个单位。")
    assert titles(tree) == ["乙", "甲"]
    boxes = [[(words(line), line["href"]) for line in box.select("a")] for box in tree.select("aside .box")]
    assert boxes == [
        [("琴屿海洋职业学院1 篇", f"/schools/{QINYU}/")],
        [
            ("上一座：济南", "/cities/jinan/"),
            ("下一座：淄博", "/cities/zibo/"),
            ("全部十六市", "/cities/"),
        ],
    ]
    assert titles(parsed(client, "/cities/qingdao/?theme=life&city=3701")) == ["甲"]
    assert words(parsed(client, "/cities/qingdao/?theme=life").select(".chips")[0]) == "1 篇服务美好生活清除条件订阅"


def test_the_first_and_the_last_city_have_one_neighbour(client, home):
    ends = {
        slug: [words(line) for line in parsed(client, f"/cities/{slug}/").select("aside .ln a")]
        for slug in ("jinan", "heze")
    }

    assert ends == {"jinan": ["下一座：青岛", "全部十六市"], "heze": ["上一座：滨州", "全部十六市"]}


def test_a_city_without_entries_says_so_and_no_other_city_exists(client, home):
    assert "这里还没有发布稿件" in client.get("/cities/qingdao/").text
    assert [client.get(f"/cities/{slug}/").status_code for slug in ("laiwu", "QINGDAO", "3702")] == [404] * 3


def test_entries_and_home_lead_to_school_and_city(client, column, qinyu):
    page = story(column, unit=qinyu, city=qinyu.city)

    links = [link["href"] for link in parsed(client, f"/gushi/{page.slug}/").select("dl.dl a")]
    tile = parsed(client, "/").select(".c3702 a")[0]["href"]

    assert (links, tile) == ([f"/schools/{QINYU}/", "/cities/qingdao/"], "/cities/qingdao/")
