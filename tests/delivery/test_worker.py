"""Real worker processes: killed, hung, asked to end. The full length of it is `make chaos`."""

import os
import random
import signal
import time
from collections.abc import Iterator

import pytest

from delivery.enums import JobState
from delivery.models import OutboxMessage, WorkerSign
from delivery.outbox import enqueue
from delivery.progress import progress_of
from tests.support.job_trial import JobTrial
from tests.support.trials import wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def jobs(live_database, tmp_path) -> Iterator[JobTrial]:
    """A trial that leaves no process behind."""
    trial = JobTrial(live_database, tmp_path)
    yield trial
    trial.end()


def test_kills_lose_nothing_and_double_nothing(jobs):
    for _ in range(2):
        assert jobs.is_up(jobs.add_worker())
    jobs.count(range(60), seconds=0.05)
    jobs.write_files(range(20))
    dice = random.Random(5)

    for _ in range(6):
        time.sleep(dice.uniform(0.1, 0.5))
        jobs.kill_one(dice)
    left = jobs.open_jobs()

    assert left > 0  # every kill met workers with work
    assert jobs.settles(60), jobs.trial.output.read_text()
    assert jobs.effects() == list(range(60))
    assert jobs.written() == list(range(20))


def test_poison_ends_as_dead_letters_and_delays_nobody(jobs):
    poison = [enqueue(f"trial.{kind}", {}).pk for kind in ("raise", "crash", "hang", "hang", "deaf")]
    assert jobs.is_up(jobs.add_worker())
    for job in range(40):
        jobs.count(range(job, job + 1))
        time.sleep(0.1)

    assert jobs.settles(60), jobs.trial.output.read_text()
    states = OutboxMessage.objects.filter(pk__in=poison).order_by("pk")
    assert [(message.state, message.error) for message in states] == [
        (JobState.DEAD, "ValueError: 坏数据 password=***"),
        (JobState.DEAD, "进程被信号 9 结束"),
        (JobState.DEAD, "用时超过上限 4 秒，被结束"),
        (JobState.DEAD, "用时超过上限 4 秒，被结束"),
        (JobState.DEAD, "用时超过上限，进程被结束"),
    ]
    assert jobs.effects() == list(range(40))
    assert jobs.longest_wait("trial.count") <= 5


def test_long_work_holds_up_neither_quick_work_nor_the_clock_and_goes_back_at_the_end(jobs):
    long = enqueue("trial.long", {"seconds": 300})
    worker = jobs.add_worker()
    assert wait_until(lambda: progress_of(long.pk).percent == 25, 30)
    first_sign = WorkerSign.objects.get().seen_at
    jobs.count(range(5))

    is_done = wait_until(lambda: jobs.effects() == list(range(5)), 5)
    ticks = wait_until(lambda: WorkerSign.objects.get().seen_at > first_sign, 15)
    leased_until = OutboxMessage.objects.get(pk=long.pk).leased_until
    is_renewed = wait_until(lambda: OutboxMessage.objects.get(pk=long.pk).leased_until > leased_until, 10)
    os.killpg(worker.pid, signal.SIGTERM)  # as the terminal or the service manager does: its program gets it too
    code = worker.wait(timeout=10)

    assert (is_done, ticks, is_renewed, code) == (True, True, True, 0)
    message = OutboxMessage.objects.get(pk=long.pk)
    assert (message.state, message.attempts, message.leased_by) == (JobState.WAITING, 0, "")
    assert jobs.trial.left_after(5) == []
