"""Signing in: pauses after five failures, sessions that end by themselves, passwords that are due."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db.models import F
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.client_address import client_address
from accounts.domain.sign_in import PER_ADDRESS, PER_NAME, SignInPaused, begin_attempt
from accounts.enums import Role
from accounts.models import SignInFailure, User
from tests.support.accounts import PASSWORD, account
from tests.support.editor import said

LOGIN = "/admin/login/"
WRONG = "用户名或密码不对，请重试。"


@pytest.fixture
def editor(home) -> User:
    return account(Role.EDITOR, "meng")


def sign_in(client: Client, username: str, password: str, address: str = "192.0.2.1"):
    return client.post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR=address)


def errors(response) -> list[str]:
    return response.context["form"].non_field_errors() if response.context else []


def paused(minutes: int) -> list[str]:
    return [f"已经连续输错 5 次，为了安全暂停登录。请 {minutes} 分钟后再试，或请系统管理员重设密码。"]


def fail(client: Client, times: int, username: str = "meng", address: str = "192.0.2.1") -> None:
    for _ in range(times):
        sign_in(client, username, "wrong", address)


def let_pass(**duration: int) -> None:
    """The database's clock cannot be turned; what it has written down can."""
    SignInFailure.objects.update(at=F("at") - timedelta(**duration))


def test_the_fifth_failure_starts_a_pause_of_thirty_minutes(client, editor):
    fail(client, 4)

    fifth, sixth = sign_in(client, "meng", "wrong"), sign_in(client, "meng", PASSWORD)

    assert [errors(fifth), errors(sixth)] == [[WRONG], paused(30)]


def test_the_pause_ends_by_itself(client, editor):
    fail(client, 5)
    let_pass(minutes=29)
    before = sign_in(client, "meng", PASSWORD)
    let_pass(minutes=1)

    after = sign_in(client, "meng", PASSWORD)

    assert [errors(before), after.status_code, after["location"]] == [paused(1), 302, "/admin/"]


def test_trying_during_the_pause_does_not_make_it_longer(client, editor):
    fail(client, 9)

    assert SignInFailure.objects.count() == 5


def test_success_starts_the_count_anew(client, editor):
    fail(client, 4)
    sign_in(client, "meng", PASSWORD)
    client.post("/admin/logout/")
    fail(client, 4)

    assert sign_in(client, "meng", PASSWORD).status_code == 302


def test_a_colleague_and_another_address_are_not_held_up(client, editor):
    account(Role.CHIEF_EDITOR, "chief")
    fail(client, 5)

    elsewhere = sign_in(Client(), "meng", PASSWORD, "192.0.2.2")
    colleague = sign_in(Client(), "chief", PASSWORD)

    assert [elsewhere.status_code, colleague.status_code] == [302, 302]


def test_capital_letters_and_spaces_are_the_same_account(client, editor):
    fail(client, 3)
    fail(client, 2, username=" MENG ")

    assert errors(sign_in(client, "meng", PASSWORD)) == paused(30)


@pytest.mark.parametrize(
    ("limit", "attempt"),
    [
        (PER_NAME, lambda number: ("meng", f"192.0.2.{number}")),
        (PER_ADDRESS, lambda number: (f"name-{number}", "192.0.2.1")),
    ],
    ids=["one account from many places", "one place against many accounts"],
)
def test_guessing_widely_is_slowed_down_too(db, limit, attempt):
    for number in range(limit):
        begin_attempt(*attempt(number))

    with pytest.raises(SignInPaused):
        begin_attempt(*attempt(limit))


def test_an_unknown_account_gets_the_same_answers(client, editor):
    fail(client, 4, username="nobody")

    answers = [errors(sign_in(client, "nobody", "wrong")), errors(sign_in(client, "nobody", "wrong"))]

    assert answers == [[WRONG], paused(30)]


def test_no_name_is_kept_in_the_clear(client, editor):
    fail(client, 1, username="my-secret-typed-here")

    assert [row.name_key.count("secret") for row in SignInFailure.objects.all()] == [0]


def test_a_new_password_lifts_the_pause(client, editor):
    fail(client, 5)
    editor.set_password("another-Passw0rd")
    editor.save()

    assert sign_in(client, "meng", "another-Passw0rd").status_code == 302


def test_failures_of_yesterday_are_forgotten(client, editor):
    fail(client, 3)
    let_pass(days=1, minutes=1)
    fail(client, 1)

    assert SignInFailure.objects.count() == 1


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (0, "203.0.113.7", "127.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_as_many_proxies_are_believed_as_there_are(settings, proxies, header, expected):
    settings.TRUSTED_PROXIES = proxies

    assert client_address(RequestFactory().get("/", HTTP_X_FORWARDED_FOR=header)) == expected


def test_half_an_hour_without_an_act_ends_the_session(client, editor):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, "meng", PASSWORD)
        answers = []
        for minutes in (29, 29, 31):
            clock.shift(timedelta(minutes=minutes))
            answers.append(client.get("/admin/").status_code)

    assert answers == [200, 200, 302]


def test_an_open_window_alone_does_not_keep_the_session(client, editor, home):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, "meng", PASSWORD)
        client.get("/admin/")
        for _ in range(4):
            clock.shift(timedelta(minutes=10))
            client.post(f"/admin/editing-sessions/ping/home/homepage/{home.pk}/1/")

        assert client.get("/admin/").status_code == 302


def test_the_sign_in_page_says_why_one_is_asked_again(client, home):
    page = client.get("/admin/pages/", follow=True).content.decode()

    assert "30 分钟没有操作会自动退出" in page


def test_a_reader_with_a_session_causes_no_write(client, editor, django_assert_num_queries):
    sign_in(client, "meng", PASSWORD)
    client.get("/admin/")
    client.get("/")
    later = timezone.now() + timedelta(minutes=5)

    with time_machine.travel(later), django_assert_num_queries(1):
        client.get("/")


def test_a_password_is_due_after_ninety_days(client, editor):
    with time_machine.travel(timezone.now() + timedelta(days=settings.PASSWORD_MAX_AGE_DAYS + 1)):
        sign_in(client, "meng", PASSWORD)

        response = client.get("/admin/pages/", follow=True)

    assert response.redirect_chain == [("/admin/account/", 302)]
    assert said(response) == ["请先换一个新密码：现在的密码是别人设的，或者已经用了太久。"]


def test_the_new_password_opens_the_admin_again(client, editor):
    with time_machine.travel(timezone.now() + timedelta(days=settings.PASSWORD_MAX_AGE_DAYS + 1)):
        sign_in(client, "meng", PASSWORD)
        before = client.get("/admin/").status_code
        editor.refresh_from_db()
        editor.set_password("another-Passw0rd")
        editor.save()
        client.force_login(editor)

    assert [before, client.get("/admin/").status_code] == [302, 200]
