"""The cluster holds what the database holds: after changes, a rebuild under writes, an absence, a wrong write."""

import os
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from delivery.outbox import run_all
from search import cluster_jobs
from search.analysis.query import parse
from search.domain import mirror as mirrors
from search.domain.mirror import BuildGoesOn, Drift, Mirror, unsent
from search.domain.store import Index, Text
from search.engines.base import EngineAway, Narrowing
from search.engines.chosen import database_engine
from search.engines.cluster import Circuit, bulk, client
from search.engines.elastic_index import ElasticIndex
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.ledger import Ledger
from search.models import Change, Document
from tests.factories import story
from tests.support.bad_server import bad_server
from tests.support.ports import free_port

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


@pytest.fixture
def mirror(settings):
    settings.ELASTICSEARCH_URLS = os.environ["ELASTICSEARCH_URL"].split(",")
    settings.ELASTICSEARCH_INDEX = f"zhijiao-trial-{uuid4().hex[:10]}"
    made = Mirror(ElasticsearchEngine(ElasticIndex(settings.ELASTICSEARCH_INDEX), None, 10))
    urls = settings.ELASTICSEARCH_URLS
    yield made
    settings.ELASTICSEARCH_URLS = urls
    made.index.remove()


@pytest.fixture(autouse=True)
def _present(monkeypatch):
    monkeypatch.setattr(cluster_jobs.Absence, "was_away", False)
    monkeypatch.setattr(mirrors, "work_circuit", Circuit(0))


def store() -> Index:
    return Index([database_engine(), Ledger()])


def put(*numbers: int, title: str = "学徒") -> None:
    store().put([Text("t", number, f"{title}{number}", fingerprint=f"{title}{number}") for number in numbers])


def in_cluster(mirror: Mirror) -> set[str]:
    return {stamp for _, stamp in mirror._stamps(mirror.index.name)}


def test_changes_and_deletions_arrive(mirror):
    mirror.rebuild()
    put(1, 2, 3)
    mirror.catch_up()

    put(2, title="护理")
    store().drop("t", [3])
    sent = mirror.catch_up()

    assert (sent, mirror.drift()) == (2, Drift())
    assert in_cluster(mirror) == {"学徒1", "护理2"}
    assert not Change.objects.filter(is_gone=True).exists()


def test_sending_twice_changes_nothing(mirror):
    mirror.rebuild()
    put(1, 2)
    mirror.catch_up()
    Change.objects.update(sent=0)

    mirror.catch_up()

    assert mirror.drift() == Drift()


def test_a_late_write_does_not_undo_a_newer_one(mirror):
    mirror.rebuild()
    put(1, 2)
    mirror.catch_up()
    old = list(Document.objects.filter(owner="t"))
    versions = dict(Change.objects.values_list("pk", "version"))
    put(1, title="护理")
    store().drop("t", [2])
    mirror.catch_up()

    bulk(mirror.engine.actions([mirror.index.name], old, versions))

    assert mirror.drift() == Drift()


def test_a_rebuild_under_writes_misses_nothing(mirror, monkeypatch):
    monkeypatch.setattr(mirrors, "BATCH", 2)
    put(*range(10))
    mirror.rebuild()
    first = mirror._names()
    other = Mirror(ElasticsearchEngine(mirror.index, None, 10))
    send = Mirror._put
    steps = iter(
        [
            lambda: put(0, title="改"),
            lambda: store().drop("t", [1, 8]),
            lambda: put(20, 21),
            lambda: put(9, title="改"),
        ]
    )

    def put_and_write(self, names, ids):
        send(self, names, ids)
        if step := next(steps, None):
            step()
            other.catch_up()
            assert mirror.index.exists()  # readers find the old one all the time

    monkeypatch.setattr(Mirror, "_put", put_and_write)
    mirror.rebuild()

    assert (mirror.drift(), first, mirror._names()) == (Drift(), [mirror.index.name], [mirror.index.name])
    assert len(in_cluster(mirror)) == 10


def test_two_builds_do_not_meet(mirror):
    mirror.index.create()

    with pytest.raises(BuildGoesOn):
        mirror.rebuild()


def test_what_differs_is_found_and_repaired(mirror):
    put(1, 2, 3)
    mirror.rebuild()
    ids = dict(Document.objects.values_list("owner_id", "pk"))
    node = client(10)
    node.delete(index=mirror.index.name, id=str(ids[1]))
    node.index(index=mirror.index.name, id="999999999", document={"id": 999999999, "stamp": "?"})
    Document.objects.filter(owner_id=2).update(fingerprint="new")

    found = mirror.drift()
    mirror.repair(found)

    assert found == Drift([ids[1]], [ids[2]], [999999999])
    assert mirror.drift() == Drift()


@pytest.mark.parametrize("how", ["refuse", "hang"])
def test_everything_arrives_after_an_absence(mirror, settings, how):
    urls = settings.ELASTICSEARCH_URLS
    mirror.rebuild()

    with bad_server("hang") as server:
        settings.ELASTICSEARCH_URLS = [server.url if how == "hang" else f"http://127.0.0.1:{free_port()}"]
        put(1, 2)
        cluster_jobs.catch_up_message({})
        store().drop("t", [2])
        cluster_jobs.catch_up_message({})
    was_away = cluster_jobs.Absence.was_away
    settings.ELASTICSEARCH_URLS = urls
    cluster_jobs.catch_up_message({"look": True})

    assert (was_away, cluster_jobs.Absence.was_away) == (True, False)
    assert mirror.drift() == Drift()
    assert in_cluster(mirror) == {"学徒1"}


def test_an_index_that_was_lost_is_built_again(mirror):
    put(1, 2)
    mirror.rebuild()
    mirror.index.remove()

    cluster_jobs.catch_up_message({"look": True})

    assert mirror.drift() == Drift()


def test_a_refused_write_is_not_taken_for_done(mirror):
    put(1)
    mirror.rebuild()
    put(2)
    client(10).indices.put_settings(index=mirror.index.name, settings={"index.blocks.write": True})

    with pytest.raises(EngineAway):
        mirror.catch_up()

    assert Change.objects.filter(sent=0).count() == 1


def test_publication_and_withdrawal_reach_the_cluster(mirror, column):
    mirror.rebuild()
    page = story(column, title="学徒的一天")
    other = story(column, title="护士的一天", slug="b")
    run_all()
    before = mirror.drift()

    page.unpublish()
    other.title = "护工的一天"
    other.save_revision().publish()
    run_all()

    after = mirror.drift()
    found = mirror.engine.strict(parse("一天"), Narrowing())
    assert (before, after, unsent().count()) == (Drift(), Drift(), 0)
    assert [document.title for document in Document.objects.filter(pk__in=found)] == ["护工的一天"]
    assert len(found) == 1


def test_search_check_tells_and_repairs_the_cluster(mirror, column):
    story(column, title="学徒的一天")
    run_all()
    document = Document.objects.get(title="学徒的一天")
    client(10).delete(index=mirror.index.name, id=str(document.pk), refresh=True)

    with pytest.raises(CommandError):
        call_command("search_check", dry_run=True, stdout=StringIO())
    call_command("search_check", stdout=StringIO())

    assert mirror.drift() == Drift()
