"""Chapters as editors type them."""

import pytest

from media.captions import CaptionsRefused, Chapter, Problem, chapters_as_text, parse_chapters

LINES = "00:00 开场\n\n4:54　三表法\n1:02:03 <b>答问</b>"


def test_lines_become_chapters_and_lines_again():
    chapters = parse_chapters(LINES, duration=4000)

    assert chapters == [Chapter(0, "开场"), Chapter(294, "三表法"), Chapter(3723, "答问")]
    assert parse_chapters(chapters_as_text(chapters)) == chapters


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("开场", [Problem(1, "每行写一个时间和一个标题，例如 04:54 三表法。")]),
        ("00:61 开场", [Problem(1, "时间不对：分和秒都应小于 60。")]),
        (
            "00:10 开场\n00:10 再开场\n00:05 又一章",
            [Problem(2, "00:10 应晚于上一章的 00:10。"), Problem(3, "00:05 应晚于上一章的 00:10。")],
        ),
        ("00:10 开场\n50:00 太晚", [Problem(2, "50:00 超过全长 10:00。")]),
        ("00:10 " + "长" * 61, [Problem(1, "标题超过 60 字。")]),
        ("00:10 <i></i>", [Problem(1, "没有标题。")]),
        ("\n".join(f"{n}:00 章" for n in range(101)), [Problem(101, "分章超过 100 个。")]),
    ],
)
def test_faults_are_said_by_line(text, problems):
    duration = 600 if "50:00" in text and len(text) < 100 else None

    with pytest.raises(CaptionsRefused) as caught:
        parse_chapters(text, duration)

    assert caught.value.problems == problems
