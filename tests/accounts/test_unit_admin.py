"""Units in the admin: list, filters, search, form, chooser."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import City, Unit, UnitFormerName, User

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_accounts_unit:list"
ADD = "wagtailsnippets_accounts_unit:add"


def account(role: Role) -> User:
    user = User.objects.create_user(role.value, password="a-long-Passw0rd")
    user.groups.set([Group.objects.get(name=role.label)])
    return user


@pytest.fixture
def chief(client):
    client.force_login(account(Role.CHIEF_EDITOR))
    return client


@pytest.fixture
def units(city) -> list[Unit]:
    qingdao = City.objects.get(code="3702")
    made = [
        Unit.objects.create(name="泺源工业职业学院", short_name="泺院", category="college", city=city),
        Unit.objects.create(name="琴屿海洋职业学院", category="college", city=qingdao),
        Unit.objects.create(name="鹊华信息学校", category="skilled", city=city),
        Unit.objects.create(name="示例研究院", kind="institute", city=city),
    ]
    for name in ("琴屿水产学校", "琴屿航海学校"):
        UnitFormerName.objects.create(unit=made[1], name=name)
    return made


def listed(client, **query) -> list[str]:
    return [unit.name for unit in client.get(reverse(LIST), query).context["object_list"]]


def form_data(name: str, *former: str, **fields) -> dict:
    data = {
        "name": name,
        "short_name": "",
        "kind": "school",
        "category": "skilled",
        "former_names-TOTAL_FORMS": len(former),
        "former_names-INITIAL_FORMS": 0,
        "former_names-MIN_NUM_FORMS": 0,
        "former_names-MAX_NUM_FORMS": 1000,
    }
    for place, old in enumerate(former):
        data |= {f"former_names-{place}-name": old, f"former_names-{place}-until": "", f"former_names-{place}-id": ""}
    return {**data, **fields}


def test_the_menu_leads_to_the_list_with_its_columns(chief, units):
    html = chief.get(reverse(LIST)).content.decode()

    assert [
        text
        for text in ("单位", "性质", "学校类别", "城市", "高等职业学校（专科）", "琴屿海洋职业学院")
        if text not in html
    ] == []
    assert "导入 CSV" in html


def test_units_stand_in_the_order_of_the_cities(chief, units):
    assert listed(chief) == ["泺源工业职业学院", "示例研究院", "鹊华信息学校", "琴屿海洋职业学院"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"city": "3702"}, ["琴屿海洋职业学院"]),
        ({"kind": "institute"}, ["示例研究院"]),
        ({"category": "college"}, ["泺源工业职业学院", "琴屿海洋职业学院"]),
        ({"q": "工业"}, ["泺源工业职业学院"]),
        ({"q": "泺院"}, ["泺源工业职业学院"]),
        ({"q": "琴屿"}, ["琴屿海洋职业学院"]),
        ({"q": "水产"}, ["琴屿海洋职业学院"]),
        ({"q": "没有的"}, []),
    ],
)
def test_filters_and_search(chief, units, query, names):
    if "city" in query:
        query = {"city": City.objects.get(code=query["city"]).pk}

    assert listed(chief, **query) == names


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_three_statements_for_any_number_of_units(chief, city, number):
    for place in range(number):
        Unit.objects.create(name=f"第{place}学校", category="skilled", city=city)

    with CaptureQueriesContext(connection) as queries:
        chief.get(reverse(LIST))

    # The number of units, the units with their city, the choices of the filter; the rest belongs to the admin's frame.
    ours = [q["sql"] for q in queries if 'FROM "accounts_unit"' in q["sql"] or 'FROM "accounts_city"' in q["sql"]]
    assert len(ours) == 3


def test_a_unit_is_made_with_its_former_names(chief):
    chief.post(reverse(ADD), form_data("新学校", "老学校", "更老的学校"))

    unit = Unit.objects.get()
    assert (unit.name, sorted(unit.former_names.values_list("name", flat=True))) == ("新学校", ["更老的学校", "老学校"])


@pytest.mark.parametrize(
    ("name", "former", "message"),
    [
        ("琴屿水产学校", (), "“琴屿水产学校”是“琴屿海洋职业学院”的曾用名，请改用现在的名称。"),
        ("新学校", ("琴屿水产学校",), "曾用名：“琴屿水产学校”已经是“琴屿海洋职业学院”的曾用名。"),
        ("新学校", ("示例研究院",), "曾用名：“示例研究院”现在还是一个单位的名称。单位改名，请先在它自己的页面里改。"),
        ("新学校", ("新学校",), "曾用名：曾用名和现在的名称一样。"),
    ],
)
def test_the_form_keeps_the_rules_about_names(chief, units, name, former, message):
    response = chief.post(reverse(ADD), form_data(name, *former))

    form = response.context["form"]
    assert [str(error) for errors in form.errors.values() for error in errors] == [message]
    assert Unit.objects.count() == len(units)


def test_a_unit_may_be_renamed_and_keep_its_old_name(chief, units):
    url = reverse("wagtailsnippets_accounts_unit:edit", args=[units[0].pk])

    chief.post(url, form_data("泺源职业大学", "泺源工业职业学院", category="college"))

    units[0].refresh_from_db()
    assert (units[0].name, [row.name for row in units[0].former_names.all()]) == ("泺源职业大学", ["泺源工业职业学院"])


@pytest.mark.parametrize("query", ["水产", "qinyuhaiyang", "qin yu", "qyhyzyxy", "QYHY"])
def test_the_chooser_finds_any_part_of_a_name_and_its_pinyin(chief, units, query):
    url = Unit.snippet_viewset.chooser_viewset.get_url_name("choose_results")

    results = chief.get(reverse(url), {"q": query}).context["results"]

    assert [unit.name for unit in results] == ["琴屿海洋职业学院"]


def test_an_editor_sees_units_and_changes_none(client, units):
    client.force_login(account(Role.EDITOR))

    html = client.get(reverse(LIST)).content.decode()
    client.post(reverse(ADD), form_data("新学校"))

    assert ("泺源工业职业学院" in html, "导入 CSV" in html, Unit.objects.count()) == (True, False, len(units))
