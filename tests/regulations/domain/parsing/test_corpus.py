"""Real public texts: counts of a literal table, made by reading them; no character lost."""

import os
from pathlib import Path

import pytest

from regulations.domain.parsing import decoded, parse_instrument
from tests.support.law_texts import lines_given_back, lines_of_source

FOLDER = os.environ.get("LAW_TEXTS", "")
if not FOLDER and os.environ.get("CI"):
    pytest.fail("LAW_TEXTS names no folder of law texts", pytrace=False)
pytestmark = pytest.mark.skipif(not FOLDER, reason="LAW_TEXTS names no folder of law texts")

# chapters, articles, paragraphs, items
COUNTED = {
    "山东省学校安全条例(2018-12-25).md": (6, 63, 96, 31),
    "山东省教育督导条例(2018-01-23).md": (0, 22, 26, 35),
    "职业教育法(1996-05-15).md": (5, 40, 63, 8),
    "职业教育法(2022-04-20).md": (8, 69, 143, 13),
    "青岛市职业教育条例(2015-09-24).md": (8, 59, 104, 7),
}


@pytest.mark.parametrize("name", COUNTED)
def test_a_real_law_is_counted_without_a_gap(name):
    text = decoded((Path(FOLDER) / "laws" / name).read_bytes())

    parsed = parse_instrument(text, is_markdown=True)

    counts = parsed.counts
    assert (counts["chapter"], counts["article"], counts["paragraph"], counts["item"]) == COUNTED[name]
    assert parsed.problems == []
    assert lines_given_back(parsed) == lines_of_source(text, True)


def test_the_damaged_work_points_are_taken_as_they_are():
    text = decoded((Path(FOLDER) / "work-points-2024.txt").read_bytes())

    parsed = parse_instrument(text)

    points = [p for p in parsed.provisions if p.level == "point"]
    assert (len(points), points[18].heading) == (20, "营造职业教育改革发展良好环境")
    assert [(p.code, p.line) for p in parsed.problems] == [
        ("half_width", 3),
        ("document_number", 8),
        ("no_break_space", 10),
        ("digits", 28),
        ("document_number", 37),
        ("digits", 45),
    ]
    assert lines_given_back(parsed) == lines_of_source(text, False)
