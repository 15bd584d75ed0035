"""Writing work into the outbox and doing it: at least once, in order of need, never inside a reader's request."""

import os
import socket
from collections.abc import Iterable
from datetime import timedelta

from django.db.models.functions import Now

from delivery import leases
from delivery.enums import Queue
from delivery.jobs import do
from delivery.models import OutboxMessage
from delivery.topics import MAX_ATTEMPTS, handles, topic_named

__all__ = ["MAX_ATTEMPTS", "Queue", "enqueue", "handles", "run_all", "run_next"]


def enqueue(topic: str, payload: dict, delay: timedelta = timedelta(0)) -> OutboxMessage:
    """Write one message in the current transaction: it exists exactly when the change that caused it does."""
    message = OutboxMessage.objects.create(
        topic=topic, payload=payload, queue=topic_named(topic).queue, available_at=Now() + delay if delay else Now()
    )
    del message.available_at  # an expression so far; whoever asks gets what the database made of it
    return message


def run_next(queues: Iterable[Queue] = tuple(Queue)) -> bool:
    """Do the oldest message that is due, here and now, or return False when there is none.

    The handler runs outside the transaction that takes the message, so that minutes of work hold no lock.
    """
    message = leases.take(queues, f"{socket.gethostname()}:{os.getpid()}")
    if message is None:
        return False
    do(message)
    return True


def run_all(limit: int = 10_000) -> int:
    """Do every due message; returns how many were tried."""
    done = 0
    while done < limit and run_next():
        done += 1
    return done
