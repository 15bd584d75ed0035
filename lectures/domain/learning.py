"""Learning hours: what a learner has watched, when it is enough, the certificate for it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from certificates.domain.issuing import Issuer, issue
from certificates.kinds import Kind, kinds
from certificates.models import Certificate
from core.serving.state import SiteState
from lectures.domain.spans import Span, credited, length
from lectures.domain.terms import Terms
from lectures.enums import Seat
from lectures.models import Learning, Registration

KIND = "learning"
# The player reports every fifteen seconds. A longer silence earns no more than this; a shorter one is no player.
MOST_SECONDS, LEAST_SECONDS = 90, 2
MOST_READ = 500


class TooSoon(Exception):
    """The last report is hardly over."""


class NotEnough(Exception):
    """The threshold is not reached."""


@transaction.atomic
def report(registration: Registration, sent: list[Span], terms: Terms) -> Learning:
    """Credit watched seconds: each once, altogether never more than the database's clock went on since the last report.

    The row is locked, so two tabs share the time that went by. A report without seconds starts a clock that stands
    still, and does nothing to one that runs. Raises `TooSoon`.
    """
    Learning.objects.get_or_create(registration=registration)
    row = Learning.objects.select_for_update().get(registration=registration)
    # Asked after the lock was got.
    now = Learning.objects.filter(pk=row.pk).annotate(now=Now()).values_list("now", flat=True).get()
    elapsed = (now - row.reported_at).total_seconds() if row.reported_at else None
    if elapsed is None or (elapsed > MOST_SECONDS and not sent):
        row.reported_at = now
        row.save(update_fields=["reported_at"])
        return row
    if not sent:
        return row
    if elapsed < LEAST_SECONDS:
        raise TooSoon
    _credit(row, sent, elapsed, now)
    if row.seconds >= terms.needed and row.reached_at is None:
        row.reached_at = now
    row.save(update_fields=["spans", "seconds", "reported_at", "reached_at"])
    return row


def _credit(row: Learning, sent: list[Span], elapsed: float, now: datetime) -> None:
    whole = int(elapsed)
    spans = credited(row.spans, sent, min(whole, MOST_SECONDS))
    row.spans, row.seconds = [list(span) for span in spans], length(spans)
    # The part of a second that was not credited counts for the next report.
    row.reported_at = now if whole > MOST_SECONDS else row.reported_at + timedelta(seconds=whole)


@transaction.atomic
def mark_read(registration: Registration, key: str) -> None:
    """Note that the learner has read the text `key` of a learning list."""
    Learning.objects.get_or_create(registration=registration)
    row = Learning.objects.select_for_update().get(registration=registration)
    if key not in row.read and len(row.read) < MOST_READ:
        row.read = [*row.read, key]
        row.save(update_fields=["read"])


@transaction.atomic
def certify(registration: Registration, terms: Terms, state: SiteState) -> Certificate:
    """The certificate of a learner who has watched enough; the same one when asked again. Raises `NotEnough`."""
    row = Learning.objects.select_for_update().filter(registration=registration).first()
    if row is None or row.reached_at is None or registration.state == Seat.CANCELLED or not registration.name:
        raise NotEnough
    if row.certificate_code:
        return Certificate.objects.get(code=row.certificate_code)
    payload = {
        "lecture": registration.desk.title,
        "hours": terms.hours,
        "minutes": row.seconds // 60,
    }
    issuer = Issuer(state.settings.organiser or state.settings.site_name, state.absolute("/").rstrip("/"))
    certificate = issue(KIND, registration.name, payload, issuer)
    row.certificate_code = certificate.code
    row.save(update_fields=["certificate_code"])
    return certificate


def _sentence(payload: dict[str, Any]) -> str:
    return f"学完“{payload['lecture']}”的录像，计 {payload['hours']} 学时。特发此证。"


def _facts(payload: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        ("讲座", payload["lecture"]),
        ("学时", payload["hours"]),
        ("观看", f"{payload['minutes']} 分钟（不重复计算）"),
    ]


kinds.register(KIND)(Kind("学时证书", _sentence, _facts))
