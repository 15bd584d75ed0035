"""What changes texts beside their own saving: relations between texts are shown, the search hears of editions."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from core.findable import findables_changed
from core.publishing.scope import bump_version
from regulations.models import Edition, Instrument
from regulations.reading.findable import OWNER


@receiver(m2m_changed, sender=Instrument.bases.through)
def bases_changed(action: str, **kwargs: Any) -> None:
    """After the rows are written."""
    if action.startswith("post_"):
        bump_version()


@receiver(post_save, sender=Edition)
def edition_was_saved(instance: Edition, **kwargs: Any) -> None:
    """It may have become public."""
    if instance.confirmed_at is not None:
        findables_changed.send(Edition, owner=OWNER, gone=[])


@receiver(post_delete, sender=Edition)
def edition_is_gone(instance: Edition, **kwargs: Any) -> None:
    """Nobody finds its words any more; another edition comes back in a moment."""
    findables_changed.send(Edition, owner=OWNER, gone=[instance.instrument_id])
