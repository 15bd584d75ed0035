"""A real cluster that is killed, stopped and cut off: readers have an answer, and in the end nothing differs."""

import signal
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from delivery.outbox import run_all
from search import cluster_jobs
from search.domain import mirror as mirrors
from search.domain.ask import Searcher
from search.domain.mirror import Drift, site_mirror, unsent
from search.domain.store import Index, Text
from search.engines import cluster
from search.engines.base import EngineAway
from search.engines.chosen import answering_engine, maintained_engines
from search.engines.cluster import Circuit
from tests.support.cluster_trial import SERVER, ClusterTrial

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.elasticsearch,
    pytest.mark.django_db,
    pytest.mark.skipif(not SERVER.is_dir(), reason="no Elasticsearch here: SERVICES=elasticsearch make services"),
]
CATCH_UP_SECONDS = 60


@pytest.fixture
def nodes(request, settings, monkeypatch) -> Iterator[ClusterTrial]:
    """As many nodes as the test asks for, with an index."""
    trial = ClusterTrial(request.param)
    settings.ELASTICSEARCH_URLS = trial.urls
    settings.ELASTICSEARCH_INDEX = f"chaos-{trial.port}"
    monkeypatch.setattr(cluster, "work_circuit", Circuit(2))
    monkeypatch.setattr(mirrors, "work_circuit", cluster.work_circuit)
    monkeypatch.setattr(cluster_jobs.Absence, "was_away", False)
    try:
        trial.start()
        site_mirror().rebuild()
        yield trial
    finally:
        trial.end()


def put(numbers: range, word: str) -> None:
    texts = [Text("t", number, f"{word}第{number}号", fingerprint=f"{word}{number}") for number in numbers]
    Index(maintained_engines()).put(texts)


def ask(text: str) -> tuple[int, bool]:
    """Strict hits, and whether the answer took longer than two seconds."""
    began = time.monotonic()
    answer = Searcher(answering_engine()).ask(text)
    return len(answer.strict), time.monotonic() - began > 2


def is_equal() -> bool:
    cluster_jobs.look_after_cluster()
    run_all()
    try:
        return not unsent().exists() and site_mirror().index.exists() and site_mirror().drift() == Drift()
    except EngineAway:
        return False


def equal_within(seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_equal():
            return True
        time.sleep(0.5)
    return False


def later(seconds: float, act: Callable[[], object]) -> threading.Thread:
    thread = threading.Timer(seconds, act)
    thread.start()
    return thread


@pytest.mark.parametrize("nodes", [1], indirect=True)
def test_kills_and_a_stop_lose_nothing(nodes):
    killer = later(0.5, lambda: nodes.kill(0))
    for step in range(10):
        put(range(step * 100, step * 100 + 100), "学徒")
        run_all()
    killer.join()
    while_dead = ask("学徒")
    Index(maintained_engines()).drop("t", range(50))
    nodes.start()
    after_kill = equal_within(CATCH_UP_SECONDS)

    nodes.send(0, signal.SIGSTOP)
    put(range(500, 1500), "焊接")
    while_stopped = [ask("焊接") for _ in range(3)]
    run_all()
    nodes.send(0, signal.SIGCONT)
    after_stop = equal_within(CATCH_UP_SECONDS)

    killer = later(0.3, lambda: nodes.kill(0))
    with pytest.raises(EngineAway):
        while True:
            site_mirror().rebuild()
    killer.join()
    nodes.start()
    after_rebuild = equal_within(CATCH_UP_SECONDS)

    assert (while_dead, while_stopped) == ((100, False), [(100, False)] * 3)
    assert (after_kill, after_stop, after_rebuild) == (True, True, True)
