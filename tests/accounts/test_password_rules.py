"""What a new password must be."""

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from accounts.models import PasswordRecord, User


@pytest.fixture
def person(db) -> User:
    return User.objects.create_user("fanxing", "meng.fx@example.invalid", "first-Passw0rd", display_name="孟繁星")


def refusals(password: str, user: User | None = None) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("Zhu-qian1", ["密码至少 10 个字符。"]),
        ("zhuqianbian1", ["密码要包含小写字母、大写字母、数字、符号中的至少三种。"]),
        ("zhuqian-bian1", []),
        ("Zhuqianbian1", []),
        ("筑墙-Zhuqianbian", []),
        ("my-FanXing-2026", ["密码里不能有用户名、姓名或邮箱名。"]),
        ("孟繁星-Zhuqian1", ["密码里不能有用户名、姓名或邮箱名。"]),
        ("meng.fx-Zhuqian1", ["密码里不能有用户名、姓名或邮箱名。"]),
        ("first-Passw0rd", ["不能和最近用过的五个密码相同。"]),
    ],
)
def test_rules_are_said_in_chinese(person, password, expected):
    assert refusals(password, person) == expected


def test_a_common_password_is_refused(person):
    assert len(refusals("1qaz2wsx3edc", person)) == 2


def test_the_last_five_may_not_come_back_the_sixth_may(person):
    for number in range(1, 7):
        person.set_password(f"number-Passw0rd-{number}")
        person.save()

    assert [refusals(f"number-Passw0rd-{number}", person) != [] for number in range(2, 7)] == [True] * 5
    assert refusals("number-Passw0rd-1", person) == []
    assert PasswordRecord.objects.filter(user=person).count() == 5


def test_help_texts_are_chinese():
    assert [text for text in password_validators_help_texts() if text.isascii()] == []
