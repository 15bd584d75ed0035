"""Writing work into the outbox and doing it: at least once, in order of need, never inside a reader's request."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from delivery.models import OutboxMessage

Handler = Callable[[dict], None]

MAX_ATTEMPTS = 5
BACKOFF = timedelta(seconds=10)
logger = logging.getLogger(__name__)
_handlers: dict[str, Handler] = {}


def handles(topic: str) -> Callable[[Handler], Handler]:
    """Register the decorated function as the one that does messages of `topic`. It must be idempotent."""

    def register(handler: Handler) -> Handler:
        if _handlers.get(topic, handler) is not handler:
            raise ValueError(f"topic {topic!r} has a handler already")
        _handlers[topic] = handler
        return handler

    return register


def enqueue(topic: str, payload: dict, delay: timedelta = timedelta(0)) -> OutboxMessage:
    """Write one message in the current transaction: it exists exactly when the change that caused it does."""
    return OutboxMessage.objects.create(topic=topic, payload=payload, available_at=timezone.now() + delay)


def run_next() -> bool:
    """Do the oldest message that is due, or return False when there is none.

    The handler runs outside the transaction that takes the message, so that minutes of image work hold no lock. A
    failure is recorded and tried again with growing pauses, at most `MAX_ATTEMPTS` times; then the message stays,
    with its error, for a person.
    """
    message = _take()
    if message is None:
        return False
    try:
        handler = _handlers[message.topic]
        handler(message.payload)
    except Exception as error:  # a broken message must not stop the others
        logger.exception("outbox %s #%s failed (attempt %s)", message.topic, message.pk, message.attempts)
        message.error = f"{type(error).__name__}: {error}"[:2000]
        message.available_at = timezone.now() + BACKOFF * 2**message.attempts
        message.save(update_fields=["error", "available_at"])
    else:
        OutboxMessage.objects.filter(pk=message.pk).update(done_at=timezone.now(), error="")
    return True


def run_all(limit: int = 10_000) -> int:
    """Do every due message; returns how many were tried."""
    done = 0
    while done < limit and run_next():
        done += 1
    return done


def _take() -> OutboxMessage | None:
    """The next due message, marked as tried; `SKIP LOCKED` lets several workers share one PostgreSQL queue."""
    with transaction.atomic():
        due = OutboxMessage.objects.filter(
            done_at__isnull=True, available_at__lte=timezone.now(), attempts__lt=MAX_ATTEMPTS
        ).order_by("available_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        message = due.first()
        if message is not None:
            message.attempts += 1
            # Not taken by a second worker while this one is at it.
            message.available_at = timezone.now() + timedelta(minutes=10)
            message.save(update_fields=["attempts", "available_at"])
        return message
