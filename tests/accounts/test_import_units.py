"""Importing units: what a file means, what it must not do, all or nothing."""

import pytest
from django.db import IntegrityError
from wagtail.models import ModelLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backend

from accounts.domain.import_units import import_units
from accounts.domain.unit_file import COLUMNS
from accounts.domain.unit_report import Change, Outcome, Row
from accounts.models import Unit, UnitFormerName

pytestmark = pytest.mark.django_db
HEADING = ",".join(COLUMNS)


def content(*lines: str) -> bytes:
    return "\n".join([HEADING, *lines]).encode()


def faults(*lines: str) -> list[str]:
    return [str(problem) for problem in import_units(content(*lines)).problems]


def stored() -> list[tuple]:
    return [
        (
            unit.name,
            unit.short_name,
            unit.kind,
            unit.category,
            str(unit.city or ""),
            str(unit.district or ""),
            sorted(unit.former_names.values_list("name", flat=True)),
            unit.organiser,
            unit.website,
        )
        for unit in Unit.objects.order_by("name")
    ]


@pytest.fixture
def school(city) -> Unit:
    unit = Unit.objects.create(
        name="泺源工业职业学院",
        short_name="泺源工院",
        kind="school",
        category="college",
        city=city,
        website="https://luoyuan.example/",
        introduction="编辑写的简介。",
    )
    UnitFormerName.objects.create(unit=unit, name="泺源机械工业学校")
    return unit


def test_every_column_reaches_its_field():
    report = import_units(
        content(
            "鹊华信息工程学校,鹊华信工,学校,普通中专,济南,天桥区,鹊华电校；鹊华中专 ; ,示例举办单位,https://quehua.example/",
            "示例研究院,,研究院,,,,,,",
        )
    )

    assert stored() == [
        ("示例研究院", "", "institute", "", "", "", [], "", ""),
        (
            "鹊华信息工程学校",
            "鹊华信工",
            "school",
            "secondary_general",
            "济南市",
            "济南·天桥区",
            ["鹊华中专", "鹊华电校"],
            "示例举办单位",
            "https://quehua.example/",
        ),
    ]
    assert report.rows == [Row(2, "鹊华信息工程学校", Outcome.NEW), Row(3, "示例研究院", Outcome.NEW)]
    assert (report.problems, report.saved, report.summary) == ([], True, "已导入：新增2个，修改0个，不变0个。")


def test_the_same_file_again_changes_nothing():
    file = content("鹊华信息工程学校,,学校,普通中专,济南市,天桥区,鹊华电校,,")
    import_units(file)
    before = stored(), list(Unit.objects.values_list("pk", flat=True)), ModelLogEntry.objects.count()

    report = import_units(file)

    after = stored(), list(Unit.objects.values_list("pk", flat=True)), ModelLogEntry.objects.count()
    assert (after, report.rows) == (before, [Row(2, "鹊华信息工程学校", Outcome.UNCHANGED)])


def test_a_dry_run_tells_everything_and_saves_nothing(school):
    before = stored()

    report = import_units(
        content("泺源工业职业学院,泺工,学校,高等职业学校(专科),,,,,", "新学校,,学校,技工学校,青岛市,,,,"), dry_run=True
    )

    assert report.rows == [
        Row(2, "泺源工业职业学院", Outcome.CHANGED, (Change("简称", "泺源工院", "泺工"),)),
        Row(3, "新学校", Outcome.NEW),
    ]
    assert (stored(), report.saved) == (before, False)
    assert report.summary == "检查通过，尚未导入：新增1个，修改1个，不变0个。"


def test_an_empty_cell_leaves_what_is_there_and_former_names_are_added(school):
    report = import_units(content("泺源工业职业学院,,学校,,,历城区,泺源技校;泺源机械工业学校,,"))

    school.refresh_from_db()
    assert report.rows[0].changes == (
        Change("区县", "", "历城区"),
        Change("曾用名", "泺源机械工业学校", "泺源机械工业学校；泺源技校"),
    )
    assert stored() == [
        (
            "泺源工业职业学院",
            "泺源工院",
            "school",
            "college",
            "济南市",
            "济南·历城区",
            ["泺源技校", "泺源机械工业学校"],
            "",
            "https://luoyuan.example/",
        )
    ]
    assert school.introduction == "编辑写的简介。"


def test_a_school_that_becomes_an_institute_and_moves_loses_category_and_district(school):
    import_units(content("泺源工业职业学院,,学校,,,历城区,,,"))

    report = import_units(content("泺源工业职业学院,,研究院,,青岛市,,,,"))

    school.refresh_from_db()
    assert (report.problems, school.kind, school.category, school.city.name, school.district) == (
        [],
        "institute",
        "",
        "青岛市",
        None,
    )


def test_one_wrong_line_and_nothing_is_saved(school):
    before = stored()

    report = import_units(
        content("新学校,,学校,技工学校,青岛市,,,,", "泺源工业职业学院,改了,学校,,,,,,", "另一所,,学院,,,,,,")
    )

    assert [str(problem) for problem in report.problems] == [
        "第4行，性质：没有“学院”这一项。可以写：学校、研究院、学会、市局、省直单位、其他。"
    ]
    assert (stored(), report.saved, report.summary) == (before, False, "有1处问题，一个单位也没有导入。")


def test_every_line_reports_every_problem_in_order():
    found = faults(
        ",,,,,,,,",
        ",无名,学校,技工学校,济南市,,,,",
        "甲学校,,,,,,,,",
        "乙学校,,学校,小学,莱芜市,,,,",
        "丙学校,,学校,,济南市,,,,",
        "丁研究院,,研究院,技工学校,济南市,市南区,,,",
        "戊学校,,学校,技工学校,,市南区,,,",
        f"{'己' * 61},{'己' * 31},学校,技工学校,济南市,,,,网址",
    )

    assert found == [
        "第3行，名称：不能空着。",
        "第4行，性质：不能空着。",
        "第5行，学校类别：没有“小学”这一项。可以写：普通中专、职业中专·职业高中、成人中专、技工学校、技师学院、"
        "高等职业学校（专科）、职业本科、应用型本科（贯通）、县级职教中心。",
        "第5行，城市：没有“莱芜市”。请写十六市之一，例如“济南市”。",
        "第6行，学校类别：学校要选一个类别。",
        "第7行，区县：济南市没有“市南区”。",
        "第8行，区县：写了区县，也要写城市。",
        "第9行，名称：确保该变量包含不超过 60 字符 (目前字符数 61)。",
        "第9行，简称：确保该变量包含不超过 30 字符 (目前字符数 31)。",
        "第9行，官网：输入一个有效的 URL。",
    ]
    assert stored() == []


def test_a_category_belongs_to_schools_only():
    assert faults("丁研究院,,研究院,技工学校,济南市,,,,") == ["第2行，学校类别：只有学校才有类别。"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            "泺源机械工业学校,,学校,技工学校,,,,,",
            "第2行，名称：“泺源机械工业学校”是“泺源工业职业学院”的曾用名，请改用现在的名称。",
        ),
        (
            "新学校,,学校,技工学校,,,泺源机械工业学校,,",
            "第2行，曾用名：“泺源机械工业学校”已经是“泺源工业职业学院”的曾用名。",
        ),
        (
            "新学校,,学校,技工学校,,,泺源工业职业学院,,",
            "第2行，曾用名：“泺源工业职业学院”现在还是一个单位的名称。单位改名，请先在它自己的页面里改。",
        ),
        ("新学校,,学校,技工学校,,,新学校,,", "第2行，曾用名：曾用名和现在的名称一样。"),
        ("新学校,,学校,技工学校,,,旧;旧,,", "第2行，曾用名：“旧”写了两次。"),
        (f"新学校,,学校,技工学校,,,{'旧' * 61},,", "第2行，曾用名：“旧旧旧旧旧旧旧旧旧旧……”太长，最多60个字。"),
    ],
)
def test_an_old_name_leads_to_one_unit(school, line, fault):
    before = stored()

    assert (faults(line), stored()) == ([fault], before)


def test_names_that_clash_inside_the_file():
    found = faults(
        "甲学校,,学校,技工学校,,,老甲;丙学校,,",
        "甲学校,,学校,技工学校,,,,,",
        "乙学校,,学校,技工学校,,,老甲,,",
        "丙学校,,学校,技工学校,,,,,",
    )

    assert found == [
        "第2行，曾用名：“丙学校”是第5行的名称。",
        "第3行，名称：“甲学校”在第2行已经有了。",
        "第4行，曾用名：“老甲”在第2行已经是曾用名。",
    ]
    assert stored() == []


def test_a_file_that_cannot_be_read_is_one_problem():
    report = import_units(b"")

    assert ([str(problem) for problem in report.problems], report.rows, report.saved) == (["文件是空的。"], [], False)


def test_the_history_of_a_unit_names_who_imported_it(school, superuser):
    import_units(content("新学校,,学校,技工学校,,,,,", "泺源工业职业学院,泺工,学校,,,,,,"), user=superuser)

    entries = ModelLogEntry.objects.order_by("pk").values_list("label", "action", "user")
    assert list(entries) == [
        ("新学校", "wagtail.create", superuser.pk),
        ("泺源工业职业学院", "wagtail.edit", superuser.pk),
    ]


def test_a_name_that_somebody_takes_meanwhile_rolls_everything_back(school, monkeypatch):
    before = stored()

    def taken(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(Unit, "save", taken)

    report = import_units(content("新学校,,学校,技工学校,,,,,", "泺源工业职业学院,泺工,学校,,,,,,"))

    assert [str(problem) for problem in report.problems] == ["导入的同时有人改了单位，什么也没有保存。请再导入一次。"]
    assert (stored(), report.saved) == (before, False)


def test_new_units_enter_the_indexes_after_the_commit(city, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        import_units(content("新学校,,学校,技工学校,济南市,,,,", "另一所,,学校,技工学校,,,,,"))

    found = get_search_backend().autocomplete("新学", Unit.objects.all())
    assert ([unit.name for unit in found], ReferenceIndex.get_references_to(city).count()) == (["新学校"], 1)


def test_statements_do_not_grow_with_new_units_but_for_their_history(django_assert_num_queries):
    lines = [f"第{number}学校,,学校,技工学校,济南市,历下区,旧{number},," for number in range(50)]

    # The check’s eight, the taken addresses, one insert each for units and names, one line of history (two statements) per unit.
    with django_assert_num_queries(8 + 1 + 2 + 2 * 50):
        report = import_units(content(*lines))

    assert report.count(Outcome.NEW) == 50


def test_statements_do_not_grow_with_the_lines_of_a_check(django_assert_num_queries):
    lines = [f"第{number}学校,,学校,技工学校,济南市,历下区,旧{number},," for number in range(300)]

    with django_assert_num_queries(8):
        report = import_units(content(*lines), dry_run=True)

    assert report.count(Outcome.NEW) == 300
