"""The state of a lecture follows from its times; every state names the instant at which it ends."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lectures.domain.numerals import chinese
from lectures.domain.states import LectureTimes, SessionTimes, next_change_at, state, timeline
from lectures.enums import State

ZONE = ZoneInfo("Asia/Shanghai")
SECOND = timedelta(seconds=1)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=ZONE)


SESSION = SessionTimes(at(12, 14, 30), at(12, 16, 30), at(1, 9), at(11, 18), has_live=True)
WHOLE = LectureTimes((SESSION,), has_replay=True, replay_from=at(15, 9))
# (state, since when, the next instant at which the page looks different)
WALK = [
    (State.ANNOUNCED, at(1, 9) - SECOND, at(1, 9)),
    (State.OPEN, at(1, 9), at(11, 18)),
    (State.OPEN, at(11, 18) - SECOND, at(11, 18)),
    (State.CLOSED, at(11, 18), at(12, 14, 15)),
    (State.CLOSED, at(12, 14, 15), at(12, 14, 30)),
    (State.LIVE, at(12, 14, 30), at(12, 16, 30)),
    (State.AWAITING, at(12, 16, 30), at(12, 17)),
    (State.AWAITING, at(12, 17), at(15, 9)),
    (State.REPLAY, at(15, 9), None),
]


@pytest.mark.parametrize(("expected", "now", "change"), WALK)
def test_every_state_and_its_next_change(expected, now, change):
    assert (state(WHOLE, now), next_change_at(WHOLE, now)) == (expected, change)


def test_the_next_change_is_never_missed_minute_by_minute():
    """What `next_change_at` promises: nothing differs before it."""
    now, seen = at(1), []

    while now < at(16):
        change = next_change_at(WHOLE, now) or at(16)
        moments = [now + (change - now) * step / 50 for step in range(50)]
        seen.append({(state(WHOLE, m), SESSION.shows_live(m), SESSION.takes_registrations(m)) for m in moments})
        now = change

    assert [len(step) for step in seen] == [1] * len(seen)
    assert len(seen) == 8


@pytest.mark.parametrize(
    ("lecture", "now", "expected"),
    [
        (LectureTimes((SessionTimes(at(12, 14), at(12, 16)),)), at(2), State.ANNOUNCED),
        (LectureTimes((SessionTimes(at(12, 14), at(12, 16)),)), at(12, 15), State.RUNNING),
        (LectureTimes((SessionTimes(at(12, 14), at(12, 16)),)), at(13), State.AWAITING),
        (LectureTimes((SessionTimes(at(12, 14), at(12, 16)),), expects_replay=False), at(13), State.ENDED),
        (LectureTimes((SessionTimes(at(12, 14), at(12, 16)),), has_replay=True), at(13), State.REPLAY),
        (LectureTimes((SESSION,), act="cancelled"), at(12, 15), State.CANCELLED),
        (LectureTimes((SESSION,), act="postponed", has_replay=True), at(20), State.POSTPONED),
        (LectureTimes(), at(1), State.ANNOUNCED),
    ],
)
def test_other_ways_to_stand(lecture, now, expected):
    assert state(lecture, now) == expected


@pytest.mark.parametrize("act", ["cancelled", "postponed"])
def test_what_the_editor_called_off_changes_no_more(act):
    assert next_change_at(LectureTimes((SESSION,), act=act, has_replay=True), at(1)) is None


def test_of_several_sessions_the_one_that_can_be_joined_decides():
    first = SessionTimes(at(5, 9), at(5, 11), at(1), at(4))
    second = SessionTimes(at(8, 9), at(8, 11), at(3), at(7))
    lecture = LectureTimes((second, first))

    steps = timeline(lecture)

    assert steps == [
        (None, State.ANNOUNCED),
        (at(1), State.OPEN),
        (at(5, 9), State.RUNNING),
        (at(5, 11), State.OPEN),
        (at(7), State.CLOSED),
        (at(8, 9), State.RUNNING),
        (at(8, 11), State.AWAITING),
    ]


def test_one_cancelled_session_leaves_the_other_and_both_cancel_the_lecture():
    off = SessionTimes(at(5, 9), at(5, 11), at(1), at(4), act="cancelled")
    on = SessionTimes(at(8, 9), at(8, 11), at(3), at(7))

    states = [state(LectureTimes(sessions), at(2)) for sessions in [(off, on), (off,)]]

    assert states == [State.ANNOUNCED, State.CANCELLED]


def test_registration_never_outlasts_the_beginning():
    session = SessionTimes(at(5, 9), at(5, 11), at(1), at(9))

    assert (session.takes_registrations(at(5, 9) - SECOND), session.takes_registrations(at(5, 9))) == (True, False)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (2024, "二千零二十四"),
        (0, "0"),
    ],
)
def test_numbers_are_written_as_they_are_spoken(number, words):
    assert chinese(number) == words
