"""The engines of this installation."""

from django.db import connection

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine
from search.engines.postgresql import PostgresqlEngine


def database_engine() -> Engine:
    """The engine inside the site's own database; maintained whatever else there is."""
    return PostgresqlEngine() if connection.vendor == "postgresql" else EmbeddedEngine()


def maintained_engines() -> list[Engine]:
    """All engines that get every change, inside the transaction that stores the documents."""
    return [database_engine()]


def answering_engine() -> Engine:
    """The engine that readers ask."""
    return database_engine()
