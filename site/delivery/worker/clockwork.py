"""The process of the clock: what is due by time, and the sign of life, whatever the workers are at."""

import logging
import os
import signal
import socket
import time
from types import FrameType

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from delivery import clock
from delivery.worker.board import Board
from delivery.worker_sign import give_sign

TICK_SECONDS = 10
LIMIT_SECONDS = 600
logger = logging.getLogger(__name__)


def keep_time(line: int, board: Board) -> None:
    """Tick until TERM, which lets the tick at hand come to its end."""
    stopping: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.append(number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    name = f"{socket.gethostname()}:{os.getppid()}"
    last = -TICK_SECONDS
    while not stopping:
        if time.monotonic() - last < TICK_SECONDS:
            time.sleep(0.2)
            continue
        last = time.monotonic()
        board.begin(line, LIMIT_SECONDS)
        try:
            close_old_connections()
            give_sign(name)
            clock.tick()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("clock: %s", error)
            connection.close()
        board.rest(line)
