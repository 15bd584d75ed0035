"""Numbers of articles in both directions."""

import pytest

from regulations.domain.parsing.numerals import chinese, number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百", 100),
        ("一百零一", 101),
        ("一百〇一", 101),
        ("一百一十", 110),
        ("一百十", 110),
        ("一千", 1000),
        ("一千零一", 1001),
        ("一千二百六十", 1260),
        ("一二〇", 120),
        ("12", 12),
        ("１２", 12),
    ],
)
def test_a_number_is_read(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["", "十百", "百千", "一二十", "一" * 13, "甲"])
def test_what_is_no_number_is_none(text):
    assert number_of(text) is None


def test_every_number_is_written_as_it_is_read():
    assert [number_of(chinese(number)) for number in range(1, 2000)] == list(range(1, 2000))
