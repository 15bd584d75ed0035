"""Keeping the cluster equal to the stored documents: catching up, building anew, comparing, repairing."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from search.engines.base import EngineAway
from search.engines.chosen import cluster_engine
from search.engines.cluster import WORK_SECONDS, answering, bulk, client, probe, work_circuit
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.ledger import Ledger, now_version
from search.models import Change, Document

BATCH = 200
PAGE = 2_000
SIGN_EVERY = 10.0
MOST_ROUNDS = 5
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Drift:
    """Ids of documents for which cluster and database differ."""

    missing: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        """All of them."""
        return [*self.missing, *self.stale, *self.surplus]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many are missing, how many stale, how many too many."""
        return len(self.missing), len(self.stale), len(self.surplus)

    def __bool__(self) -> bool:
        return bool(self.ids)


class BuildGoesOn(Exception):
    """Another process is filling an index."""


class Mirror:
    """The documents of the database in the indexes of one name. Methods raise `EngineAway` when nobody answers."""

    def __init__(self, engine: ElasticsearchEngine) -> None:
        self.engine = engine
        self.index = engine.index

    def catch_up(self) -> int:
        """Send everything that is noted as changed; returns how much. Safe to repeat and to run twice at once.

        What is noted is read before it is asked which indexes there are, and those before the documents: so nothing
        is missing in an index that is being filled meanwhile.
        """
        done = 0
        while rows := list(unsent()[:BATCH]):
            if not (names := self._names()):
                break
            try:
                self._send(names, rows)
            except EngineAway:
                if names == self._names():
                    raise
                continue  # an index was put in place of another between the question and the answer
            done += len(rows)
        return done

    def rebuild(self) -> int:
        """Fill a new index beside the one that readers ask, compare it with the database, and swap them.

        Raises `BuildGoesOn` while another process does the same.
        """
        self.index.repair()
        if self.index.is_building():
            raise BuildGoesOn
        made = self.index.create()
        number, sign = 0, time.monotonic()
        for ids in _batches(list(Document.objects.order_by("pk").values_list("pk", flat=True))):
            self._put([self.index.building], ids)
            number += len(ids)
            if time.monotonic() - sign > SIGN_EVERY:
                self.index.give_sign(made)
                sign = time.monotonic()
        self.catch_up()
        for _ in range(MOST_ROUNDS):
            if not (drift := self.drift(self.index.building)):
                break
            self._put([self.index.building], drift.ids)
        self.index.swap(made)
        self.catch_up()
        return number

    def drift(self, name: str = "") -> Drift:
        """Compare the index of that name, by default the one that readers ask, with the documents."""
        name = name or self.index.name
        with answering():
            client(WORK_SECONDS).indices.refresh(index=name)
        found = Drift()
        stored = dict(Document.objects.values_list("pk", "fingerprint"))
        for pk, stamp in self._stamps(name):
            known = stored.pop(pk, None)
            if known is None:
                found.surplus.append(pk)
            elif known != stamp:
                found.stale.append(pk)
        found.missing = sorted(stored)
        return found

    def repair(self, drift: Drift) -> None:
        """Note what differs as changed, and send it."""
        known = set(Document.objects.filter(pk__in=drift.ids).values_list("pk", flat=True))
        ledger = Ledger()
        ledger.put(Document.objects.filter(pk__in=known).only("pk"))
        ledger.drop(set(drift.ids) - known)
        self.catch_up()

    def _names(self) -> list[str]:
        """The aliases that exist: of the index that readers ask, of one that is being filled."""
        with answering():
            indices = client(WORK_SECONDS).indices
            return [name for name in (self.index.name, self.index.building) if indices.exists_alias(name=name)]

    def _send(self, names: Sequence[str], rows: Sequence[Change]) -> None:
        versions = {row.document_id: row.version for row in rows}
        documents = list(Document.objects.filter(pk__in=versions))
        gone = sorted(versions.keys() - {document.pk for document in documents})
        bulk(self._actions(names, documents, gone, versions))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_change SET sent = %s WHERE document_id = %s AND sent < %s",
                [(version, pk, version) for pk, version in versions.items()],
            )
        Change.objects.filter(pk__in=gone, is_gone=True, version=F("sent")).delete()

    def _put(self, names: Sequence[str], ids: Sequence[int]) -> None:
        """Send these documents as they are now; versions are read first, so that a later change always wins."""
        versions = dict.fromkeys(ids, 0) | dict(Change.objects.filter(pk__in=ids).values_list("pk", "version"))
        documents = list(Document.objects.filter(pk__in=ids))
        gone = sorted(set(ids) - {document.pk for document in documents})
        # No number of a document is ever used again, so its end may have any version that is high enough.
        versions |= {pk: max(versions[pk] + 1, now_version()) for pk in gone}
        bulk(self._actions(names, documents, gone, versions))

    def _actions(
        self, names: Sequence[str], documents: Iterable[Document], gone: Iterable[int], versions: dict[int, int]
    ) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
        yield from self.engine.actions(list(names), documents, versions)
        for pk in gone:
            for name in names:
                head = {"_index": name, "_id": str(pk), "version": versions[pk], "version_type": "external_gte"}
                yield {"delete": head}, None

    def _stamps(self, name: str) -> Iterator[tuple[int, str]]:
        after: list[int] = [-1]
        while True:
            with answering():
                found = client(WORK_SECONDS).search(
                    index=name,
                    size=PAGE,
                    sort=[{"id": "asc"}],
                    search_after=after,
                    source=False,
                    docvalue_fields=["id", "stamp"],
                    stored_fields="_none_",
                    track_total_hits=False,
                    allow_partial_search_results=False,
                )
            hits = found["hits"]["hits"]
            for hit in hits:
                yield hit["fields"]["id"][0], hit["fields"].get("stamp", [""])[0]
            if len(hits) < PAGE:
                return
            after = hits[-1]["sort"]


def site_mirror() -> Mirror:
    """The cluster of this installation."""
    return Mirror(cluster_engine())


def unsent() -> QuerySet[Change]:
    """Changes that the cluster has not got."""
    return Change.objects.filter(version__gt=F("sent")).order_by("document_id")


def keep_equal(mirror: Mirror, *, was_away: bool) -> str:
    """Whatever is due: building, catching up, after an absence also comparing. Returns what was done, for the log."""
    probe(work_circuit)
    if was_away:
        mirror.index.look_again()
    if not mirror.index.exists():
        try:
            return f"built {mirror.rebuild()}"
        except BuildGoesOn:
            return f"sent {mirror.catch_up()} beside a build"
    sent = mirror.catch_up()
    if was_away and (drift := mirror.drift()):
        mirror.repair(drift)
        return f"sent {sent}, repaired {len(drift.ids)}"
    return f"sent {sent}"


def _batches(ids: list[int]) -> Iterator[list[int]]:
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))
