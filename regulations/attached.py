"""Files of official texts are public exactly while their text is."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from core.publishing.scope import bump_version
from core.registries import state_parts
from core.serving.state import SiteState
from media.models import PublicUse
from regulations.models import Edition, Instrument, InstrumentAttachment


def use_of(instrument_id: int) -> int:
    """The number under which `PublicUse` knows an official text: pages have positive ones."""
    return -instrument_id


def expose(instrument: Instrument) -> None:
    """Make the attachments public with the first public edition, private without one."""
    is_public = instrument.editions.public().exists()
    documents = InstrumentAttachment.objects.filter(instrument=instrument).values_list("document_id", flat=True)
    PublicUse.record(use_of(instrument.pk), [("document", pk) for pk in documents] if is_public else [])


@receiver(post_save, sender=InstrumentAttachment)
@receiver(post_delete, sender=InstrumentAttachment)
def attachment_changed(instance: InstrumentAttachment, **kwargs: Any) -> None:
    """In the transaction that changes the row."""
    owner = Instrument.objects.filter(pk=instance.instrument_id).first()
    if owner is not None:
        expose(owner)
        bump_version()


@receiver(post_save, sender=Edition)
@receiver(post_delete, sender=Edition)
def edition_changed(instance: Edition, **kwargs: Any) -> None:
    """Its text may have become public, or ceased to be."""
    expose(instance.instrument)


@receiver(post_delete, sender=Instrument)
def text_is_gone(instance: Instrument, **kwargs: Any) -> None:
    """Nothing of it stays public."""
    PublicUse.record(use_of(instance.pk), [])


@state_parts.register("instrument_attachments")
def load_attachments(state: SiteState) -> dict[int, list[dict[str, str]]]:
    """What the links to the files of each text say."""
    found: dict[int, list[dict[str, str]]] = {}
    for row in InstrumentAttachment.objects.select_related("document").order_by("instrument_id", "sort_order", "pk"):
        file = {"title": str(row), "url": row.document.url, "info": row.document.kind_and_size}
        found.setdefault(row.instrument_id, []).append(file)
    return found
