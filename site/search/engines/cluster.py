"""The Elasticsearch cluster: one client a process, short patience, and a pause after it did not answer."""

import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from search.engines.base import EngineAway

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

# Readers get the answer of the database instead of a late one; the background may wait.
SEARCH_SECONDS, PROBE_SECONDS, WORK_SECONDS = 0.8, 1.0, 10.0
OPEN_SECONDS = 10.0
BULK_BYTES = 5_000_000
logger = logging.getLogger(__name__)


class Circuit:
    """Lets nobody through for some seconds after a failure, then one who tries."""

    def __init__(self, seconds: float = OPEN_SECONDS) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._open_until = 0.0

    def allows(self) -> bool:
        """Whether to ask. The first after the pause tries for all; others go on elsewhere until it has an answer."""
        with self._lock:
            if not self._open_until:
                return True
            now = time.monotonic()
            if now < self._open_until:
                return False
            self._open_until = now + self.seconds
            return True

    def failed(self) -> None:
        """Nobody asks for a while."""
        with self._lock:
            self._open_until = time.monotonic() + self.seconds

    def succeeded(self) -> None:
        """Everybody may ask."""
        with self._lock:
            self._open_until = 0.0


# Readers and the background wait apart: a long piece of work that fails says little about short questions.
circuit, work_circuit = Circuit(), Circuit()


def is_configured() -> bool:
    """Whether this installation has a cluster."""
    return bool(settings.ELASTICSEARCH_URLS)


def client(request_timeout: float, retries: int = 0) -> "Elasticsearch":
    """The client of this process. The connections of a parent process are not shared with its children.

    With several nodes a call that fails on one is tried on one other.
    """
    if not is_configured():
        raise EngineAway("ELASTICSEARCH_URL 没有设置")
    shared = _client(os.getpid(), tuple(settings.ELASTICSEARCH_URLS), settings.ELASTICSEARCH_CA_FILE)
    attempts = max(retries, 1 if len(settings.ELASTICSEARCH_URLS) > 1 else 0)
    return shared.options(request_timeout=request_timeout, max_retries=attempts, retry_on_timeout=attempts > 0)


@lru_cache(maxsize=2)
def _client(process: int, urls: tuple[str, ...], ca_file: str) -> "Elasticsearch":
    """Imported here: the package costs half a second at every start, also where there is no cluster."""
    from elasticsearch import Elasticsearch

    logging.getLogger("elastic_transport").setLevel(logging.ERROR)
    extra = {"ca_certs": ca_file} if ca_file else {}
    return Elasticsearch(list(urls), http_compress=True, connections_per_node=32, **extra)


@contextmanager
def answering(gate: Circuit | None = None) -> Iterator[None]:
    """Around calls: whatever goes wrong with the cluster becomes `EngineAway` and, with `gate`, begins a pause."""
    from elasticsearch import ApiError, BadRequestError, TransportError

    if gate and not gate.allows():
        raise EngineAway("paused after a failure")
    try:
        yield
    except BadRequestError as error:
        logger.error("Elasticsearch refused a request: %s", error)
        raise EngineAway(str(error)) from error
    except (ApiError, TransportError) as error:
        if gate:
            gate.failed()
        raise EngineAway(f"{type(error).__name__}: {error}") from error
    if gate:
        gate.succeeded()


def probe(gate: Circuit | None = None) -> None:
    """Ask the cluster for a sign of life; raises `EngineAway` after a second at most, at once while `gate` is open."""
    with answering(gate):
        client(PROBE_SECONDS).info()


def bulk(actions: Iterable[tuple[dict[str, Any], dict[str, Any] | None]]) -> None:
    """Send index and delete actions. An older version than the stored one, and a second deletion, change nothing.

    Raises `EngineAway` when the cluster does not take something.
    """
    with answering():
        for chunk in _chunks(actions):
            answer = client(WORK_SECONDS, retries=2).bulk(operations=chunk, require_alias=True)
            if answer["errors"]:
                _check(answer["items"])


def _chunks(actions: Iterable[tuple[dict[str, Any], dict[str, Any] | None]]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    size = 0
    for head, body in actions:
        chunk += [head] if body is None else [head, body]
        size += 200 + (sum(len(value) for value in body.values() if isinstance(value, str)) * 3 if body else 0)
        if size > BULK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _check(items: list[dict[str, Any]]) -> None:
    for item in items:
        kind, result = next(iter(item.items()))
        is_gone = kind == "delete" and result["status"] == 404 and "error" not in result
        if result["status"] >= 300 and result["status"] != 409 and not is_gone:
            raise EngineAway(f"{kind} of {result.get('_id')}: {result.get('error')}")
