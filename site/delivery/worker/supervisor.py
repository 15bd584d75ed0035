"""Starts the background processes of one machine, replaces those that end, adds some when all are held up."""

import contextlib
import ctypes
import gc
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from django.db import connections

from delivery.enums import Queue
from delivery.worker.board import Board
from delivery.worker.clockwork import keep_time
from delivery.worker.slot import Slot, Worker, in_child

POLL_SECONDS = 0.2
HELD_UP_SECONDS = 1.0  # a quick job that takes longer no longer counts as a worker that is free in a moment
EXTRA_WORKERS = 12
EXTRA_AT_ONCE = 3
END_SECONDS = 27.0
EARLY_SECONDS = 1.0
EARLY_ENDS = 10  # so many in a row are no bad message any more; something is broken, and forking on helps nobody
PAUSE_SECONDS = 5.0
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
logger = logging.getLogger(__name__)
# Loaded before any fork: loading a library in a forked child may deadlock.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(slots=True)
class Child:
    """A process of ours: how to start it again (with the reason of its end), when it began, how often in a row it ended early."""

    start: Callable[[str], None]
    line: int
    slot: Slot | None
    began: float = 0
    early_ends: int = 0
    was_killed_for_time: bool = False


class Supervisor:
    """Forks a worker for each place and one clock; it opens no connection itself, so that none is shared by a fork."""

    def __init__(self, workers: dict[Queue, int]) -> None:
        self._slots = [(queue, number) for queue, count in workers.items() for number in range(count)]
        self._extra = EXTRA_WORKERS if workers.get(Queue.QUICK) else 0
        self._board = Board(len(self._slots) + self._extra + 1)
        self._children: dict[int, Child] = {}
        self._waiting: list[tuple[float, Child, str]] = []
        self._stopping: list[int] = []
        self._name = f"{socket.gethostname()[:60]}:{os.getpid()}"

    def run(self) -> None:
        """Supervise until TERM or INT; what then does not end within `END_SECONDS` is killed."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        _prctl(PR_SET_CHILD_SUBREAPER, 1)
        connections.close_all()
        gc.collect()
        gc.freeze()  # memory of before the forks stays shared
        self._start(Child(self._clock, len(self._slots) + self._extra, None))
        for line, (queue, number) in enumerate(self._slots):
            self._start(self._worker(Slot(line, f"{self._name}:{queue}{number}", queue)))
        while not self._stopping:
            self._reap()
            self._restart()
            self._end_overdue()
            self._add_extra()
            time.sleep(POLL_SECONDS)
        self._end_all()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping.append(number)

    def _worker(self, slot: Slot) -> Child:
        return Child(lambda reason: Worker(slot, self._board).run(reason), slot.line, slot)

    def _clock(self, reason: str) -> None:
        keep_time(len(self._slots) + self._extra, self._board)

    def _start(self, child: Child, reason: str = "") -> None:
        parent = os.getpid()

        def act() -> None:
            _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() == parent:  # it may have ended before the line above took effect
                child.start(reason)

        # A TERM between the fork and the child's own handler would run the supervisor's, which only makes a note.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        child.began = time.monotonic()
        child.was_killed_for_time = False
        self._board.rest(child.line)
        number = in_child(act)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        self._children[number] = child

    def _reap(self) -> None:
        """Note who has ended; a process of ours that did not leave by itself will be replaced, and says what it left."""
        while True:
            try:
                number, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if number == 0:
                return
            child = self._children.pop(number, None)
            if child is None:  # the child of a worker that is gone
                continue
            self._board.rest(child.line)
            self._kill_orphans()
            code = os.waitstatus_to_exitcode(status)
            if code == 0 and child.slot and child.slot.is_extra:
                continue
            if not self._stopping:
                self._note_end(child, _reason(child, code), logging.WARNING if code else logging.INFO)

    def _note_end(self, child: Child, reason: str, level: int) -> None:
        logger.log(level, "background process %s ended: %s", child.slot.name if child.slot else "clock", reason)
        is_early = time.monotonic() - child.began < EARLY_SECONDS
        child.early_ends = child.early_ends + 1 if is_early else 0
        pause = PAUSE_SECONDS if child.early_ends > EARLY_ENDS else 0
        self._waiting.append((time.monotonic() + pause, child, reason))

    def _restart(self) -> None:
        due = [entry for entry in self._waiting if entry[0] <= time.monotonic()]
        for entry in due:
            self._waiting.remove(entry)
            self._start(entry[1], entry[2])

    def _end_overdue(self) -> None:
        for number, child in self._children.items():
            if self._board.is_overdue(child.line) and not child.was_killed_for_time:
                child.was_killed_for_time = True
                _signal(number, signal.SIGKILL)

    def _add_extra(self) -> None:
        """More quick workers when every one is held up by a long job: a few bad messages delay nobody."""
        quick = [child for child in self._children.values() if child.slot and child.slot.queue == Queue.QUICK]
        if not quick or any(self._board.busy_seconds(child.line) < HELD_UP_SECONDS for child in quick):
            return
        taken = {child.line for child in self._children.values()} | {entry[1].line for entry in self._waiting}
        free = set(range(len(self._slots), len(self._slots) + self._extra)) - taken
        for line in sorted(free)[:EXTRA_AT_ONCE]:
            self._start(self._worker(Slot(line, f"{self._name}:extra{line}", Queue.QUICK, is_extra=True)))

    def _end_all(self) -> None:
        for number in self._children:
            _signal(number, signal.SIGTERM)
        deadline = time.monotonic() + END_SECONDS
        while self._children and time.monotonic() < deadline:
            self._reap()
            time.sleep(0.05)
        for number in self._children:
            _signal(number, signal.SIGKILL)
        self._kill_orphans()

    def _kill_orphans(self) -> None:
        """Programs that a dead worker had started have become ours; nobody waits for them any more."""
        for path in Path("/proc/self/task").glob("*/children"):
            for number in path.read_text().split():
                if int(number) not in self._children:
                    _signal(int(number), signal.SIGKILL)


def _reason(child: Child, code: int) -> str:
    if child.was_killed_for_time:
        return "用时超过上限，进程被结束"
    return f"进程被信号 {-code} 结束" if code < 0 else f"进程退出（退出码 {code}）"


def _prctl(option: int, value: int) -> None:
    if _libc is not None:
        _libc.prctl(option, value, 0, 0, 0)


def _signal(number: int, sign: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, sign)
