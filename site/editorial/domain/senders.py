"""How often one network address may ask for something: counted by keyed hashes that are thrown away after a day."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from editorial.models import ReportSender

# One school is often one address.
LIMITS = ((timedelta(hours=1), 60), (timedelta(days=1), 300))
TOO_OFTEN = "从这个网络地址提交得太多了，请过一个小时再来。"


class TooOften(Exception):
    """This address has asked as often as it may for now."""


def count_sender(purpose: str, address: str, limits: Sequence[tuple[timedelta, int]] = LIMITS) -> None:
    """Note one request of this address. Raises `TooOften`; the address itself is not stored."""
    recent, now = requests_of(purpose, address), timezone.now()
    if any(recent.filter(at__gt=now - span).count() >= limit for span, limit in limits):
        raise TooOften(TOO_OFTEN)
    ReportSender.objects.create(sender=_hashed(purpose, address))


def requests_of(purpose: str, address: str) -> QuerySet[ReportSender]:
    """What this address has asked for, as far as it is still known."""
    return ReportSender.objects.filter(sender=_hashed(purpose, address))


def _hashed(purpose: str, address: str) -> str:
    key = f"senders {purpose} {address}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), key, hashlib.sha256).hexdigest()
