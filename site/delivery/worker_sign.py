"""The workers' sign of life: when one was last seen, for whoever waits for their work."""

from datetime import timedelta

from django.db.models import DurationField, ExpressionWrapper, Max
from django.db.models.functions import Now

from delivery.models import WorkerSign

KEPT = timedelta(days=1)


def give_sign(name: str) -> None:
    """Called every few seconds by the clock of each machine's workers; forgets those not seen for a day."""
    WorkerSign.objects.update_or_create(name=name, defaults={"seen_at": Now()})
    WorkerSign.objects.filter(seen_at__lt=Now() - KEPT).exclude(name=name).delete()


def silent_for() -> timedelta | None:
    """How long no worker of any machine has been seen; None when none ever was."""
    since = ExpressionWrapper(Now() - Max("seen_at"), output_field=DurationField())
    return WorkerSign.objects.aggregate(since=since)["since"]
