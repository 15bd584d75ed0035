"""The command line: what it prints, what it refuses."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from columns.models import StoryPage
from core.models import BasePage
from demo.domain.accounts import accounts_file

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def run(*args: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_demo", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_passwords_are_printed_once(few_texts):
    first, _ = run("--as-of", "2026-11-20")
    second, _ = run("--as-of", "2026-11-20")

    passwords = [account["password"] for account in json.loads(accounts_file().read_text()).values()]
    assert ([p for p in passwords if p not in first], [p for p in passwords if p in second], second) == ([], [], "")
    assert first.startswith("演示稿件 10/13\n演示稿件 13/13\n新加入演示页面 15 个\n演示账号（只显示这一次")


def test_only_accounts_makes_no_page(few_texts):
    run("--only-accounts")

    assert (User.objects.count(), StoryPage.objects.count(), BasePage.objects.filter(depth=3).count()) == (3, 0, 10)


def test_remove_says_how_much(few_texts):
    run("--as-of", "2026-11-20")

    out, err = run("--remove")

    assert (out, err) == ("已移除演示页面 15 个\n", "")


def test_a_day_to_come_is_refused(few_texts):
    with pytest.raises(CommandError, match="不能晚于今天"):
        run("--as-of", "2126-01-01")

    assert User.objects.count() == 0


def test_a_taken_user_name_is_a_message(few_texts):
    User.objects.create_user("editor", password="a-persons-Passw0rd")

    with pytest.raises(CommandError, match="已有名为“editor”的账号"):
        run()

    assert StoryPage.objects.count() == 0
