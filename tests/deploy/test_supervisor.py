"""Web server and worker end together, whatever ends one of them or the supervisor."""

import os
import signal
import socket
import sys
from pathlib import Path

import pytest

# A pair as the site has it: a master with a child of its own that a group signal must reach, and a single process.
MASTER = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
time.sleep(300)
"""
SINGLE = "import time; time.sleep(300)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(300)"
ENDING = "import sys, time; time.sleep(0.5); sys.exit(3)"


def supervisor(first: str, second: str) -> list[str]:
    """A command that supervises two one-line programs as `make run` does its two."""
    program = f"""
import os, sys, threading
from deploy.local import processes, supervisor
processes.die_with_parent()
stop = processes.StopSignals()
stop.listen()
ready = threading.Event()
ready.set()
commands = {{"a": [sys.executable, "-c", {first!r}], "b": [sys.executable, "-c", {second!r}]}}
sys.exit(supervisor.supervise(commands, dict(os.environ), stop, ready, term_seconds=1.0))
"""
    return [sys.executable, "-c", program]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_the_group_ends_all_of_them(trial, number):
    process = trial.start(supervisor(MASTER, SINGLE))
    assert trial.grows_to(4)

    os.killpg(process.pid, number)

    assert process.wait(timeout=10) == 0
    assert trial.left_after(5) == []


def test_killing_the_supervisor_ends_all_of_them(trial):
    process = trial.start(supervisor(SINGLE, SINGLE))
    assert trial.grows_to(3)

    process.kill()
    process.wait(timeout=10)

    assert trial.left_after(5) == []


def test_killing_the_parent_of_the_supervisor_ends_all_of_them(trial):
    command = supervisor(MASTER, SINGLE)
    parent = trial.start([sys.executable, "-c", f"import subprocess; subprocess.run({command!r})"])
    assert trial.grows_to(5)

    parent.kill()
    parent.wait(timeout=10)

    assert trial.left_after(5) == []


@pytest.mark.parametrize("programs", [(MASTER, ENDING), (ENDING, MASTER)])
def test_when_one_ends_all_end_with_its_code(trial, programs):
    process = trial.start(supervisor(*programs))

    code = process.wait(timeout=20)

    assert code == 3
    assert trial.left_after(5) == []
    assert "退出码 3" in trial.output.read_text()


def test_one_that_ignores_term_is_killed(trial):
    process = trial.start(supervisor(STUBBORN, SINGLE))
    assert trial.grows_to(3)

    process.terminate()

    assert process.wait(timeout=20) == 0
    assert trial.left_after(5) == []


def test_a_busy_port_is_said_at_once(trial, port, start_command):
    with socket.create_server(("127.0.0.1", port)):
        code, output = trial.run(start_command, PORT=str(port))

    assert (code, output) == (1, f"端口 {port} 已被占用，请换一个：PORT={port + 1} make run\n")


@pytest.mark.parametrize("text", ["0", "65536", "http", "８０００", "-1"])
def test_a_port_that_is_no_port(trial, start_command, text):
    code, output = trial.run(start_command, PORT=text)

    assert (code, output) == (1, f"PORT={text} 不是端口号，应为 1 到 65535 之间的整数。\n")


def test_a_second_start_in_the_same_folder_is_refused(trial, port, start_command):
    lock = Path(trial.folder / "var" / "run.lock")
    holder = (
        "import sys, time; from pathlib import Path; from deploy.local.stamps import locked\n"
        f"with locked(Path({str(lock)!r})) as free: print(free, flush=True); time.sleep(300)"
    )
    trial.start([sys.executable, "-c", holder])
    assert trial.grows_to(1)
    assert trial.prints("True")

    code, output = trial.run(start_command, PORT=str(port))

    assert code == 1
    assert output == f"另一个 make run 正在使用 {trial.folder / 'var'}，请先停止它（在它的窗口按 Ctrl-C）。\n"
