"""Wagtail's index of references is left alone by saves that cannot change a reference."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from core.publishing.columns import PRIVATE_FIELDS

# What `save_revision()` writes beside the columns: editors' remarks, shown in the editor only.
NEVER_REFERENCES = PRIVATE_FIELDS | {"wagtail_admin_comments"}


@contextmanager
def references_stay(update_fields: Iterable[str] | None) -> Iterator[None]:
    """Inside the block, a save of nothing but private columns (a new draft was stored) does not scan the page again."""
    # Wagtail asks for the page model when this module is imported.
    from wagtail import signal_handlers

    is_off = getattr(signal_handlers.reference_index_auto_update_disabled, "value", False)
    if is_off or update_fields is None or not NEVER_REFERENCES.issuperset(update_fields):
        yield
    else:
        with signal_handlers.disable_reference_index_auto_update():
            yield
