"""Kinds that readers may choose between: the types of entries, and what is no entry but is looked for."""

from columns.entry_types import entry_choices

OTHERS = {"regulations.instrument": "条例与文件", "regulations.interpretationpage": "条例解读"}


def search_kinds() -> dict[str, str]:
    """Model label to name, in the order of the choices."""
    return {**dict(entry_choices()), **OTHERS}
