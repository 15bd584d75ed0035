"""Giving out seats: never more than there are, the waiting list in order, by the database's clock."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from certificates.domain.issuing import forget_files
from delivery.clock import every_tick
from editorial.domain.senders import LIMITS, count_sender
from lectures.domain.mails import send_later
from lectures.enums import Seat
from lectures.models import Desk, Learning, Registration

KEEP_DAYS = 30
# Who may still watch the recording for learning hours.
KEEP_LEARNERS_DAYS = 180
PURGE_EVERY = timedelta(hours=1)
PURGE_AT_ONCE = 500
# Without letters and digits that are taken for one another when read out.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_purged_at: datetime | None = None


class RegistrationRefused(Exception):
    """No seat, for a reason that the reader is told."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who registers; phone or mail, at least one of them."""

    name: str
    unit_name: str
    phone: str = ""
    email: str = ""


def register(session_id: UUID, person: Person, address: str = "") -> Registration:
    """Give `person` a seat, or a place on the waiting list when none is free.

    The desk's row is locked from the count to the new row: two at once never get the same seat. Opening and closing
    are judged by the database's clock after the lock was got. Raises `RegistrationRefused` with the reason, `TooOften`.
    """
    if address:
        count_sender("registration", address, LIMITS)
    with transaction.atomic():
        desk = Desk.objects.select_for_update().filter(session_id=session_id).first()
        if desk is None or not is_open(desk):
            raise RegistrationRefused("这一场现在不能报名。")
        keys = {"phone_key": keyed(person.phone), "email_key": keyed(person.email)}
        active = Registration.objects.filter(desk=desk).exclude(state=Seat.CANCELLED)
        same = Q(*[(name, key) for name, key in keys.items() if key], _connector=Q.OR)
        if active.filter(same).exists():
            raise RegistrationRefused("这个手机号或邮箱已经报过这一场，可以用编号查询。")
        if desk.per_unit and active.filter(unit_name=person.unit_name).count() >= desk.per_unit:
            raise RegistrationRefused(f"这一场每个单位最多{desk.per_unit}人，这个单位已经满了。")
        seat = Seat.CONFIRMED if free_seats(desk) and not _is_waited_for(desk) else Seat.WAITING
        registration = Registration.objects.create(
            desk=desk,
            number=_new_number(),
            state=seat,
            confirmed_at=timezone.now() if seat == Seat.CONFIRMED else None,
            name=person.name,
            unit_name=person.unit_name,
            phone=person.phone,
            email=person.email,
            keep_days=desk.keep_days,
            **keys,
        )
        send_later(registration.pk, seat, desk)
    return registration


def cancel(registration: Registration) -> Registration:
    """Give the seat back; whoever waits longest gets it. A second call changes nothing."""
    with transaction.atomic():
        desk = Desk.objects.select_for_update().get(pk=registration.desk_id)
        current = Registration.objects.select_for_update().get(pk=registration.pk)
        if current.state == Seat.CANCELLED or current.checked_in_at or desk.ends_at <= timezone.now():
            return current
        current.state, current.cancelled_at = Seat.CANCELLED, timezone.now()
        current.save(update_fields=["state", "cancelled_at"])
        promote(desk)
    return current


def promote(desk: Desk) -> list[Registration]:
    """Give free seats to those who wait, longest first; the caller holds the lock of the desk."""
    if desk.act or desk.starts_at <= timezone.now():
        return []
    waiting = Registration.objects.filter(desk=desk, state=Seat.WAITING).order_by("pk")
    free = free_seats(desk)
    promoted = list(waiting if free is True else waiting[: int(free)])
    for registration in promoted:
        registration.state, registration.confirmed_at = Seat.CONFIRMED, timezone.now()
        registration.save(update_fields=["state", "confirmed_at"])
        send_later(registration.pk, "promoted", desk)
    return promoted


def is_open(desk: Desk) -> bool:
    """Whether one may register, by the database's clock."""
    return Desk.objects.filter(pk=desk.pk, act="", opens_at__lte=Now(), closes_at__gt=Now()).exists()


def free_seats(desk: Desk) -> int | bool:
    """How many seats are left; True where the room has no limit."""
    if desk.capacity is None:
        return True
    return max(0, desk.capacity - Registration.objects.filter(desk=desk, state=Seat.CONFIRMED).count())


def _is_waited_for(desk: Desk) -> bool:
    return Registration.objects.filter(desk=desk, state=Seat.WAITING).exists()


def check_in(registration: Registration) -> bool:
    """Note that the person came; False when that was noted before or there is no seat."""
    updated = Registration.objects.filter(pk=registration.pk, state=Seat.CONFIRMED, checked_in_at=None)
    return bool(updated.update(checked_in_at=timezone.now()))


def keyed(text: str) -> str:
    """A keyed hash; empty for nothing."""
    if not text:
        return ""
    return hmac.new(settings.SECRET_KEY.encode(), f"lectures {text.lower()}".encode(), hashlib.sha256).hexdigest()


def _new_number() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


def forget_old(now: datetime) -> int:
    """Blank what tells who somebody is, some days after the session; counts and check-ins stay.

    What was watched goes with it, and the files of certificates; the certificates themselves are checked as before.
    """
    blank = dict.fromkeys(("name", "unit_name", "phone", "email", "phone_key", "email_key"), "")
    known, number = Registration.objects.filter(purged_at=None), 0
    for days in known.order_by().values_list("keep_days", flat=True).distinct():
        past = now - timedelta(days=days)
        is_old = Q(desk__is_replay=False, desk__ends_at__lt=past) | Q(desk__is_replay=True, created_at__lt=past)
        old = list(known.filter(is_old, keep_days=days).values_list("pk", flat=True)[:PURGE_AT_ONCE])
        learnt = Learning.objects.filter(registration__in=old)
        with transaction.atomic():
            forget_files(list(learnt.exclude(certificate_code="").values_list("certificate_code", flat=True)))
            learnt.delete()
            number += Registration.objects.filter(pk__in=old).update(**blank, purged_at=now)
    return number


@every_tick
def forget_old_registrations() -> None:
    """Once an hour is enough."""
    global _purged_at
    now = timezone.now()
    if _purged_at is None or now - _purged_at >= PURGE_EVERY:
        _purged_at = now
        forget_old(now)
