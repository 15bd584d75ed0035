"""How far a job is, for whoever has its id."""

from dataclasses import dataclass

from delivery.enums import JobState
from delivery.models import OutboxMessage


@dataclass(frozen=True, slots=True)
class Progress:
    """State of a message; percent (0 to 100) and estimated seconds are None while nobody has said anything."""

    state: JobState
    percent: int | None
    remaining_seconds: int | None
    attempts: int
    error: str


def progress_of(message_id: int) -> Progress | None:
    """One statement; None when there is no such message (any more: finished ones are deleted after some days)."""
    message = OutboxMessage.objects.filter(pk=message_id).first()
    if message is None:
        return None
    percent = 100 if message.done_at else message.percent
    return Progress(message.state, percent, message.remaining_seconds, message.attempts, message.error)
