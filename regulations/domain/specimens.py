"""Taking a specimen away: the one text that may be deleted, because nobody ever enacted it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from core.publishing.scope import bump_version
from regulations.models import Edition, Provision, TextChange


@transaction.atomic
def remove_specimen(edition: Edition) -> None:
    """Delete an edition of a specimen, and the specimen with its last edition.

    Raises `PermissionDenied` for every text that is not marked as a specimen, `ProtectedError` while pages are linked
    to it.
    """
    instrument = edition.instrument
    if not instrument.is_specimen:
        raise PermissionDenied("只有样张可以删除。")
    TextChange.objects.filter(provision__edition=edition).delete()
    provisions = Provision.objects.filter(edition=edition)
    provisions._raw_delete(provisions.db)
    edition.delete()
    if not instrument.editions.exists():
        instrument.delete()
    bump_version()
