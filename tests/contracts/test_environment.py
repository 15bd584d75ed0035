"""Variables, dependencies and settings: what an operator relies on."""

import re
import sqlite3
from importlib import metadata

import pytest
from django.conf import settings
from django.db import connection

from config import env
from tests.support.house import APPS, PLANNED_APPS, PROJECT_ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.M)


def pins(name: str) -> dict[str, str]:
    """Package → version in a pinned list."""
    return dict(PIN.findall((PROJECT_ROOT / name).read_text()))


def names_in(name: str) -> set[str]:
    """The packages that a list of direct dependencies names."""
    lines = (PROJECT_ROOT / name).read_text().splitlines()
    return {re.split(r"[=<>\[ ]", line)[0].lower() for line in lines if line and not line.startswith("#")}


def test_the_example_lists_exactly_the_variables_that_are_read():
    lines = (PROJECT_ROOT / ".env.example").read_text().splitlines()

    listed = [line.split("=")[0] for line in lines if line and not line.startswith("#")]

    assert listed == sorted(env.SCHEMA)


def test_no_distribution_owns_our_names():
    owned = metadata.packages_distributions()

    assert {name: owned[name] for name in [*APPS, *PLANNED_APPS, "deploy", "manage", "tests"] if name in owned} == {}


def test_no_variable_is_read_past_the_schema():
    readers = re.compile(r"os\.(?:environ|getenv)")
    allowed = {"site/config/settings/dev.py", "site/config/settings/test.py", "site/config/wsgi.py"}

    found = {
        str(path.relative_to(PROJECT_ROOT))
        for folder in ["site", *(app for app in APPS if (PROJECT_ROOT / app).is_dir())]
        for path in (PROJECT_ROOT / folder).rglob("*.py")
        if readers.search(path.read_text())
    }

    assert sorted(found - allowed) == []


@pytest.mark.parametrize("name", ["requirements", "requirements-test"])
def test_every_direct_dependency_is_pinned_and_has_its_reason(name):
    direct = (PROJECT_ROOT / f"{name}.in").read_text().splitlines()

    unexplained = [line for line in direct if line and not line.startswith("#") and " # " not in line]

    assert unexplained == []
    assert sorted(names_in(f"{name}.in") - {package.lower() for package in pins(f"{name}.txt")}) == []


def test_both_lists_agree():
    runtime, tests = pins("requirements.txt"), pins("requirements-test.txt")

    assert {name: version for name, version in tests.items() if runtime.get(name, version) != version} == {}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt", "deploy/local/requirements-uv.txt"])
def test_every_pin_has_hashes_and_no_address(name):
    text = (PROJECT_ROOT / name).read_text()

    blocks = re.split(r"\n(?=\S)", text.strip())

    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text


def test_what_is_installed_is_what_is_pinned():
    wanted = pins("requirements.txt") | pins("requirements-test.txt")

    differing = {}
    for name, version in wanted.items():
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue  # for another system, such as colorama
        if installed != version:
            differing[name] = (installed, version)

    assert differing == {}


def test_sqlite_waits_for_its_turn(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)

    options = env.database(tmp_path)["OPTIONS"]

    with sqlite3.connect(tmp_path / "site.sqlite3") as database:
        database.executescript(options["init_command"])
        mode = database.execute("PRAGMA journal_mode").fetchone()[0]

    assert (mode, options["transaction_mode"], options["timeout"]) == ("wal", "IMMEDIATE", 20)


@pytest.mark.django_db
def test_the_live_connection_keeps_foreign_keys():
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")

    with connection.cursor() as cursor:
        values = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("foreign_keys", "synchronous")]

    assert values == [1, 1]
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_requests_do_not_hold_the_write_lock():
    assert not settings.DATABASES["default"].get("ATOMIC_REQUESTS", False)
    assert settings.DEBUG is False
