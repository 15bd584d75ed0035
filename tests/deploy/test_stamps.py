"""A step is skipped only while what it worked from, and what it made, are as it left them."""

import sqlite3
import stat
from pathlib import Path

import pytest

from deploy.local.content import CONTENT, MIGRATE, STATIC, Work
from deploy.local.stamps import Stamps, fingerprint, locked, write_atomically


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """A folder in which all steps are done."""
    with sqlite3.connect(tmp_path / "site.sqlite3") as database:
        database.execute("CREATE TABLE django_migrations (id integer, app text, name text, applied text)")
        database.execute("INSERT INTO django_migrations VALUES (1, 'core', '0001_initial', '2026-11-24 08:00:00.1')")
    write_atomically(tmp_path / "static" / "staticfiles.json", "{}")
    work = Work(tmp_path, database_url="")
    for step in (MIGRATE, CONTENT, STATIC):
        work.done(step)
    return work


def change(work: Work, statement: str) -> None:
    """Run one statement in the database of `work`."""
    with sqlite3.connect(work.var / "site.sqlite3") as database:
        database.execute(statement)


def test_a_fresh_folder_has_everything_to_do(tmp_path):
    assert Work(tmp_path, database_url="").pending() == [MIGRATE, CONTENT, STATIC]


def test_nothing_is_pending_when_all_is_done(work):
    assert work.pending() == []


def test_a_step_that_was_begun_is_pending(work):
    work.begin(STATIC)

    assert work.pending() == [STATIC]


def test_a_missing_database_is_made_again(work):
    (work.var / "site.sqlite3").unlink()

    assert work.pending() == [MIGRATE, CONTENT]


def test_a_broken_database_is_not_taken_for_done(work):
    (work.var / "site.sqlite3").write_bytes(b"no database" * 100)

    assert work.pending() == [MIGRATE, CONTENT]


def test_another_database_in_its_place_is_prepared(work):
    change(work, "UPDATE django_migrations SET applied = '2026-11-25 08:00:00.1'")

    assert work.pending() == [MIGRATE, CONTENT]


def test_a_backup_with_fewer_migrations_is_migrated_and_keeps_its_content(work):
    change(work, "INSERT INTO django_migrations VALUES (2, 'core', '0002_more', '2026-11-24 08:00:01.1')")

    assert work.pending() == [MIGRATE]


def test_missing_static_files_are_built_again(work):
    (work.var / "static" / "staticfiles.json").unlink()

    assert work.pending() == [STATIC]


def test_a_database_server_is_always_asked(work):
    other = Work(work.var, database_url="postgres://site@127.0.0.1/site")
    for step in (MIGRATE, CONTENT, STATIC):
        other.done(step)

    assert other.pending() == [MIGRATE, CONTENT]


def test_a_fingerprint_knows_names_contents_and_nothing_else(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("one")
    second.write_text("two")
    before = fingerprint([tmp_path])

    first.touch()
    touched = fingerprint([tmp_path])
    first.write_text("two")
    second.write_text("one")
    swapped = fingerprint([tmp_path])

    assert touched == before
    assert swapped != before
    assert fingerprint([tmp_path], "more") != swapped


def test_a_secret_is_never_readable_by_others(tmp_path):
    write_atomically(tmp_path / "deep" / "key", "value\n", mode=0o600)

    assert (tmp_path / "deep" / "key").read_text() == "value\n"
    assert stat.S_IMODE((tmp_path / "deep" / "key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["key"]


def test_a_failed_write_leaves_the_old_file(tmp_path):
    write_atomically(tmp_path / "key", "old")

    with pytest.raises(UnicodeEncodeError):
        write_atomically(tmp_path / "key", "\udc80")

    assert (tmp_path / "key").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_stamp_holds_for_its_fingerprint_only(tmp_path):
    stamps = Stamps(tmp_path / "stamps")

    stamps.write("static", "abc")

    assert [stamps.is_current("static", text) for text in ("abc", "ab", "")] == [True, False, False]
    assert not stamps.is_current("migrate", "abc")


def test_a_lock_has_one_holder_at_a_time(tmp_path):
    with locked(tmp_path / "run.lock") as first, locked(tmp_path / "run.lock") as second:
        pass
    with locked(tmp_path / "run.lock") as third:
        pass

    assert (first, second, third) == (True, False, True)
