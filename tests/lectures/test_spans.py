"""Stretches of seconds: what is no stretch is left out, each second counts once, never more than is allowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lectures.domain.spans import credited, joined, length, parsed

SPANS = some.lists(
    some.tuples(some.integers(0, 60), some.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1])), max_size=8
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12-20,30-41", [(12, 20), (30, 41)]),
        ("95-120", [(95, 100)]),
        ("20-12,5-5,-3-4,1-2-3,a-b,１-２,٣-٤,,1-9999999", []),
        ("100-110", []),
        ("", []),
        ("0-1," * 5000, [(0, 1)] * 100),
    ],
)
def test_spans_as_the_player_sends_them(text, found):
    assert parsed(text, 100) == found


@given(SPANS, SPANS, some.integers(0, 90))
def test_each_second_once_and_never_more_than_allowed(known, sent, allowed):
    before = {second for start, end in known for second in range(start, end)}
    offered = {second for start, end in sent for second in range(start, end)}

    after = credited(known, sent, allowed)

    seconds = {second for start, end in after for second in range(start, end)}
    assert length(after) == len(seconds) == min(len(before) + allowed, len(before | offered))
    assert before <= seconds <= before | offered
    assert after == joined(after)
