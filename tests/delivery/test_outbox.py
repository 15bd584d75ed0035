"""Messages of the outbox: written with the change, leased, tried again, buried, done exactly once where it matters."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from delivery import leases, topics
from delivery.enums import JobState, Queue
from delivery.jobs import GiveUp, LeaseLost, OutOfTime, Stopped, do
from delivery.models import OutboxMessage
from delivery.outbox import enqueue, handles, run_all, run_next
from delivery.progress import Progress, progress_of

pytestmark = pytest.mark.django_db
ALL = tuple(Queue)


@pytest.fixture(autouse=True)
def _own_topics(monkeypatch, db):
    """Topics that a test registers go away with it; the outbox is empty."""
    monkeypatch.setattr(topics, "_topics", dict(topics._topics))
    OutboxMessage.objects.all().delete()


def row(message: OutboxMessage) -> OutboxMessage:
    return OutboxMessage.objects.get(pk=message.pk)


def make_due(message: OutboxMessage) -> None:
    OutboxMessage.objects.filter(pk=message.pk).update(available_at=Now())


def lose_lease(message: OutboxMessage) -> None:
    """As if its worker had been dead for an hour."""
    OutboxMessage.objects.filter(pk=message.pk).update(leased_until=Now() - timedelta(hours=1))


def test_a_message_exists_exactly_when_its_change_does():
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue("t", {})
        raise RuntimeError

    assert OutboxMessage.objects.count() == 0


def test_payload_and_times_of_a_new_message():
    message = enqueue("t", {"a": 1}, delay=timedelta(hours=1))

    late = (message.available_at - timezone.now()).total_seconds()
    assert (message.payload, message.state, 3590 < late < 3610) == ({"a": 1}, JobState.WAITING, True)


def test_the_oldest_due_message_goes_first_and_a_later_one_waits():
    done = []
    handles("t")(lambda payload: done.append(payload["n"]))
    enqueue("t", {"n": 1}, delay=timedelta(hours=1))
    enqueue("t", {"n": 2})
    enqueue("t", {"n": 3})

    count = run_all()

    assert (count, done) == (2, [2, 3])


def test_each_topic_has_its_queue_and_a_worker_of_another_leaves_it():
    done = []
    handles("t", queue=Queue.SLOW)(done.append)
    enqueue("t", {})

    assert (run_next([Queue.QUICK]), run_next([Queue.SLOW]), done) == (False, True, [{}])


def test_a_topic_has_one_handler():
    handles("t")(lambda payload: None)

    with pytest.raises(ValueError, match="handler already"):
        handles("t")(lambda payload: None)


def test_a_leased_message_is_nobody_elses_until_the_lease_runs_out():
    message = enqueue("t", {})

    first = leases.take(ALL, "one")
    second = leases.take(ALL, "two")
    lose_lease(message)
    third = leases.take(ALL, "two")

    assert (first.pk, second, third.pk, third.attempts) == (message.pk, None, message.pk, 2)
    assert (leases.renew(first), leases.renew(third)) == (False, True)


def test_a_lease_counts_from_the_databases_clock(monkeypatch):
    enqueue("t", {})
    monkeypatch.setattr(timezone, "now", lambda: timezone.datetime(2001, 1, 1, tzinfo=timezone.get_current_timezone()))

    taken = leases.take(ALL, "one")

    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        now = cursor.fetchone()[0]
    now = timezone.datetime.fromisoformat(f"{now}+00:00") if isinstance(now, str) else now
    assert 40 < (row(taken).leased_until - now).total_seconds() < 50


def test_a_failure_is_tried_again_after_growing_pauses_and_then_buried():
    def fail(payload: dict) -> None:
        raise OSError("磁盘满了")

    handles("t", attempts=3, backoff_seconds=100)(fail)
    message = enqueue("t", {})
    pauses, states = [], []

    for _ in range(3):
        make_due(message)
        run_next()
        now = row(message)
        states.append(now.state)
        pauses.append(round((now.available_at - timezone.now()).total_seconds()))

    assert states == [JobState.RETRYING, JobState.RETRYING, JobState.DEAD]
    assert 74 <= pauses[0] <= 126
    assert 149 <= pauses[1] <= 251
    assert (row(message).error, run_next()) == ("OSError: 磁盘满了", False)


def test_a_job_that_kills_its_worker_each_time_is_buried_too():
    handles("t", attempts=2)(lambda payload: None)
    message = enqueue("t", {})
    for _ in range(2):
        leases.take(ALL, "one")
        lose_lease(message)

    taken = leases.take(ALL, "two")

    assert (taken, row(message).state, "执行中断掉" in row(message).error) == (None, JobState.DEAD, True)


def test_what_a_dead_process_had_is_tried_again_without_waiting_for_the_lease():
    mine, other = enqueue("t", {}), enqueue("t", {})
    leases.take(ALL, "dead")
    leases.take(ALL, "alive")

    count = leases.abandon("dead", "进程被信号 9 结束")

    assert (count, row(mine).state, row(mine).error) == (1, JobState.RETRYING, "进程被信号 9 结束")
    assert row(other).state == JobState.RUNNING


def test_giving_up_skips_the_other_attempts():
    def refuse(payload: dict) -> None:
        raise GiveUp("文件读不了")

    handles("t")(refuse)
    message = enqueue("t", {})

    run_next()

    assert (row(message).state, row(message).attempts, row(message).error) == (JobState.DEAD, 1, "文件读不了")


def test_a_stopped_job_goes_back_untried():
    def stop(payload: dict) -> None:
        raise Stopped

    handles("t")(stop)
    message = enqueue("t", {})

    with pytest.raises(Stopped):
        run_next()

    assert (row(message).state, row(message).attempts, row(message).error) == (JobState.WAITING, 0, "")


def test_a_failure_while_stopping_is_not_counted():
    """Its child process got the same signal and ended with an error."""

    def fail(payload: dict) -> None:
        raise OSError

    handles("t")(fail)
    message = enqueue("t", {})

    do(leases.take(ALL, "one"), is_stopping=lambda: True)

    assert (row(message).state, row(message).attempts) == (JobState.WAITING, 0)


def test_a_job_out_of_time_is_a_failure():
    def late(payload: dict) -> None:
        raise OutOfTime

    handles("t", time_limit=7)(late)
    message = enqueue("t", {})

    run_next()

    assert (row(message).state, row(message).error) == (JobState.RETRYING, "用时超过上限 7 秒，被结束")


def test_a_topic_without_handler_ends_as_a_dead_letter():
    message = enqueue("no.such.topic", {})

    for _ in range(topics.MAX_ATTEMPTS):
        make_due(message)
        run_next()

    assert (row(message).state, row(message).error) == (JobState.DEAD, "LookupError: no handler for this topic")


def test_commit_makes_effect_and_note_one_transaction():
    def write(payload: dict, context) -> None:
        with context.commit():
            enqueue("effect", {})
            raise OSError

    handles("t", attempts=2)(write)
    message = enqueue("t", {})

    run_next()

    assert (row(message).state, OutboxMessage.objects.filter(topic="effect").count()) == (JobState.RETRYING, 0)


def test_a_worker_that_lost_its_lease_writes_nothing():
    contexts, refused = [], []

    def write(payload: dict, context) -> None:
        contexts.append(context)
        if len(contexts) == 1:
            lose_lease(message)
            do(leases.take(ALL, "two"))
            mine = context.is_mine()
            try:
                with context.commit():
                    enqueue("effect", {"of": 1})
            except LeaseLost:
                refused.append(mine)
                raise
        else:
            with context.commit():
                enqueue("effect", {"of": 2})

    handles("t")(write)
    message = enqueue("t", {})

    run_next()

    effects = OutboxMessage.objects.filter(topic="effect").values_list("payload", flat=True)
    assert (list(effects), refused, row(message).state) == ([{"of": 2}], [False], JobState.DONE)
    assert (contexts[0].key == contexts[1].key, [context.attempt for context in contexts]) == (True, [1, 2])


def test_progress_is_readable_by_id_and_refused_after_a_lost_lease():
    seen = []

    def work(payload: dict, context) -> None:
        context.progress(40, remaining_seconds=90)
        seen.append(progress_of(context.id))
        context.progress(50)  # too soon: no statement
        lose_lease(message)
        leases.take(ALL, "two")
        context._told -= 60
        with pytest.raises(LeaseLost):
            context.progress(60)

    handles("t")(work)
    message = enqueue("t", {})

    run_next()

    assert seen == [Progress(JobState.RUNNING, 40, 90, 1, "")]
    assert progress_of(message.pk) == Progress(JobState.RUNNING, None, None, 2, "")
    assert progress_of(0) is None


def test_a_revived_message_is_tried_from_the_first_attempt_again():
    message = enqueue("t", {})
    leases.bury(leases.take(ALL, "one"), "坏了")
    waiting = enqueue("t", {}, delay=timedelta(hours=1))

    count = leases.revive(OutboxMessage.objects.all())

    assert (count, row(message).state, row(message).attempts, row(message).error) == (1, JobState.WAITING, 0, "坏了")
    assert row(waiting).available_at > timezone.now() + timedelta(minutes=50)
