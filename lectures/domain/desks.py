"""Keeping the desks in step with what is public: opened, changed, told of a cancellation once."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from core.models import BasePage
from core.publishing.scope import effect
from lectures.domain.mails import send_later
from lectures.domain.registration import KEEP_DAYS, KEEP_LEARNERS_DAYS, promote
from lectures.domain.terms import learning_facts
from lectures.enums import Act, Seat
from lectures.models import Desk, LecturePage, LectureSession, Registration

if TYPE_CHECKING:
    from core.publishing.scope import PublicChange

WITHDRAWN = "withdrawn"
REPLAY_PLACE = "线上回放"
# A recording has no end; a row has one.
OPEN_FOR = timedelta(days=3650)
ACTIVE = (Seat.CONFIRMED, Seat.WAITING)


@effect
def keep_desks(change: "PublicChange", page_id: int, page: BasePage | None) -> None:
    """In the transaction of the publication: a desk per session that takes registrations, and mails about changes."""
    if page is not None and not isinstance(page, LecturePage):
        return
    desks = {desk.session_id: desk for desk in Desk.objects.select_for_update().filter(page_id=page_id).order_by("pk")}
    if page is not None and (page.replay_desk_id in desks or learning_facts(page)):
        _keep_replay(desks.pop(page.replay_desk_id, None), page)
    sessions = [s for s in page.sessions.all() if s.registration_opens_at or s.public_id in desks] if page else []
    for session in sessions:
        desk = desks.pop(session.public_id, None) or Desk(session_id=session.public_id, page_id=page_id)
        _keep(desk, page, session)
    for desk in desks.values():
        desk.act = WITHDRAWN
        desk.save(update_fields=["act"])


def _keep(desk: Desk, page: LecturePage, session: LectureSession) -> None:
    """Write what the session says; a larger room takes people from the waiting list."""
    before = (desk.starts_at, desk.place) if desk.pk else None
    for name, value in _terms(page, session).items():
        setattr(desk, name, value)
    acts_told = desk.told_act
    desk.told_act = desk.act if desk.act in Act.values else ""
    desk.save()
    if desk.act in Act.values:
        if acts_told != desk.act:
            _tell(desk, desk.act)
        return
    if before is not None and before != (desk.starts_at, desk.place):
        _tell(desk, "changed")
    promote(desk)


def _terms(page: LecturePage, session: LectureSession) -> dict[str, Any]:
    label = page.facts()["label"]
    city = session.city.short_name if session.city_id else ""
    closes = session.registration_closes_at or session.starts_at
    return {
        "title": " ".join(filter(None, [label, page.title])),
        "place": " ".join(filter(None, [city, session.venue])),
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "opens_at": session.registration_opens_at,
        "closes_at": min(closes, session.starts_at),
        "capacity": session.capacity,
        "per_unit": session.per_unit,
        "keep_days": KEEP_LEARNERS_DAYS if page.learning_hours else KEEP_DAYS,
        "act": page.act or session.act,
    }


def _keep_replay(desk: Desk | None, page: LecturePage) -> None:
    """Where one registers to learn from the recording, from the moment it is shown."""
    desk = desk or Desk(session_id=page.replay_desk_id, page_id=page.pk)
    opens = max(filter(None, [page.replay_at, page.last_ends_at]))
    desk.title = " ".join(filter(None, [page.facts()["label"], page.title]))
    desk.place, desk.is_replay, desk.keep_days = REPLAY_PLACE, True, KEEP_LEARNERS_DAYS
    desk.starts_at = desk.opens_at = opens
    desk.ends_at = desk.closes_at = opens + OPEN_FOR
    desk.capacity = desk.per_unit = None
    desk.act = "" if learning_facts(page) and not page.act else WITHDRAWN
    desk.save()


def _tell(desk: Desk, kind: str) -> None:
    for pk in Registration.objects.filter(desk=desk, state__in=ACTIVE).order_by("pk").values_list("pk", flat=True):
        send_later(pk, kind, desk)
