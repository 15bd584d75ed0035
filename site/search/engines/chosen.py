"""The engines of this installation."""

from functools import cache

from django.conf import settings
from django.db import connection

from delivery.outbox import enqueue
from search.engines.base import Engine
from search.engines.cluster import is_configured
from search.engines.elastic_index import ElasticIndex
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.fallback import WithFallback
from search.engines.ledger import Ledger
from search.engines.postgresql import PostgresqlEngine

TOPIC_CATCH_UP = "search.cluster.catch-up"


def database_engine() -> Engine:
    """The engine inside the site's own database; maintained whatever else there is."""
    return PostgresqlEngine() if connection.vendor == "postgresql" else EmbeddedEngine()


def maintained_engines() -> list[Engine | Ledger]:
    """All that get every change, inside the transaction that stores the documents; the cluster hears of it later."""
    ledger = [Ledger(tell=lambda: enqueue(TOPIC_CATCH_UP, {}))] if is_configured() else []
    return [database_engine(), *ledger]


def answering_engine() -> Engine:
    """The engine that one reader asks."""
    return WithFallback(cluster_engine(), database_engine()) if is_configured() else database_engine()


def cluster_engine() -> ElasticsearchEngine:
    """The cluster of this installation."""
    return _cluster_engine(settings.ELASTICSEARCH_INDEX)


@cache
def _cluster_engine(name: str) -> ElasticsearchEngine:
    return ElasticsearchEngine(ElasticIndex(name))
