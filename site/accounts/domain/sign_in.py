"""Pauses after too many wrong passwords: per account and address, and wider ones against guessing from many places."""

import math
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from accounts.models import SignInFailure

PAUSE = timedelta(minutes=30)
KEPT = timedelta(days=1)
# Failures within `PAUSE` that lead to a pause: of one account from one address, of one account, of one address.
PER_PAIR, PER_NAME, PER_ADDRESS = 5, 20, 50


class SignInPaused(Exception):
    """Too many failures; `minutes` are left."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


def begin_attempt(username: str, address: str) -> SignInFailure:
    """Write the attempt down as failed until it has succeeded: attempts at the same instant count each other.

    Raises `SignInPaused`; an attempt during a pause does not make it longer.
    """
    failures = SignInFailure.objects.annotate(now=Now())
    SignInFailure.objects.filter(at__lt=Now() - KEPT).delete()
    attempt = SignInFailure.objects.create(name_key=name_key(username), address=address)
    earlier = failures.filter(pk__lt=attempt.pk)
    same_name = earlier.filter(name_key=attempt.name_key)
    pauses = [
        _pause_end(same_name.filter(address=address), PER_PAIR),
        _pause_end(same_name, PER_NAME),
        _pause_end(earlier.filter(address=address), PER_ADDRESS),
    ]
    if left := max((pause for pause in pauses if pause), default=None):
        attempt.delete()
        raise SignInPaused(math.ceil(left.total_seconds() / 60))
    return attempt


def succeed(attempt: SignInFailure) -> None:
    """The password was right: this account starts from nothing at this address."""
    SignInFailure.objects.filter(name_key=attempt.name_key, address=attempt.address).delete()


def lift_pause(username: str) -> None:
    """A new password was set: nobody waits because of the old one."""
    SignInFailure.objects.filter(name_key=name_key(username)).delete()


def name_key(username: str) -> str:
    """The digest under which failures of an account are counted."""
    return salted_hmac("accounts.sign_in", username.strip().lower(), algorithm="sha256").hexdigest()


def _pause_end(failures: QuerySet, limit: int) -> timedelta | None:
    """How long the pause still lasts: it began with the last failure if that was the `limit`th within `PAUSE`."""
    times: list[tuple[datetime, datetime]] = list(failures.order_by("-pk").values_list("at", "now")[:limit])
    if len(times) < limit:
        return None
    (last, now), (first, _) = times[0], times[-1]
    left = last + PAUSE - now
    return left if left > timedelta(0) and last - first < PAUSE else None
