"""The outbox stays small."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from delivery import housekeeping
from delivery.models import OutboxMessage
from delivery.outbox import enqueue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _not_cleaned_yet(monkeypatch):
    monkeypatch.setattr(housekeeping, "_cleaned", -housekeeping.CLEANING_SECONDS)
    OutboxMessage.objects.all().delete()


def test_done_messages_go_after_a_week_and_dead_letters_stay():
    old, new, dead, waiting = (enqueue(name, {}) for name in ("old", "new", "dead", "waiting"))
    OutboxMessage.objects.filter(pk=old.pk).update(done_at=Now() - timedelta(days=7, minutes=1))
    OutboxMessage.objects.filter(pk=new.pk).update(done_at=Now() - timedelta(days=6))
    OutboxMessage.objects.filter(pk=dead.pk).update(dead_at=Now() - timedelta(days=90))
    OutboxMessage.objects.filter(pk=waiting.pk).update(available_at=Now() - timedelta(days=90))

    deleted = housekeeping.delete_done()

    left = list(OutboxMessage.objects.order_by("topic").values_list("topic", flat=True))
    assert (deleted, left) == (1, ["dead", "new", "waiting"])


def test_it_looks_once_an_hour(django_assert_num_queries):
    housekeeping.delete_done()

    with django_assert_num_queries(0):
        housekeeping.delete_done()
