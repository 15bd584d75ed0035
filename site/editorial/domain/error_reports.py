"""Receiving readers' reports, handling them, forgetting what need not be known any longer."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from delivery.clock import every_tick
from editorial.domain.senders import count_sender, requests_of
from editorial.models import ErrorReport, ReportSender, ReportStep

# (how far back, how many reports one address may send in that time)
LIMITS = ((timedelta(hours=1), 5), (timedelta(days=1), 20))
PURPOSE = "error-report"
KEEP_CONTACT = timedelta(days=90)
PURGE_EVERY = timedelta(hours=1)
# Without letters and digits that are taken for one another when read out.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_purged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class About:
    """The public page that a report is about."""

    page_id: int
    title: str
    path: str


def new_number() -> str:
    """A number that a reader can quote and nobody can guess."""
    return f"{timezone.localdate():%Y%m%d}-{''.join(secrets.choice(ALPHABET) for _ in range(6))}"


@transaction.atomic
def receive_report(text: str, contact: str, address: str, about: About | None = None) -> ErrorReport:
    """Store a report and return it; the same words about the same page from the same address within an hour are one.

    Raises `TooOften`. The address itself is not stored.
    """
    now, recent = timezone.now(), requests_of(PURPOSE, address)
    page_id = about.page_id if about is not None else None
    again = ErrorReport.objects.filter(text=text, page_id=page_id, received_at__gt=now - LIMITS[0][0]).first()
    if again is not None and recent.filter(at__gt=now - LIMITS[0][0]).exists():
        return again
    count_sender(PURPOSE, address, LIMITS)
    title = about.title if about is not None else ""
    return ErrorReport.objects.create(
        number=new_number(), page_id=page_id, page_title=title, text=text, contact=contact
    )


@transaction.atomic
def handle_report(report: ErrorReport, state: str, note: str, actor: User) -> ErrorReport:
    """Give a report a state and a note; who did it and when is kept. No change, no record."""
    current = ErrorReport.objects.select_for_update().get(pk=report.pk)
    if (current.state, current.note) != (state, note):
        ReportStep.objects.create(
            report=current, actor=actor, actor_name=str(actor)[:160], before=current.state, after=state, note=note
        )
        current.state, current.note = state, note
        current.save(update_fields=["state", "note"])
    return current


def forget_old(now: datetime) -> None:
    """Blank contacts after their term and drop the traces of senders that no limit looks at any more."""
    ErrorReport.objects.filter(received_at__lt=now - KEEP_CONTACT).exclude(contact="").update(contact="")
    ReportSender.objects.filter(at__lt=now - max(span for span, _ in LIMITS)).delete()


@every_tick
def forget_old_reports() -> None:
    """Once an hour is enough."""
    global _purged_at
    now = timezone.now()
    if _purged_at is None or now - _purged_at >= PURGE_EVERY:
        _purged_at = now
        forget_old(now)
