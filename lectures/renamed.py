"""A speaker or season that is changed: pages that show it follow."""

from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver

from core.effects import TOPIC_REFRESH
from core.publishing.scope import bump_version
from delivery.outbox import enqueue
from lectures.models import Season, Speaker


@receiver(post_save, sender=Speaker)
@receiver(post_save, sender=Season)
def renamed_in_hall(sender: type[Model], instance: Model, created: bool, **kwargs: object) -> None:
    """Lectures show the new name when the worker comes by, the speaker's own page with the next request."""
    if not created:
        enqueue(TOPIC_REFRESH, {"model": sender._meta.label_lower, "id": instance.pk})
        bump_version()
