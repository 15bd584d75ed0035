"""Who has a message, and until when: every question is put to the database's clock and answered in one statement."""

import random
import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from delivery.enums import Queue
from delivery.models import OutboxMessage
from delivery.topics import topic_named

BACKOFF_LIMIT = 3600
FREE = {"lease": None, "leased_until": None, "leased_by": ""}


def due(queues: Iterable[Queue]) -> QuerySet[OutboxMessage]:
    """Messages that a worker may take now, the oldest first: nobody has them, or whoever had them is gone."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=Now())
    opened = OutboxMessage.objects.filter(done_at__isnull=True, dead_at__isnull=True, queue__in=list(queues))
    return opened.filter(free, available_at__lte=Now()).order_by("available_at", "pk")


def take(queues: Iterable[Queue], holder: str) -> OutboxMessage | None:
    """Lease the next due message to `holder` and count the attempt; None when there is none.

    `SKIP LOCKED` lets many workers share the queue on PostgreSQL; on SQLite the transaction holds the write lock from
    its first statement. A message whose worker died at its last attempt becomes a dead letter here.
    """
    if not due(queues).exists():  # a look costs no lock; most looks of an idle worker find nothing
        return None
    while (message := _take_one(queues, holder)) is not None:
        if message.attempts <= topic_named(message.topic).attempts:
            return message
        bury(message, message.error or "每次都在执行中断掉：进程被结束或崩溃")
    return None


def _take_one(queues: Iterable[Queue], holder: str) -> OutboxMessage | None:
    with transaction.atomic():
        waiting = due(queues)
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        message = waiting.first()
        if message is None:
            return None
        message.lease = uuid.uuid4()
        seconds = topic_named(message.topic).lease_seconds
        OutboxMessage.objects.filter(pk=message.pk).update(
            lease=message.lease,
            leased_by=holder,
            leased_until=Now() + timedelta(seconds=seconds),
            begun_at=Now(),
            attempts=F("attempts") + 1,
            percent=None,
            remaining_seconds=None,
        )
        message.attempts += 1
        return message


def held(message: OutboxMessage) -> QuerySet[OutboxMessage]:
    """The row of `message` as long as its lease has not gone to somebody else; empty afterwards."""
    return OutboxMessage.objects.filter(pk=message.pk, lease=message.lease, done_at__isnull=True, dead_at__isnull=True)


def renew(message: OutboxMessage) -> bool:
    """Prolong the lease from now; False when it is lost."""
    seconds = topic_named(message.topic).lease_seconds
    return held(message).update(leased_until=Now() + timedelta(seconds=seconds)) == 1


def finish(message: OutboxMessage) -> bool:
    """Note that the work is done; False when the lease was lost and the note is somebody else's to make."""
    return held(message).update(done_at=Now(), error="", **FREE) == 1


def give_back(message: OutboxMessage) -> None:
    """Let others have it at once: the worker was told to stop, which is no fault of the message."""
    held(message).update(attempts=F("attempts") - 1, available_at=Now(), **FREE)


def fail(message: OutboxMessage, error: str) -> None:
    """Note the error and try again after a pause that doubles each time; after the last attempt bury it."""
    topic = topic_named(message.topic)
    if message.attempts >= topic.attempts:
        bury(message, error)
        return
    seconds = min(topic.backoff_seconds * 2 ** (message.attempts - 1), BACKOFF_LIMIT)
    # What failed together (a storage was away) should not come back together.
    pause = timedelta(seconds=seconds * random.uniform(0.75, 1.25))  # noqa: S311
    held(message).update(error=error, available_at=Now() + pause, **FREE)


def bury(message: OutboxMessage, error: str) -> None:
    """Make it a dead letter: kept with its error for a person, who may have it tried again."""
    held(message).update(error=error, dead_at=Now(), **FREE)


def abandon(holder: str, error: str) -> int:
    """Take back what a dead process of ours had, without waiting for its lease; returns how many."""
    left = list(OutboxMessage.objects.filter(leased_by=holder, done_at__isnull=True, dead_at__isnull=True))
    for message in left:
        fail(message, error)
    return len(left)


def revive(messages: QuerySet[OutboxMessage]) -> int:
    """Have what failed tried again now, from the first attempt; returns how many. The last error stays readable."""
    failed = messages.filter(done_at__isnull=True, lease__isnull=True).exclude(dead_at__isnull=True, attempts=0)
    return failed.update(dead_at=None, alerted_at=None, attempts=0, available_at=Now())
