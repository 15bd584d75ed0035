"""Counting visits without cookies: once a visitor and day, and nothing that tells tomorrow who it was."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from delivery.clock import every_tick
from lectures.models import DaySalt, LecturePage, LectureViews, ViewTrace

LONGEST_AGENT = 300
FORGET_EVERY = timedelta(minutes=10)
_forgot_at: datetime | None = None


@transaction.atomic
def count_view(page: LecturePage, address: str, agent: str) -> bool:
    """Count this visitor of `page`; False when that was done today."""
    day = timezone.localdate()
    seen = f"{page.pk}\n{address}\n{agent[:LONGEST_AGENT]}".encode()
    digest = hashlib.sha256(_salt_of(day) + seen).hexdigest()
    _, is_new = ViewTrace.objects.get_or_create(digest=digest, defaults={"day": day})
    if is_new:
        LectureViews.objects.get_or_create(page=page)
        LectureViews.objects.filter(page=page).update(number=F("number") + 1)
    return is_new


def _salt_of(day: date) -> bytes:
    row, _ = DaySalt.objects.get_or_create(day=day, defaults={"salt": secrets.token_bytes(32)})
    return bytes(row.salt)


def forget_days(today: date) -> None:
    """Throw away what belongs to days that are over."""
    DaySalt.objects.filter(day__lt=today).delete()
    ViewTrace.objects.filter(day__lt=today).delete()


@every_tick
def forget_yesterday() -> None:
    """Soon after midnight."""
    global _forgot_at
    now = timezone.now()
    if _forgot_at is None or now - _forgot_at >= FORGET_EVERY:
        _forgot_at = now
        forget_days(timezone.localdate(now))
