"""Doing one message: its context, its heartbeat, and what becomes of it."""

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.db import DatabaseError, connection, transaction

from delivery import leases
from delivery.models import OutboxMessage
from delivery.redaction import redacted
from delivery.topics import Topic, topic_named

PROGRESS_SECONDS = 2.0
logger = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker has the message by now: stop, and write nothing more."""


class GiveUp(Exception):
    """Raised by a handler when trying again is pointless; the message becomes a dead letter at once."""


class Interrupted(BaseException):
    """Raised inside a handler by the worker. No `Exception`, so that no handler takes it for a failure of its own."""


class Stopped(Interrupted):
    """The worker is asked to end; the message goes back untried."""


class OutOfTime(Interrupted):
    """The job took longer than its topic allows."""


class JobContext:
    """What a handler may know of the message it does, and the ways to write while it is still its own."""

    def __init__(self, message: OutboxMessage, is_stopping: Callable[[], bool] = lambda: False) -> None:
        self._message = message
        self._is_stopping = is_stopping
        self._began = time.monotonic()
        self._told = -PROGRESS_SECONDS
        self.is_finished = False

    @property
    def id(self) -> int:
        """Id of the message, for `delivery.progress.progress_of`."""
        return self._message.pk

    @property
    def key(self) -> str:
        """The same in every attempt at this message: the idempotency key for whatever lies outside the database."""
        return f"{self._message.topic}-{self._message.pk}"

    @property
    def attempt(self) -> int:
        """1 at first."""
        return self._message.attempts

    @property
    def is_last_attempt(self) -> bool:
        """Whether a failure now makes it a dead letter."""
        return self._message.attempts >= topic_named(self._message.topic).attempts

    @property
    def is_stopping(self) -> bool:
        """Whether the worker was asked to end: what cannot finish within seconds had better stop at a good place."""
        return self._is_stopping()

    def is_mine(self) -> bool:
        """Whether no other worker has taken the message since."""
        return leases.held(self._message).exists()

    def progress(self, percent: float, remaining_seconds: float | None = None) -> None:
        """Tell how far it is; cheap, may be called often. Without an estimate the pace so far is taken.

        Raises `LeaseLost` when another worker has the message.
        """
        now = time.monotonic()
        if now - self._told < PROGRESS_SECONDS:
            return
        self._told = now
        percent = min(max(percent, 0), 100)
        if remaining_seconds is None and percent > 0:
            remaining_seconds = (now - self._began) * (100 - percent) / percent
        remaining = None if remaining_seconds is None else min(round(remaining_seconds), 10**9)
        if not leases.held(self._message).update(percent=int(percent), remaining_seconds=remaining):
            raise LeaseLost

    @contextmanager
    def guard(self) -> Iterator[None]:
        """A transaction in which the message cannot change hands; raises `LeaseLost` when it already has."""
        with transaction.atomic():
            row = leases.held(self._message)
            if connection.features.has_select_for_update:
                row = row.select_for_update()
            if row.first() is None:
                raise LeaseLost
            yield

    @contextmanager
    def commit(self) -> Iterator[None]:
        """A guarded transaction whose end is also the end of the message: its effect happens exactly once."""
        with self.guard():
            yield
            leases.finish(self._message)
        self.is_finished = True


def do(
    message: OutboxMessage,
    is_stopping: Callable[[], bool] = lambda: False,
    limited: Callable[[float], AbstractContextManager] = nullcontext,
) -> None:
    """Do a leased message and note how it ended; raises only `Stopped`, after giving the message back.

    `limited(seconds)` surrounds the handler and may raise `Interrupted` in it.
    """
    topic = topic_named(message.topic)
    context = JobContext(message, is_stopping)
    try:
        with _heartbeat(message, topic), limited(topic.time_limit):
            topic.handler(message.payload, context) if topic.takes_context else topic.handler(message.payload)
    except Stopped:
        leases.give_back(message)
        raise
    except LeaseLost:
        logger.warning("outbox %s: another worker has taken it over", message)
    except GiveUp as error:
        logger.error("outbox %s given up: %s", message, redacted(str(error)))
        leases.bury(message, redacted(str(error)))
    except OutOfTime:
        logger.error("outbox %s ended after %s seconds", message, topic.time_limit)
        leases.fail(message, f"用时超过上限 {topic.time_limit:.0f} 秒，被结束")
    except Exception as error:  # a broken message must not stop the others
        if is_stopping():  # a child that got the signal with us ended, which looks like a failure
            leases.give_back(message)
            return
        trace = redacted("".join(traceback.format_exception(error)), limit=20_000)
        logger.warning("outbox %s failed (attempt %s)\n%s", message, message.attempts, trace)
        leases.fail(message, redacted(f"{type(error).__name__}: {error}"))
    else:
        if not context.is_finished and not leases.finish(message):
            logger.warning("outbox %s: done, but another worker has taken it over", message)


@contextmanager
def _heartbeat(message: OutboxMessage, topic: Topic) -> Iterator[None]:
    """Renew the lease while the block runs, from a thread: the handler may be deep in a library for minutes."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(topic.lease_seconds / 4):
            try:
                if not leases.renew(message):
                    break
            except DatabaseError:
                logger.warning("outbox %s: lease not renewed", message, exc_info=True)
                connection.close()
        connection.close()

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
