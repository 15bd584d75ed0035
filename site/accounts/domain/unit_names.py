"""The names of units, present and past: an old name leads to exactly one unit."""

import re
from collections.abc import Iterable

from accounts.models import Unit, UnitFormerName

SEPARATORS = re.compile("[;；]")
MAX_LENGTH = UnitFormerName._meta.get_field("name").max_length


def split_names(cell: str) -> list[str]:
    """The former names in one cell, separated by `;` or `；`."""
    return [name for part in SEPARATORS.split(cell) if (name := part.strip())]


class NameBook:
    """Every name that is or was in use, read once and then looked up without statements."""

    def __init__(self) -> None:
        self._present = set(Unit.objects.order_by().values_list("name", flat=True))
        self._past = dict(UnitFormerName.objects.order_by("pk").values_list("name", "unit__name"))

    def name_fault(self, name: str, own_name: str | None = None) -> str:
        """Why `name` cannot be the name of a unit, or an empty string; `own_name` is what the unit is called so far."""
        owner = self._past.get(name)
        if owner and owner != (own_name or name):
            return f"“{name}”是“{owner}”的曾用名，请改用现在的名称。"
        return ""

    def former_names_fault(self, former: Iterable[str], name: str, own_name: str | None = None) -> str:
        """Why the unit called `name` cannot have had these names, or an empty string."""
        seen = set()
        for old in former:
            owner = self._past.get(old)
            if len(old) > MAX_LENGTH:
                return f"“{old[:10]}……”太长，最多{MAX_LENGTH}个字。"
            if old == name:
                return "曾用名和现在的名称一样。"
            if old in seen:
                return f"“{old}”写了两次。"
            if old in self._present and old != own_name:
                return f"“{old}”现在还是一个单位的名称。单位改名，请先在它自己的页面里改。"
            if owner and owner != (own_name or name):
                return f"“{old}”已经是“{owner}”的曾用名。"
            seen.add(old)
        return ""
