"""A real law before and after its revision: known articles find each other, all in less than a second."""

import os
import time
from pathlib import Path

import pytest

from regulations.domain.comparison import articles_from, marked, propose
from regulations.domain.parsing import decoded, parse_instrument

FOLDER = os.environ.get("LAW_TEXTS", "")
if not FOLDER and os.environ.get("CI"):
    pytest.fail("LAW_TEXTS names no folder of law texts", pytrace=False)
pytestmark = pytest.mark.skipif(not FOLDER, reason="LAW_TEXTS names no folder of law texts")

# Old → new, made by reading both texts.
KNOWN = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 7: 10, 8: 11, 10: 12, 11: 8, 13: 15, 14: 16, 15: 18, 16: 19, 20: 24, 22: 28}
KNOWN |= {
    24: 34,
    25: 51,
    26: 54,
    27: 55,
    29: 64,
    31: 57,
    32: 52,
    34: 59,
    35: 60,
    36: 44,
    37: 50,
    38: 61,
    39: 63,
    40: 69,
}


def articles_of(name: str) -> list:
    text = decoded((Path(FOLDER) / "laws" / name).read_bytes())
    return articles_from(parse_instrument(text, is_markdown=True).provisions)


def test_the_revision_of_a_law_is_mapped_and_marked_within_a_second():
    old, new = articles_of("职业教育法(1996-05-15).md"), articles_of("职业教育法(2022-04-20).md")
    marked("甲", "乙")  # loads the dictionary, once per process
    began = time.perf_counter()

    pairs = propose(old, new)
    for pair in pairs:
        if pair.old and pair.new:
            marked("\n".join(old[i].text for i in pair.old), "\n".join(new[j].text for j in pair.new))

    took = time.perf_counter() - began
    partner = {i + 1: j + 1 for pair in pairs for i in pair.old for j in pair.new[:1]}
    print(f"{len(pairs)} pairs in {took:.2f} s")
    assert {i: partner.get(i) for i in KNOWN} == KNOWN
    assert sorted(i for pair in pairs for i in pair.old) == list(range(len(old)))
    assert sorted(j for pair in pairs for j in pair.new) == list(range(len(new)))
    assert took < 1
