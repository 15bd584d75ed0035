"""How many citations are found, and how many of those found are right."""

from regulations.domain.citations import Reading
from tests.regulations.domain.citations.judged import JUDGED, Judged, library

LEAST_PRECISION, LEAST_RECALL = 1.0, 0.98


def found_in(judged: Judged) -> list[tuple[int, str]]:
    citations = Reading(library(), judged.context).passage(judged.text)
    return [(c.edition, c.anchor or "!") for c in citations]


def test_citations_are_found_and_no_others():
    right = found = wanted = 0
    missed = []
    for judged in JUDGED:
        got, expected = found_in(judged), list(judged.expected)
        common = sum(min(got.count(pair), expected.count(pair)) for pair in set(expected))
        right, found, wanted = right + common, found + len(got), wanted + len(expected)
        if got != expected:
            missed.append((judged.text, expected, got))
    precision, recall = right / found, right / wanted
    print(
        f"{len(JUDGED)} sentences, {wanted} citations: precision {precision:.3f}, recall {recall:.3f}",
        *missed,
        sep="\n",
    )

    assert (len(JUDGED) >= 80, precision >= LEAST_PRECISION, recall >= LEAST_RECALL) == (True, True, True)
