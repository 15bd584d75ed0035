"""Jobs among kills at full length: 500 of them, two machines' worth of workers, fifty `kill -9`."""

import os
import random
import signal
import time
from collections.abc import Iterator

import pytest

from delivery.enums import JobState
from delivery.models import OutboxMessage
from delivery.outbox import enqueue
from delivery.progress import progress_of
from delivery.topics import LEASE_SECONDS
from tests.support.job_trial import JobTrial
from tests.support.trials import wait_until

pytestmark = pytest.mark.chaos
KILLS = 50


@pytest.fixture
def jobs(live_database, tmp_path) -> Iterator[JobTrial]:
    """A trial that leaves no process behind."""
    trial = JobTrial(live_database, tmp_path)
    yield trial
    trial.end()


def test_fifty_kills_lose_none_of_five_hundred_jobs_and_double_none(jobs):
    for _ in range(2):
        assert jobs.is_up(jobs.add_worker())
    jobs.count(range(400), seconds=0.06)
    jobs.write_files(range(100))
    seed = int.from_bytes(os.urandom(4))
    print(f"seed {seed}")  # shown when the test fails
    dice = random.Random(seed)

    for _ in range(KILLS):
        time.sleep(dice.uniform(0.05, 0.6))
        jobs.kill_one(dice)
    left = jobs.open_jobs()

    assert left > 0  # every kill met workers with work
    assert jobs.settles(180), jobs.trial.output.read_text()
    assert jobs.effects() == list(range(400))
    assert jobs.written() == list(range(100))
    assert OutboxMessage.objects.filter(topic__startswith="trial.", dead_at__isnull=False).count() == 0


def test_five_poison_jobs_among_two_hundred_delay_none_by_five_seconds(jobs):
    for _ in range(2):
        assert jobs.is_up(jobs.add_worker())
    poison = []

    for job in range(195):
        if job % 39 == 5:
            kind = ("raise", "crash", "hang", "hang", "deaf")[job // 39]
            poison.append(enqueue(f"trial.{kind}", {}).pk)
        jobs.count(range(job, job + 1))
        time.sleep(0.05)

    assert jobs.settles(90), jobs.trial.output.read_text()
    assert {message.state for message in OutboxMessage.objects.filter(pk__in=poison)} == {JobState.DEAD}
    assert jobs.effects() == list(range(195))
    assert jobs.longest_wait("trial.count") <= 5


def test_the_job_of_a_machine_that_went_dark_is_taken_over_within_a_minute(jobs):
    """With the lease that a real topic has."""
    message = enqueue("trial.patient", {"seconds": 1000})
    worker = jobs.add_worker()
    assert wait_until(lambda: progress_of(message.pk).state == JobState.RUNNING, 30)
    time.sleep(LEASE_SECONDS / 4 + 1)  # renewed once
    jobs.cut_power(worker)
    dark_since = time.monotonic()
    jobs.add_worker()

    is_taken = wait_until(lambda: progress_of(message.pk).attempts == 2, 80)

    assert (is_taken, time.monotonic() - dark_since <= 60) == (True, True)


def test_a_worker_asked_to_end_gives_long_work_back_within_half_a_minute(jobs):
    long = enqueue("trial.long", {"seconds": 300})
    worker = jobs.add_worker()
    assert wait_until(lambda: progress_of(long.pk).percent == 25, 30)
    began = time.monotonic()

    os.kill(worker.pid, signal.SIGTERM)
    code = worker.wait(timeout=60)

    assert (code, time.monotonic() - began <= 30) == (0, True)
    assert (progress_of(long.pk).state, progress_of(long.pk).attempts) == (JobState.WAITING, 0)
    assert jobs.trial.left_after(5) == []
