"""One account per role, with random passwords that are written once to a file only the operator can read."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.enums import Role
from accounts.models import User
from demo.models import DemoKind, DemoObject

DISPLAY_NAMES = {Role.EDITOR: "示例编辑", Role.CHIEF_EDITOR: "示例主编", Role.ADMINISTRATOR: "示例管理员"}
FILE_NAME = "demo-accounts.json"

Passwords = dict[str, dict[str, str]]


class UsernameTaken(Exception):
    """A person's account has the user name of a demonstration account: its password is none of our business."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """Role → username and password, the file they are in, and whether they are new."""

    passwords: Passwords
    path: Path
    are_new: bool


def accounts_file() -> Path:
    """Where the passwords are kept."""
    return Path(settings.VAR_DIR) / FILE_NAME


def ensure_accounts() -> Accounts:
    """Make the accounts and the file where they are missing; returns what is in the file.

    Killed at any point, the next run ends in the same state: the passwords are on disk, under another name, before
    the accounts get them, and the file takes its name last. A lost file means new passwords.
    Raises `UsernameTaken`.
    """
    path = accounts_file()
    known = _read(path)
    if known is not None:
        if len(DemoObject.ids(DemoKind.USER)) < len(Role):
            _apply(known)
        return Accounts(known, path, are_new=False)
    waiting = _waiting(path)
    passwords = _read(waiting)
    if passwords is None:
        passwords = {role.value: {"username": role.value, "password": secrets.token_urlsafe(12)} for role in Role}
        _write(waiting, passwords)
    _apply(passwords)
    waiting.replace(path)
    return Accounts(passwords, path, are_new=True)


def forget_accounts_file() -> None:
    """The accounts are gone: so is the file."""
    for path in (accounts_file(), _waiting(accounts_file())):
        path.unlink(missing_ok=True)


def _waiting(path: Path) -> Path:
    return path.with_suffix(".new")


@transaction.atomic
def _apply(passwords: Passwords) -> None:
    made = DemoObject.ids(DemoKind.USER)
    for role in Role:
        username, password = passwords[role.value]["username"], passwords[role.value]["password"]
        user = User.objects.filter(pk=made.get(role.value)).first()
        if user is None:
            if User.objects.filter(username=username).exists():
                raise UsernameTaken(f"已有名为“{username}”的账号，不是演示账号，没有改动它。")
            DemoObject.objects.filter(kind=DemoKind.USER, key=role.value).delete()
            user = User(username=username, email=f"{username}@example.invalid", display_name=DISPLAY_NAMES[role])
        user.set_password(password)
        user.save()
        if role.value not in made or made[role.value] != user.pk:
            user.groups.set([Group.objects.get(name=role.label)])
            DemoObject.note(DemoKind.USER, role.value, user)


def _read(path: Path) -> Passwords | None:
    """The passwords in a file that is complete; anything else counts as lost."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {role.value: {name: found[role.value][name] for name in ("username", "password")} for role in Role}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, passwords: Passwords) -> None:
    """Only the owner may ever read it, from the first byte on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(passwords, file, ensure_ascii=False, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
