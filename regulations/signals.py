"""Which texts stand above others is shown to readers: a changed relation is a new version of the site."""

from typing import Any

from django.db.models.signals import m2m_changed
from django.dispatch import receiver

from core.publishing.scope import bump_version
from regulations.models import Instrument


@receiver(m2m_changed, sender=Instrument.bases.through)
def bases_changed(action: str, **kwargs: Any) -> None:
    """After the rows are written."""
    if action.startswith("post_"):
        bump_version()
