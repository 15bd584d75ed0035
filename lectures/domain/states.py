"""The state of a lecture at a moment, out of its times alone: no database, no clock of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from lectures.enums import Act, State

# The player is there a little before and after the announced times.
LIVE_BEFORE, LIVE_AFTER = timedelta(minutes=15), timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """One session: when it is, when one may register (no `opens`: not at all), when its broadcast is shown."""

    starts: datetime
    ends: datetime
    opens: datetime | None = None
    closes: datetime | None = None
    has_live: bool = False
    live_from: datetime | None = None
    live_until: datetime | None = None
    act: str = ""

    @property
    def closes_at(self) -> datetime:
        """Registration ends with the beginning at the latest."""
        return min(self.closes or self.starts, self.starts)

    @property
    def live_window(self) -> tuple[datetime, datetime]:
        """Between these two instants readers find the broadcast."""
        return self.live_from or self.starts - LIVE_BEFORE, self.live_until or self.ends + LIVE_AFTER

    def takes_registrations(self, now: datetime) -> bool:
        """Whether one may register at this instant."""
        return not self.act and self.opens is not None and self.opens <= now < self.closes_at

    def shows_live(self, now: datetime) -> bool:
        """Whether the broadcast is shown at this instant."""
        start, end = self.live_window
        return self.has_live and not self.act and start <= now < end

    def instants(self) -> Iterator[datetime]:
        """Every instant at which something about this session may change."""
        yield from (self.starts, self.ends)
        if self.opens is not None:
            yield from (self.opens, self.closes_at)
        if self.has_live:
            yield from self.live_window


@dataclass(frozen=True, slots=True)
class LectureTimes:
    """All times of a lecture. `replay_from` is when the recording may be shown, `has_replay` that there is one."""

    sessions: tuple[SessionTimes, ...] = ()
    act: str = ""
    has_replay: bool = False
    replay_from: datetime | None = None
    expects_replay: bool = True
    # Sessions that go ahead, in order.
    held: tuple[SessionTimes, ...] = field(init=False)

    def __post_init__(self) -> None:
        held = sorted((s for s in self.sessions if not s.act), key=lambda session: session.starts)
        object.__setattr__(self, "held", tuple(held))


def state(lecture: LectureTimes, now: datetime) -> State:
    """The state of `lecture` at `now`."""
    if lecture.act or (lecture.sessions and not lecture.held):
        acts = {lecture.act} if lecture.act else {session.act for session in lecture.sessions}
        return State.POSTPONED if Act.POSTPONED in acts else State.CANCELLED
    running = [session for session in lecture.held if session.starts <= now < session.ends]
    if running:
        return State.LIVE if any(session.has_live for session in running) else State.RUNNING
    coming = [session for session in lecture.held if now < session.starts]
    if coming:
        return _before(coming, now)
    if not lecture.held:
        return State.ANNOUNCED
    if lecture.has_replay and (lecture.replay_from is None or lecture.replay_from <= now):
        return State.REPLAY
    return State.AWAITING if lecture.expects_replay or lecture.has_replay else State.ENDED


def _before(coming: list[SessionTimes], now: datetime) -> State:
    """Open when any session takes registrations; announced while one will; else closed, if there ever was a way."""
    if any(session.takes_registrations(now) for session in coming):
        return State.OPEN
    offered = [session for session in coming if session.opens is not None]
    return State.CLOSED if offered and all(session.closes_at <= now for session in offered) else State.ANNOUNCED


def next_change_at(lecture: LectureTimes, now: datetime) -> datetime | None:
    """The next instant at which state, broadcast or open registrations differ from now; None when nothing will."""
    seen = _shown(lecture, now)
    return next((at for at in instants(lecture) if at > now and _shown(lecture, at) != seen), None)


def instants(lecture: LectureTimes) -> list[datetime]:
    """Every instant at which something may change, in order."""
    times = {at for session in lecture.held for at in session.instants()}
    if lecture.has_replay and lecture.replay_from is not None:
        times.add(lecture.replay_from)
    return sorted(times)


def timeline(lecture: LectureTimes) -> list[tuple[datetime | None, State]]:
    """(since when, state) of every state that the lecture goes through; the first one has no beginning."""
    times = instants(lecture)
    first = state(lecture, times[0] - timedelta(seconds=1)) if times else state(lecture, datetime.max)
    steps: list[tuple[datetime | None, State]] = [(None, first)]
    for at in times:
        if (now := state(lecture, at)) != steps[-1][1]:
            steps.append((at, now))
    return steps


def _shown(lecture: LectureTimes, now: datetime) -> tuple[Any, ...]:
    moving = lecture.held if not lecture.act else ()
    return (
        state(lecture, now),
        tuple((session.takes_registrations(now), session.shows_live(now)) for session in moving),
    )


def times_of(facts: Mapping[str, Any]) -> LectureTimes:
    """The times out of the facts that are kept of a lecture (`LecturePage.facts`)."""
    sessions = tuple(
        SessionTimes(
            starts=datetime.fromisoformat(row["starts"]),
            ends=datetime.fromisoformat(row["ends"]),
            opens=_time(row["opens"]),
            closes=_time(row["closes"]),
            has_live=bool(row["live"]),
            live_from=_time(row["live_from"]),
            live_until=_time(row["live_until"]),
            act=row["act"],
        )
        for row in facts.get("sessions", [])
    )
    return LectureTimes(
        sessions,
        facts.get("act", ""),
        facts.get("has_replay", False),
        _time(facts.get("replay_from")),
        facts.get("expects_replay", True),
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
