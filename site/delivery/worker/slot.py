"""One worker process: takes the messages of one queue, one after the other."""

import logging
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from delivery import leases
from delivery.enums import Queue
from delivery.jobs import OutOfTime, Stopped, do
from delivery.worker.board import Board

IDLE_SECONDS = 0.5
EXTRA_IDLE_SECONDS = 5.0
TROUBLE_SECONDS = 2.0
FINISH_SECONDS = 20.0  # what a job at hand gets when the worker is asked to end
GROWN_KB = 700_000  # a process that once needed so much is replaced: it gives memory back only by ending
OVERTIME_SECONDS = 10.0  # a job that does not even react to its end is killed with its process
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a worker: `name` is who holds its leases; an extra one leaves when there is nothing more to do."""

    line: int
    name: str
    queue: Queue
    is_extra: bool = False


class Worker:
    """The loop of one slot. Ends after TERM: the job at hand gets some seconds, then it goes back untried."""

    def __init__(self, slot: Slot, board: Board) -> None:
        self.slot = slot
        self.board = board
        self._stopping = False
        self._in_handler = False

    def run(self, left_behind: str = "") -> None:
        """Work until asked to stop. `left_behind`: why the last process of this slot ended, if not by itself."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor gets it too and says what to do
        signal.signal(signal.SIGALRM, self._end_job)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        if self.slot.queue != Queue.QUICK:
            os.nice(10)  # readers and editors first
        pending = left_behind
        idle_since = time.monotonic()
        while not self._stopping:
            try:
                close_old_connections()
                if pending:
                    leases.abandon(self.slot.name, pending)
                    pending = ""
                if self._work_once():
                    if _has_grown():
                        return
                    idle_since = time.monotonic()
                    continue
            except Stopped:
                return
            except (DatabaseError, InterfaceError) as error:
                # The database is away; a message that could not be noted comes back when its lease has run out.
                logger.warning("worker %s: %s", self.slot.name, error)
                self.board.rest(self.slot.line)
                connection.close()
                time.sleep(TROUBLE_SECONDS)
                continue
            if self.slot.is_extra and time.monotonic() - idle_since > EXTRA_IDLE_SECONDS:
                return
            time.sleep(IDLE_SECONDS)

    def _work_once(self) -> bool:
        message = leases.take([self.slot.queue], self.slot.name)
        if message is None:
            return False
        do(message, lambda: self._stopping, self._limited)
        self.board.rest(self.slot.line)
        return True

    @contextmanager
    def _limited(self, seconds: float) -> Iterator[None]:
        """Around the handler: an alarm at the end of its time, or soon after the worker was asked to end."""
        self.board.begin(self.slot.line, seconds + OVERTIME_SECONDS)
        try:
            self._in_handler = True
            signal.setitimer(signal.ITIMER_REAL, min(seconds, FINISH_SECONDS) if self._stopping else seconds)
            yield
        finally:
            self._in_handler = False
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        if not self._stopping and self._in_handler:
            signal.setitimer(signal.ITIMER_REAL, FINISH_SECONDS)
        self._stopping = True

    def _end_job(self, number: int, frame: FrameType | None) -> None:
        if self._in_handler:
            raise Stopped if self._stopping else OutOfTime


def _has_grown() -> bool:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > GROWN_KB


def in_child(act: Callable[[], None]) -> int:
    """Fork, run `act` in the child and end it there; returns the child's id to the parent."""
    sys.stdout.flush()
    sys.stderr.flush()
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        act()
        code = 0
    except BaseException:
        logger.exception("a background process failed")
    finally:
        logging.shutdown()
        os._exit(code)
