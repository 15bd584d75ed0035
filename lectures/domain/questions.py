"""Questions of readers: received, answered into a draft, declined, forgotten."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from delivery.clock import every_tick
from editorial.domain.senders import count_sender
from lectures.enums import QuestionState
from lectures.models import LectureAnswer, LecturePage, LectureQuestion

LIMITS = ((timedelta(hours=1), 5), (timedelta(days=1), 20))
KEEP_HANDLED = timedelta(days=90)
PURGE_EVERY = timedelta(hours=1)
_purged_at: datetime | None = None


def ask(page: LecturePage, text: str, address: str) -> LectureQuestion:
    """Keep a question; the same words about the same lecture are one. Raises `TooOften`."""
    count_sender("question", address, LIMITS)
    again = LectureQuestion.objects.filter(page=page, text=text, state=QuestionState.NEW).first()
    return again or LectureQuestion.objects.create(page=page, text=text)


@transaction.atomic
def answer(question: LectureQuestion, row: LectureAnswer, actor: User) -> LecturePage | None:
    """Add `row` to a new draft of the lecture; None when somebody handled the question meanwhile.

    Publishing the draft shows it; the question itself stays with the office.
    """
    if not _handle(question, QuestionState.ANSWERED, actor):
        return None
    page = question.page.get_latest_revision_as_object()
    page.answers.add(row)
    page.save_revision(user=actor)
    return page


@transaction.atomic
def decline(question: LectureQuestion, actor: User) -> bool:
    """It stays unanswered."""
    return _handle(question, QuestionState.DECLINED, actor)


def _handle(question: LectureQuestion, state: QuestionState, actor: User) -> bool:
    open_ones = LectureQuestion.objects.filter(pk=question.pk, state=QuestionState.NEW)
    return bool(open_ones.update(state=state, handled_at=timezone.now(), handled_by=actor))


def forget_old(now: datetime) -> int:
    """Drop what was handled long ago."""
    return LectureQuestion.objects.filter(handled_at__lt=now - KEEP_HANDLED).delete()[0]


@every_tick
def forget_old_questions() -> None:
    """Once an hour is enough."""
    global _purged_at
    now = timezone.now()
    if _purged_at is None or now - _purged_at >= PURGE_EVERY:
        _purged_at = now
        forget_old(now)
