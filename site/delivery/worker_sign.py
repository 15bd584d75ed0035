"""The worker's sign of life: when it was last seen, for whoever waits for its work."""

from datetime import datetime, timedelta

from django.utils import timezone

from delivery.models import WorkerSign


def give_sign() -> None:
    """Called by the worker every now and then."""
    WorkerSign.objects.update_or_create(pk=1, defaults={"seen_at": timezone.now()})


def silent_for(now: datetime) -> timedelta | None:
    """How long nothing has been seen of the worker; None when it never ran."""
    sign = WorkerSign.objects.filter(pk=1).first()
    return now - sign.seen_at if sign else None
