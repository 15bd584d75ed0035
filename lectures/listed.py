"""Lectures as the hall, the schedule and the home page show them: cards with their kept facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from core.listing.cards import COLUMNS, Card, cards_from
from core.listing.filters import entries
from core.models import BasePage
from core.serving.state import SiteState
from lectures.domain import states
from lectures.enums import Act, State
from media.renditions import Picture, picture

WEEKDAYS = "一二三四五六日"
# What begins when a lecture comes into this state.
CHANGES = {
    State.OPEN: "报名开始",
    State.CLOSED: "报名截止",
    State.LIVE: "开讲",
    State.RUNNING: "开讲",
    State.AWAITING: "结束",
    State.ENDED: "结束",
    State.REPLAY: "回放上线",
}


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session at a moment."""

    id: str
    starts: datetime
    ends: datetime
    city: str
    city_id: int
    venue: str
    act: str
    is_over: bool
    takes_registrations: bool
    capacity: int | None
    live: str
    live_kind: str
    # Free seats, where somebody counted them.
    left: int | None = None

    @property
    def day(self) -> str:
        """`12月7日`."""
        return f"{self.starts.month}月{self.starts.day}日"

    @property
    def weekday(self) -> str:
        """`星期六`."""
        return f"星期{WEEKDAYS[self.starts.weekday()]}"

    @property
    def hours(self) -> str:
        """`14:30 – 16:30`."""
        last = f"{self.ends:%H:%M}" if self.ends.date() == self.starts.date() else f"{self.ends:%m-%d %H:%M}"
        return f"{self.starts:%H:%M} – {last}"

    @property
    def act_label(self) -> str:
        """延期, 取消 or nothing."""
        return str(Act(self.act).label) if self.act else ""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A speaker in a lecture."""

    name: str
    full_name: str
    slug: str
    post: str
    role: str
    introduction: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A lecture in a list that shows more than its card."""

    card: Card
    facts: dict[str, Any]
    now: datetime

    @property
    def label(self) -> str:
        """`第九讲`."""
        return self.facts.get("label", "")

    @property
    def state(self) -> State:
        """The state at the moment of the list."""
        return states.state(states.times_of(self.facts), self.now)

    @property
    def next_change_at(self) -> datetime | None:
        """When it looks different."""
        return states.next_change_at(states.times_of(self.facts), self.now)

    @property
    def sessions(self) -> list[SessionView]:
        """All sessions."""
        return session_views(self.facts, self.now)

    @property
    def next_session(self) -> SessionView | None:
        """The session that is on or comes next; the last one when all are over."""
        every = self.sessions
        coming = [session for session in every if not session.is_over and not session.act]
        return next(iter(coming or every[-1:]), None)

    @property
    def speakers(self) -> list[SpeakerView]:
        """Who speaks."""
        return speaker_views(self.facts)


def session_views(facts: dict[str, Any], now: datetime) -> list[SessionView]:
    """The sessions as they are at `now`; the address of a broadcast only while it is shown."""
    views = []
    for row, times in zip(facts.get("sessions", []), states.times_of(facts).sessions, strict=True):
        shows_live = times.shows_live(now) and not facts.get("act")
        views.append(
            SessionView(
                row["id"],
                timezone.localtime(times.starts),
                timezone.localtime(times.ends),
                row["city_name"],
                row["city"],
                row["venue"],
                facts.get("act") or row["act"],
                times.ends <= now,
                times.takes_registrations(now) and not facts.get("act"),
                row["capacity"],
                row["live"] if shows_live else "",
                row["live_kind"],
            )
        )
    return views


def speaker_views(facts: dict[str, Any]) -> list[SpeakerView]:
    """The speakers with their portraits."""
    return [
        SpeakerView(
            person["name"],
            person["full_name"],
            person["slug"],
            person["post"],
            person["role"],
            person["introduction"],
            picture({"square": person["portrait"]}, "square") if person["portrait"] else None,
        )
        for person in facts.get("speakers", [])
    ]


def listed(pages: QuerySet[BasePage], state: SiteState, now: datetime) -> list[Listed]:
    """Run `pages` and return its rows. One statement."""
    rows = list(pages.values_list(*COLUMNS, "kept__facts"))
    cards: Iterable[Card] = cards_from((row[:-1] for row in rows), state)
    return [Listed(card, row[-1] or {}, now) for card, row in zip(cards, rows, strict=True)]


def coming(state: SiteState, now: datetime, series_id: int = 0) -> list[Listed]:
    """Lectures that are on or to come, of one series or of all, the next one first."""
    pages = entries().filter(lecturepage__last_ends_at__gt=now).order_by("lecturepage__last_ends_at", "pk")
    found = listed(pages.filter(section_id=series_id) if series_id else pages, state, now)
    placed = [lecture for lecture in found if lecture.next_session is not None]
    return sorted(placed, key=lambda lecture: (bool(lecture.facts["act"]), lecture.next_session.starts))


def change_text(times: states.LectureTimes, now: datetime) -> str:
    """Which state comes next and when: `报名截止 12月5日 18:00`; empty where nothing changes by itself."""
    for at, state in states.timeline(times):
        if at is not None and at > now and state in CHANGES:
            local = timezone.localtime(at)
            return f"{CHANGES[state]} {local.month}月{local.day}日 {local:%H:%M}"
    return ""
