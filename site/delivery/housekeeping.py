"""What keeps the outbox small: deletion of messages that were done long ago."""

import time
from datetime import timedelta

from django.db.models.functions import Now

from delivery.clock import every_tick
from delivery.models import OutboxMessage

DONE_KEPT = timedelta(days=7)
CLEANING_SECONDS = 3600
_cleaned = -CLEANING_SECONDS


@every_tick
def delete_done() -> int:
    """Once an hour, delete messages that were done a week ago; dead letters stay until a person has looked."""
    global _cleaned
    if time.monotonic() - _cleaned < CLEANING_SECONDS:
        return 0
    _cleaned = time.monotonic()
    return OutboxMessage.objects.filter(done_at__lt=Now() - DONE_KEPT).delete()[0]
