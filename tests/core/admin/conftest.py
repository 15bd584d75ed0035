"""An editor at work."""

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from tests.support.accounts import account


@pytest.fixture
def editor(db) -> User:
    """A 责任编辑."""
    return account(Role.EDITOR)


@pytest.fixture
def desk(client, editor) -> Client:
    """A browser in which the 责任编辑 is signed in."""
    client.force_login(editor)
    return client
