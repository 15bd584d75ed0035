"""Child processes that never outlive the one that started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from types import FrameType
from typing import IO

from deploy.local.console import PROJECT_ROOT

PR_SET_PDEATHSIG = 1
TERM_SECONDS = 10.0
KILL_SECONDS = 5.0
# Loaded before any fork: loading a library in a forked child may deadlock.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class StopSignals:
    """Notes INT, TERM and HUP instead of ending at once, so that the children are ended first."""

    def __init__(self) -> None:
        self.received: int | None = None

    def listen(self) -> None:
        """Take the three signals over; HUP stays ignored when the command was started by `nohup`."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
                continue
            signal.signal(number, self._note)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.received = number


def die_with_parent() -> None:
    """Let the kernel send TERM to this process when its parent ends, however it ends; nothing outside Linux."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(
    command: list[str],
    env: dict[str, str],
    stdout: int | IO[bytes] | None = None,
    stderr: int | IO[bytes] | None = None,
) -> subprocess.Popen:
    """Start `command` in the project folder, in a session of its own: Ctrl-C reaches it only through us."""
    parent = os.getpid()

    def bind_to_parent() -> None:
        die_with_parent()
        if os.getppid() != parent:  # it ended before the line above took effect
            os._exit(1)

    return subprocess.Popen(
        command,
        cwd=PROJECT_ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
        preexec_fn=bind_to_parent,
    )


def end_all(children: Iterable[subprocess.Popen], term_seconds: float = TERM_SECONDS) -> None:
    """End the children and all that they started: TERM, some time to finish, then KILL."""
    left = list(children)
    for number, seconds in ((signal.SIGTERM, term_seconds), (signal.SIGKILL, KILL_SECONDS)):
        for child in left:
            _signal_group(child, number)
        deadline = time.monotonic() + seconds
        while (left := [child for child in left if _is_alive(child)]) and time.monotonic() < deadline:
            time.sleep(0.05)


def _is_alive(child: subprocess.Popen) -> bool:
    """Whether the child or anything in its group still runs; reaps the child."""
    child.poll()
    return _signal_group(child, 0)


def _signal_group(child: subprocess.Popen, number: int) -> bool:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, number)
        return True
    return False
