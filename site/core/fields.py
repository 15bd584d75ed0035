"""Own StreamField: a changed block or help text needs no migration."""

from typing import Any

from django import forms
from wagtail.fields import StreamField as WagtailStreamField

from core.admin.malformed import GuardedBlockField


class StreamField(WagtailStreamField):
    """Wagtail's StreamField without its block definitions in the migration files."""

    def __init__(self, block_types: Any = (), *args: Any, **kwargs: Any) -> None:
        super().__init__(block_types, *args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list, dict]:
        """Name the field without its blocks."""
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_types", None)
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def formfield(self, **kwargs: Any) -> forms.Field:
        """A field that answers torn or hostile data with 400."""
        return super().formfield(**{"form_class": GuardedBlockField, **kwargs})
