"""The import in the admin: for those who may add and change units; for everybody else there is no such page."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.domain.unit_file import COLUMNS, MAX_BYTES
from accounts.enums import Role
from accounts.models import Unit, User

pytestmark = pytest.mark.django_db
HEADING = ",".join(COLUMNS)
GOOD = f"{HEADING}\n甲学校,,学校,技工学校,济南市,历下区,老甲,,\n乙研究院,,研究院,,,,,,\n"


def url() -> str:
    return reverse("wagtailsnippets_accounts_unit:import")


def account(role: Role) -> User:
    user = User.objects.create_user(role.value, password="a-long-Passw0rd")
    user.groups.set([Group.objects.get(name=role.label)])
    return user


@pytest.fixture
def chief(client):
    client.force_login(account(Role.CHIEF_EDITOR))
    return client


def send(client, content: bytes | str, button: str = "import", name: str = "units.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(url(), {"file": SimpleUploadedFile(name, content), button: "1"})


def test_the_screen_shows_the_heading_that_is_expected(chief):
    html = chief.get(url()).content.decode()

    assert (f"<code>{HEADING}</code>" in html, "5000 行" in html, "只检查" in html) == (True, True, True)


def test_a_check_tells_and_saves_nothing(chief):
    html = send(chief, GOOD, "check").content.decode()

    assert "检查通过，尚未导入：新增2个，修改0个，不变0个。" in html
    assert Unit.objects.count() == 0


def test_an_import_saves_and_names_the_person(chief):
    html = send(chief, GOOD.encode("gb18030")).content.decode()

    assert "已导入：新增2个，修改0个，不变0个。" in html
    assert sorted(Unit.objects.values_list("name", flat=True)) == ["乙研究院", "甲学校"]
    history = chief.get(reverse("wagtailsnippets_accounts_unit:history", args=[Unit.objects.first().pk]))
    assert [entry.user.username for entry in history.context["object_list"]] == ["chief_editor"]


def test_problems_stand_in_a_table_and_are_escaped(chief):
    html = send(chief, f"{HEADING}\n<b>甲</b>,,<script>,,,,,,\n丙,,学校,,,,,,\n").content.decode()

    assert "有2处问题，一个单位也没有导入。" in html
    assert "<td>2</td><td>性质</td><td>没有“&lt;script&gt;”这一项。" in html
    assert "<td>3</td><td>学校类别</td><td>学校要选一个类别。</td>" in html
    assert (Unit.objects.count(), "<script>，" in html) == (0, False)


def test_a_long_list_of_problems_is_cut(chief):
    html = send(chief, HEADING + "\n" + "甲,,学院,,,,,,\n" * 300).content.decode()

    # 300 unknown kinds and 299 repetitions of the name
    assert "另有399处问题没有列出。" in html
    assert html.count("<tr><td>") == 200


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件是空的。"),
        (b"\xff\xfe\x00\x00", "文件是 UTF-16 编码。"),
        (b"PK\x03\x04rest", "这是 Excel 文件。"),
        (b"\0" * 100, "第1行：表头不对。"),
        (f"{HEADING}\n甲\0,,学校,,,,,,\n".encode(), "有看不见的字符（U+0000）"),
        (f'{HEADING}\n"'.encode(), "引号不成对"),
        (b"a" * (MAX_BYTES + 1), "文件超过2 MB"),
        ("名称;简称\n".encode(), "要用英文逗号隔开"),
    ],
)
def test_hostile_and_broken_files_get_an_answer_in_chinese(chief, content, message):
    response = send(chief, content)

    html = response.content.decode()
    if message.startswith("第1行："):
        message = message.removeprefix("第1行：")
    assert (response.status_code, message in html, Unit.objects.count()) == (200, True, 0)


def test_no_file_is_said_at_the_field(chief):
    html = chief.post(url(), {"import": "1"}).content.decode()

    assert "请选择一个文件。" in html


@pytest.mark.parametrize("permissions", [[], ["view_unit"], ["add_unit"], ["change_unit"]])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_add_and_change_units_gets_what_a_missing_page_gives(client, permissions, method):
    user = User.objects.create_user("someone", password="a-long-Passw0rd")
    wanted = ["access_admin", *permissions]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(user)

    response = send(client, GOOD) if method == "post" else client.get(url())
    missing = client.get("/admin/snippets/accounts/unit/nothing-here/")

    assert (response.status_code, missing.status_code, Unit.objects.count()) == (404, 404, 0)
    assert response.content == missing.content


def test_strangers_are_asked_to_sign_in_as_for_any_address_of_the_admin(client):
    response, missing = client.get(url()), client.get("/admin/nothing-here/")

    assert (response.status_code, missing.status_code) == (302, 302)
    assert response.url.split("?")[0] == missing.url.split("?")[0]
