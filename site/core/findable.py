"""Public things that are no pages and yet can be found, such as official texts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.dispatch import Signal

from core.kept.passages import Passage

# Sent in the transaction in which things of an owner become public, change or cease: `owner`, `gone` (ids, at once).
findables_changed = Signal()


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing as the search needs it. `stamp` differs whenever its passages do, so that they need not be read."""

    id: int
    title: str
    path: str
    # `app.model` of what it is, and the word for it.
    kind: str
    kind_label: str
    stamp: str
    passages: Callable[[], list[Passage]]
    date: datetime | None = None
    line: str = ""
