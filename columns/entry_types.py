"""Which page types are entries: found among the registered page models, so that later apps only have to exist."""

from typing import TYPE_CHECKING

from wagtail.models import get_page_models

if TYPE_CHECKING:
    from core.models import BasePage


def entry_models() -> "list[type[BasePage]]":
    """Every page type that stands in lists of entries, in order of registration."""
    return [model for model in get_page_models() if getattr(model, "is_entry", False)]


def column_choices() -> list[tuple[str, str]]:
    """The same for the types that stand in columns; an app may have entries that stand elsewhere."""
    labels = {m._meta.label_lower for m in entry_models() if "columns.ColumnPage" in m.parent_page_types}
    return [(label, name) for label, name in entry_choices() if label in labels]


def entry_choices() -> list[tuple[str, str]]:
    """(model label such as `columns.storypage`, Chinese name) of every entry type."""
    return [(model._meta.label_lower, str(model._meta.verbose_name)) for model in entry_models()]
