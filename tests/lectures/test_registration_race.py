"""Twenty at once for the last three seats: never more than there are, the others wait in order."""

import os
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from lectures.domain.registration import Person, cancel, register
from lectures.models import Desk, Registration
from tests.factories import lecture

pytestmark = [pytest.mark.slow, pytest.mark.postgres]
ROUNDS = int(os.environ.get("SEAT_ROUNDS", "50"))
HOUR = timedelta(hours=1)


def at_once(jobs: list) -> list[str]:
    """Run all in threads that start together; what went wrong in any of them."""
    start, errors = threading.Barrier(len(jobs)), []

    def run(job: object) -> None:
        try:
            start.wait()
            job()
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def person(number: int) -> Person:
    return Person(f"甲{number}", "示例学院", f"1380000{number:04d}")


def test_the_last_three_seats(live_home):
    now = timezone.now()
    times = {"starts_at": now + 48 * HOUR, "ends_at": now + 50 * HOUR, "registration_opens_at": now - HOUR}
    lecture(sessions=[{**times, "capacity": 10}])
    desk, faults = Desk.objects.get(), []

    for number in range(ROUNDS):
        Registration.objects.all().delete()
        early = [register(desk.session_id, person(n)) for n in range(7)]
        errors = at_once([lambda n=n: register(desk.session_id, person(n)) for n in range(10, 30)])
        states = list(Registration.objects.order_by("pk").values_list("state", flat=True))
        line = list(Registration.objects.filter(state="waiting").order_by("pk"))
        errors += at_once([lambda r=r: cancel(r) for r in early])
        promoted = list(Registration.objects.filter(pk__in=[r.pk for r in line]).order_by("pk"))
        taken = Registration.objects.filter(state="confirmed").count()
        if (
            errors
            or states != ["confirmed"] * 10 + ["waiting"] * 17
            or [r.state for r in promoted] != ["confirmed"] * 7 + ["waiting"] * 10
            or taken != 10
        ):
            faults.append((number, errors, states, [r.state for r in promoted], taken))

    assert faults == []
