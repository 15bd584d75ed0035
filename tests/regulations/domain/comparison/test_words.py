"""Word-level marks: whole words, no character lost."""

import pytest

from regulations.domain.comparison import marked


def test_words_are_marked_not_characters():
    old, new = marked("学生顶岗实习，给付适当报酬。", "学生岗位实习，给付合理报酬。")

    assert (old, new) == (
        [("=", "学生"), ("-", "顶岗"), ("=", "实习，给付"), ("-", "适当"), ("=", "报酬。")],
        [("=", "学生"), ("+", "岗位"), ("=", "实习，给付"), ("+", "合理"), ("=", "报酬。")],
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("", ""), ("甲", ""), ("", "乙"), ("甲\n乙", "甲\n\n乙"), ("3.5% ABC", "3.6% ABD"), ("的的的", "的和的")],
)
def test_joined_marks_are_the_texts(old, new):
    left, right = marked(old, new)

    assert ("".join(text for _, text in left), "".join(text for _, text in right)) == (old, new)


def test_what_is_unmarked_is_the_same_on_both_sides():
    left, right = marked("本省的学校、企业和社会", "全省的院校、工厂与社会")

    assert [t for m, t in left if m == "="] == [t for m, t in right if m == "="]
