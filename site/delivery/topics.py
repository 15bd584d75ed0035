"""Which function does which topic, and under what terms."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from delivery.enums import Queue

Handler = Callable[..., Any]

MAX_ATTEMPTS = 5
LEASE_SECONDS = 45
# A job that takes longer is ended and tried again; each topic may set its own.
TIME_LIMITS = {Queue.QUICK: 5 * 60, Queue.PICTURES: 15 * 60, Queue.SLOW: 12 * 3600}


@dataclass(frozen=True, slots=True)
class Topic:
    """The terms of one kind of work."""

    name: str
    handler: Handler
    queue: Queue
    attempts: int
    lease_seconds: float
    time_limit: float
    backoff_seconds: float
    takes_context: bool
    label: str


_topics: dict[str, Topic] = {}


def handles(
    topic: str,
    *,
    queue: Queue = Queue.QUICK,
    attempts: int = MAX_ATTEMPTS,
    lease_seconds: float = LEASE_SECONDS,
    time_limit: float | None = None,
    backoff_seconds: float = 10,
    label: str = "",
) -> Callable[[Handler], Handler]:
    """Register the decorated function as the one that does messages of `topic`; the office reads `label`.

    It is called with the payload and, when it has a second parameter, with a `delivery.jobs.JobContext`. A message may
    be done more than once (a worker was killed after the work and before its note): the function is idempotent, or
    writes inside `context.commit()`, which makes its effect and the note one transaction.
    """

    def register(handler: Handler) -> Handler:
        if topic in _topics and _topics[topic].handler is not handler:
            raise ValueError(f"topic {topic!r} has a handler already")
        takes_context = len(inspect.signature(handler).parameters) > 1
        limit = TIME_LIMITS[queue] if time_limit is None else time_limit
        _topics[topic] = Topic(
            topic, handler, queue, attempts, lease_seconds, limit, backoff_seconds, takes_context, label or topic
        )
        return handler

    return register


def topic_named(name: str) -> Topic:
    """The terms of `name`; of a topic that nobody handles (its app is gone), those of a handler that fails."""
    return _topics.get(name) or Topic(name, _nobody, Queue.QUICK, MAX_ATTEMPTS, LEASE_SECONDS, 60, 10, False, name)


def _nobody(payload: dict) -> None:
    raise LookupError("no handler for this topic")
