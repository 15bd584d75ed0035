"""Editors at work."""

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from tests.support.accounts import account
from tests.support.recordings import Studio


@pytest.fixture
def editor(db) -> User:
    """A 责任编辑."""
    return account(Role.EDITOR)


@pytest.fixture
def desk(client, editor) -> Client:
    """A browser in which the 责任编辑 is logged in."""
    client.force_login(editor)
    return client


@pytest.fixture(scope="session")
def studio(tmp_path_factory) -> Studio:
    """The maker of small recordings; each is made once a run."""
    return Studio(tmp_path_factory.mktemp("studio"))
