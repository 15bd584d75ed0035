"""The demonstration accounts and the file with their passwords."""

import json
import stat
from pathlib import Path

import pytest

from accounts.enums import Role
from accounts.models import User
from demo.domain.accounts import UsernameTaken, accounts_file, ensure_accounts

pytestmark = pytest.mark.django_db


def passwords_work(passwords: dict) -> list[bool]:
    accounts = passwords.values()
    return [User.objects.get(username=a["username"]).check_password(a["password"]) for a in accounts]


def test_one_account_per_role_in_the_group_of_its_name():
    ensure_accounts()

    users = User.objects.order_by("pk")
    assert [(u.username, u.display_name, list(u.groups.values_list("name", flat=True))) for u in users] == [
        ("editor", "示例编辑", ["责任编辑"]),
        ("chief_editor", "示例主编", ["栏目主编"]),
        ("administrator", "示例管理员", ["系统管理员"]),
    ]
    assert [(u.is_active, u.is_staff, u.is_superuser) for u in users] == [(True, False, False)] * 3


def test_every_account_may_open_the_admin():
    ensure_accounts()

    assert [user.has_perm("wagtailadmin.access_admin") for user in User.objects.all()] == [True] * 3


def test_the_file_is_for_its_owner_alone_and_holds_what_works():
    accounts = ensure_accounts()

    path = accounts_file()
    stored = json.loads(path.read_text())
    assert (stat.S_IMODE(path.stat().st_mode), stored, accounts.are_new) == (0o600, accounts.passwords, True)
    assert (list(stored), passwords_work(stored)) == ([role.value for role in Role], [True] * 3)
    assert len({account["password"] for account in stored.values()}) == 3


def test_a_second_run_keeps_file_and_passwords():
    first = ensure_accounts()
    before = list(User.objects.order_by("pk").values_list("pk", "password"))

    second = ensure_accounts()

    assert (second.passwords, second.are_new) == (first.passwords, False)
    assert list(User.objects.order_by("pk").values_list("pk", "password")) == before


def test_a_lost_file_means_new_passwords_for_the_same_accounts():
    first = ensure_accounts()
    ids = list(User.objects.order_by("pk").values_list("pk", flat=True))
    accounts_file().unlink()

    second = ensure_accounts()

    assert list(User.objects.order_by("pk").values_list("pk", flat=True)) == ids
    assert (second.are_new, passwords_work(second.passwords), passwords_work(first.passwords)) == (
        True,
        [True] * 3,
        [False] * 3,
    )


def test_an_empty_database_beside_an_old_file_gets_the_passwords_of_the_file():
    first = ensure_accounts()
    User.objects.all().delete()
    from demo.models import DemoObject

    DemoObject.objects.all().delete()

    second = ensure_accounts()

    assert (second.passwords, second.are_new, passwords_work(first.passwords)) == (first.passwords, False, [True] * 3)


@pytest.mark.parametrize("step", ["before the accounts", "after the accounts"])
def test_killed_between_passwords_and_file_the_next_run_ends_with_a_file_that_works(monkeypatch, step):
    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if step == "before the accounts":
            patch.setattr("demo.domain.accounts._apply", killed)
        else:
            patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            ensure_accounts()

    accounts = ensure_accounts()

    assert (accounts.are_new, passwords_work(accounts.passwords)) == (True, [True] * 3)
    assert [path.name for path in accounts_file().parent.iterdir()] == ["demo-accounts.json"]


def test_the_account_of_a_person_is_never_taken_over():
    person = User.objects.create_user("editor", password="a-persons-Passw0rd")

    with pytest.raises(UsernameTaken, match="已有名为“editor”的账号"):
        ensure_accounts()

    person.refresh_from_db()
    assert (person.check_password("a-persons-Passw0rd"), User.objects.count(), accounts_file().exists()) == (
        True,
        1,
        False,
    )
