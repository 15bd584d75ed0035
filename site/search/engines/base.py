"""What the search asks of an engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.db.models import Q

from search.analysis.query import Query
from search.models import Document

# So many of the best are ranked finely; what comes after them keeps the engine's order.
CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Columns of `Document` and the values each may have."""

    values: Mapping[str, Sequence[object]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.values)


class EngineAway(Exception):
    """The engine does not answer, or not in time."""


class Engine(Protocol):
    """Finds ids of documents. Strict hits hold every needed term, loose ones some of what was asked."""

    name: str
    # Whether another engine answers in its place.
    is_away: bool

    def put(self, documents: Iterable[Document]) -> None:
        """Make stored documents findable, in place of what was there under their ids."""

    def drop(self, ids: Iterable[int]) -> None:
        """Make documents unfindable."""

    def strict(self, query: Query, narrowing: Narrowing, limit: int = CANDIDATES) -> list[int]:
        """The best strict hits, best first."""

    def all_hits(self, query: Query) -> Q:
        """All strict hits, as a condition on `Document`."""

    def loose(self, query: Query, narrowing: Narrowing, limit: int = CANDIDATES) -> list[int]:
        """The best hits that hold something of what was asked."""

    def finish(self) -> None:
        """After many changes: make everything visible and fast."""
