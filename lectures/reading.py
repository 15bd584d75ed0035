"""What a reader gets around a lecture."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.safestring import mark_safe

from core.drawing.covers import cover
from core.listing.cards import COLUMNS, Card, cards_from
from core.listing.filters import entries
from core.models import BasePage
from core.serving.state import Kept
from core.serving.visit import Visit
from lectures.domain import states
from lectures.domain.seats import seats_left
from lectures.domain.view_numbers import view_numbers
from lectures.enums import State
from lectures.listed import SessionView, change_text, session_views, speaker_views
from media.player import start_second
from media.renditions import picture

if TYPE_CHECKING:
    from lectures.models import LecturePage

TONES = {State.OPEN: "on", State.LIVE: "on", State.RUNNING: "on", State.REPLAY: "q", State.ANNOUNCED: "q"}
BAD = {State.CANCELLED, State.POSTPONED}


@dataclass(frozen=True, slots=True)
class Near:
    """The lectures before and after in the series."""

    before: Card | None
    after: Card | None


def lecture_context(page: "LecturePage", visit: Visit) -> dict[str, Any]:
    """Everything that the template of a lecture shows; at most one statement when nothing is kept yet."""
    site, facts, now = visit.state, page.kept.facts, visit.now
    section = site.part("sections").get(page.section_id)
    times = states.times_of(facts)
    state = states.state(times, now)
    sessions = _with_seats(session_views(facts, now))
    near = Near(None, None)
    if not visit.is_preview:
        near = site.keep(("lecture-near", page.pk), lambda: Kept(_near(page, visit)))
    learning = (facts.get("learning") or {}) if state == State.REPLAY else {}
    return {
        "section": section,
        "kept": page.kept,
        "facts": facts,
        "state": state,
        "tone": "o" if state in BAD else TONES.get(state, "i"),
        "change": change_text(times, now),
        "sessions": sessions,
        "live": next((session for session in sessions if session.live), None),
        "video": facts.get("video") if state == State.REPLAY or visit.is_preview else {},
        "learning": learning,
        "views": view_numbers(site, now).get(page.pk, 0) if page.shows_views and not visit.is_preview else 0,
        "learning_minutes": -(-learning["needed"] // 60) if learning else 0,
        "start": start_second(visit.request.GET.get("t")),
        "speakers": speaker_views(facts),
        "near": near,
        "city": site.part("cities").get(page.city_id),
        "author": "、".join(person["name"] for person in facts.get("speakers", [])),
        "lead_picture": picture(page.cover_files, "wide"),
        "lead_drawing": mark_safe(cover("tan", page.pk or 0)),  # noqa: S308  (drawn by us from a number)
        "image_url": site.absolute(lead.src) if (lead := picture(page.cover_files, "wide")) else "",
        "share_url": site.absolute(small.src) if (small := picture(page.cover_files, "square")) else "",
    }


def _with_seats(sessions: list[SessionView]) -> list[SessionView]:
    """Count the free seats of sessions that take registrations: the one statement that a lecture needs of its own."""
    limited = [session.id for session in sessions if session.takes_registrations and session.capacity]
    if not limited:
        return sessions
    left = seats_left(limited)
    return [replace(session, left=left.get(session.id)) for session in sessions]


def _near(page: "LecturePage", visit: Visit) -> Near:
    """Neighbours by the end of the last session, in one statement."""
    if page.last_ends_at is None:
        return Near(None, None)
    same = entries().filter(section_id=page.section_id).exclude(pk=page.pk)
    by_end = ("lecturepage__last_ends_at", "pk")
    before = same.filter(lecturepage__last_ends_at__lt=page.last_ends_at).order_by(*(f"-{name}" for name in by_end))
    after = same.filter(lecturepage__last_ends_at__gt=page.last_ends_at).order_by(*by_end)
    wanted = Q(pk__in=before.values("pk")[:1]) | Q(pk__in=after.values("pk")[:1])
    rows = list(BasePage.objects.filter(wanted).values_list(*COLUMNS, "lecturepage__last_ends_at"))
    both = dict(
        zip((row[-1] < page.last_ends_at for row in rows), cards_from((r[:-1] for r in rows), visit.state), strict=True)
    )
    return Near(both.get(True), both.get(False))
