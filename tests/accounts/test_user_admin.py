"""Accounts are managed by administrators: with unit and roles, without a way to more than a role."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import User
from tests.support.accounts import account

ADD = "/admin/users/new/"


@pytest.fixture
def administrator(home, client) -> User:
    user = account(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def role(name: str) -> Group:
    return Group.objects.get(name=Role(name).label)


def fields(**changes: object) -> dict:
    values = {
        "username": "heqingqian",
        "display_name": "何清浅",
        "unit": "",
        "email": "",
        "groups": [role(Role.EDITOR).pk],
        "password1": "qin-yu-2026-Hai",
        "password2": "qin-yu-2026-Hai",
    }
    return {**values, **changes}


def edit(user: User) -> str:
    return f"/admin/users/edit/{user.pk}/"


def test_the_form_has_exactly_these_fields(administrator, client):
    names = list(client.get(ADD).context["form"].fields)

    assert names == ["username", "display_name", "unit", "email", "groups", "password1", "password2"]


def test_an_account_with_unit_and_role_is_made(administrator, client, unit):
    client.post(ADD, fields(unit=unit.pk))

    made = User.objects.get(username="heqingqian")
    assert (str(made), made.unit, [str(group) for group in made.groups.all()]) == ("何清浅", unit, ["责任编辑"])
    assert (made.is_superuser, made.is_staff, made.is_active) == (False, False, True)


def test_nobody_becomes_superuser_by_a_field_the_form_does_not_show(administrator, client):
    client.post(ADD, fields(is_superuser="on", is_staff="on"))

    made = User.objects.get(username="heqingqian")
    assert (made.is_superuser, made.is_staff) == (False, False)


def test_a_role_has_to_be_chosen(administrator, client):
    response = client.post(ADD, fields(groups=[]))

    assert response.context["form"].errors["groups"] == ["请至少勾选一个角色。"]


def test_only_roles_of_the_office_are_offered(administrator, client):
    Group.objects.create(name="别的组")

    assert [str(group) for group in client.get(ADD).context["form"].fields["groups"].queryset] == Role.labels


def test_a_weak_password_is_refused_in_chinese(administrator, client):
    response = client.post(ADD, fields(password1="heqingqian", password2="heqingqian"))

    assert response.context["form"].errors["password2"] == [
        "密码要包含小写字母、大写字母、数字、符号中的至少三种。",
        "密码里不能有用户名、姓名或邮箱名。",
    ]


def test_a_password_set_by_somebody_else_is_changed_at_the_first_sign_in(client_of_made):
    assert client_of_made.get("/admin/").headers.get("location") == "/admin/account/"


@pytest.fixture
def client_of_made(administrator, client):
    client.post(ADD, fields())
    made = Client()
    made.force_login(User.objects.get(username="heqingqian"))
    return made


def test_own_password_changed_in_the_account_page_is_not_temporary(client_of_made):
    data = {
        "password-old_password": "qin-yu-2026-Hai",
        "password-new_password1": "hai-yang-2026-Qin",
        "password-new_password2": "hai-yang-2026-Qin",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
    }

    client_of_made.post("/admin/account/", data)

    assert client_of_made.get("/admin/").status_code == 200


def test_a_superuser_is_out_of_reach_for_an_administrator(administrator, client, superuser):
    shown = client.get("/admin/users/").content.decode()
    answers = [client.get(edit(superuser)).status_code, client.get(f"/admin/users/delete/{superuser.pk}/").status_code]
    client.post(edit(superuser), fields(username="boss"))
    client.post(
        f"/admin/bulk/accounts/user/set_active_state/?id={superuser.pk}&next=/admin/users/", {"mark_as_active": ""}
    )

    superuser.refresh_from_db()
    assert ("boss" in shown, answers, superuser.display_name, superuser.is_active) == (False, [404, 404], "", True)


def test_an_administrator_keeps_his_own_role(administrator, client):
    response = client.post(edit(administrator), fields(username="a-administrator", password1="", password2=""))

    assert response.context["form"].errors["groups"] == ["不能取消自己的系统管理员角色，请由另一位系统管理员修改。"]


def test_a_colleague_can_be_switched_off(administrator, client):
    colleague = account(Role.EDITOR, "colleague")

    client.post(edit(colleague), fields(username="colleague", password1="", password2=""))

    colleague.refresh_from_db()
    assert (colleague.is_active, str(colleague)) == (False, "何清浅")


@pytest.mark.parametrize("name", [Role.EDITOR, Role.CHIEF_EDITOR])
def test_others_do_not_manage_accounts(name, home, client):
    client.force_login(account(name))

    assert [client.get(path).status_code for path in ("/admin/users/", ADD)] == [302, 302]


def test_the_list_costs_the_same_for_more_accounts(administrator, client):
    client.get("/admin/users/")
    counts = []
    for number in range(2):
        account(Role.EDITOR, f"more-{number}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/admin/users/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
