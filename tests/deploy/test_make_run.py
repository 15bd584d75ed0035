"""`make run` for real: a first start that is killed again and again, the second start, every way to end it."""

import contextlib
import http.client
import json
import os
import signal
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.environment import ENVIRONMENT
from tests.support.trials import Trial, wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not ENVIRONMENT.is_current(with_tests=True),
        reason="needs the environment that `make test` builds: this must not change another one",
    ),
]
SET_UP = ["make", "set-up"]
RUN = ["make", "run"]
# Without what differs between equals: keys, times, ids, passwords, the random end of a file's name.
CONTENT = {
    "migrations": "SELECT app, name FROM django_migrations ORDER BY 1, 2",
    "pages": "SELECT url_path, title, live, depth, numchild, summary FROM core_basepage ORDER BY 1",
    "units": "SELECT name, short_name, category FROM accounts_unit ORDER BY 1",
    "users": "SELECT username, is_superuser, is_active FROM accounts_user ORDER BY 1",
    "images": "SELECT title, width, height, substr(file, 1, instr(file, '-')) FROM media_image ORDER BY 1, 4",
    "audit": "SELECT verb, title, count(*) FROM core_auditentry GROUP BY 1, 2 ORDER BY 1, 2",
}


def content(var: Path) -> dict[str, list[tuple]]:
    """What the database of an installation holds."""
    with contextlib.closing(sqlite3.connect(var / "site.sqlite3")) as database:
        return {name: database.execute(query).fetchall() for name, query in CONTENT.items()}


def static_files(var: Path) -> dict[str, int]:
    """Path and size of every built file."""
    return {str(p.relative_to(var)): p.stat().st_size for p in (var / "static").rglob("*") if p.is_file()}


def get(port: int, path: str = "/") -> tuple[int, str]:
    """Status and body of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Trial:
    """An installation that was set up without a disturbance."""
    trial = Trial(tmp_path_factory.mktemp("prepared"))
    assert trial.start(SET_UP).wait(timeout=400) == 0, trial.output.read_text()
    (trial.folder / "first-output").write_text(trial.output.read_text())  # later starts write over it
    return trial


@pytest.fixture(autouse=True)
def _nothing_runs_on(prepared) -> Iterator[None]:
    """One test that fails must not take the next ones along."""
    yield
    for number in prepared.processes():
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    prepared.left_after(5)


def serve(trial: Trial, port: int) -> subprocess.Popen:
    """`make run` until it has announced its address; two web processes and their master; workers, clock, their supervisor."""
    trial.output.write_bytes(b"")
    process = trial.start(RUN, PORT=str(port))
    assert trial.prints("按 Ctrl-C 停止", 60), trial.output.read_text()
    assert wait_until(
        lambda: len(named(trial)) == 10 and any("run_worker" in line for line in named(trial).values()), 30
    )
    return process


def named(trial: Trial) -> dict[int, str]:
    """Command line of every living process of the installation; a fork that has not started its program yet has its parent's."""
    found = {}
    for number in trial.processes():
        with contextlib.suppress(OSError):
            found[number] = Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ")
    return found


def parent_of(number: int) -> int:
    """Id of the process that started it."""
    return int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])


def test_a_set_up_killed_three_times_ends_like_one_that_was_not(trial, prepared):
    for sign in ("数据库迁移 …", "演示内容 …", "演示稿件"):
        trial.output.write_bytes(b"")
        trial.start(SET_UP)
        assert trial.prints(sign, 200), trial.output.read_text()
        for number in trial.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        assert trial.left_after(5) == []

    code = trial.start(SET_UP).wait(timeout=400)

    assert code == 0, trial.output.read_text()
    assert content(trial.folder / "var") == content(prepared.folder / "var")
    assert static_files(trial.folder / "var") == static_files(prepared.folder / "var")


def test_keys_and_passwords_are_for_their_owner_alone(prepared):
    var = prepared.folder / "var"

    accounts = json.loads((var / "demo-accounts.json").read_text())

    assert {name: stat.S_IMODE((var / name).stat().st_mode) for name in ("secret-key", "demo-accounts.json")} == {
        "secret-key": 0o600,
        "demo-accounts.json": 0o600,
    }
    assert all(len(account["password"]) >= 12 for account in accounts.values())
    assert (prepared.folder / "first-output").read_text().count(next(iter(accounts.values()))["password"]) == 1


def test_the_second_start_prepares_nothing_and_shows_the_demo(prepared, port):
    before = content(prepared.folder / "var")

    process = serve(prepared, port)
    status, body = get(port)

    assert status == 200
    assert "讲好职教故事" in body
    assert "· " not in prepared.output.read_text()
    assert content(prepared.folder / "var")["pages"] == before["pages"]
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=20)


def test_debug_is_off(prepared, port):
    process = serve(prepared, port)

    status, body = get(port, "/no-such-page/")

    assert status == 404
    assert "DEBUG" not in body
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=20)


@pytest.mark.parametrize("way", ["ctrl-c", "term", "hup", "kill make", "kill the supervisor", "kill the worker"])
def test_every_way_to_end_it_leaves_nothing(prepared, port, way):
    process = serve(prepared, port)
    lines = named(prepared)
    supervisor = next(number for number, line in lines.items() if "deploy.local.start" in line)
    worker = next(number for number, line in lines.items() if "run_worker" in line and parent_of(number) == supervisor)

    if way == "ctrl-c":
        os.killpg(process.pid, signal.SIGINT)
    elif way == "kill make":
        process.kill()
    elif way == "kill the supervisor":
        os.kill(supervisor, signal.SIGKILL)
    elif way == "kill the worker":
        os.kill(worker, signal.SIGKILL)
    else:
        os.killpg(process.pid, signal.SIGTERM if way == "term" else signal.SIGHUP)

    # The worker may finish the picture at hand: ten seconds after TERM the supervisor kills what is left.
    assert prepared.left_after(20) == []
    process.wait(timeout=20)
