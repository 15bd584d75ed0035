"""Answers of the database in place of a cluster that does not answer."""

from collections.abc import Callable

from django.db.models import Q

from search.analysis.query import Query
from search.engines.base import CANDIDATES, Engine, EngineAway, Narrowing
from search.engines.elasticsearch import ElasticsearchEngine


class WithFallback:
    """One reader's engine: the first failure of the cluster sends the rest of the request to the database."""

    def __init__(self, cluster: ElasticsearchEngine, database: Engine) -> None:
        self.cluster = cluster
        self.database = database
        self.is_away = False

    @property
    def name(self) -> str:
        """Who answers."""
        return self._engine.name

    def strict(self, query: Query, narrowing: Narrowing, limit: int = CANDIDATES) -> list[int]:
        """The best strict hits."""
        return self._asked(lambda engine: engine.strict(query, narrowing, limit))

    def loose(self, query: Query, narrowing: Narrowing, limit: int = CANDIDATES) -> list[int]:
        """The best hits that hold something of what was asked."""
        return self._asked(lambda engine: engine.loose(query, narrowing, limit))

    def all_hits(self, query: Query) -> Q:
        """All strict hits, as a condition on `Document`."""
        return self.database.all_hits(query)

    @property
    def _engine(self) -> Engine | ElasticsearchEngine:
        return self.database if self.is_away else self.cluster

    def _asked(self, ask: Callable[[Engine | ElasticsearchEngine], list[int]]) -> list[int]:
        try:
            return ask(self._engine)
        except EngineAway:
            self.is_away = True
            return ask(self.database)
