"""Laws of many styles, made by dice: counts, verbatim text, and every planted defect is told."""

import random
import re

import pytest

from regulations.domain.parsing import parse_instrument
from tests.support.law_texts import SpecimenLaw, lines_given_back, lines_of_source

SEEDS = range(60)
ARTICLE = re.compile(r"[ 　]*第([一二三四五六七八九十百]+)条[ 　\u00a0]")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_law_of_any_style_is_counted_and_given_back_character_for_character(seed):
    law = SpecimenLaw(seed)

    parsed = parse_instrument(law.text, law.is_markdown)

    assert {level: parsed.counts[level] for level in law.counts} == law.counts
    assert [problem.message for problem in parsed.problems] == []
    assert lines_given_back(parsed) == lines_of_source(law.text, law.is_markdown)
    anchors = [provision.anchor for provision in parsed.provisions]
    assert len(set(anchors)) == len(anchors)


def article_lines(lines: list[str]) -> list[int]:
    """Indexes of lines that are articles, with a blank behind the number, none of them quoted."""
    return [i for i, line in enumerate(lines) if ARTICLE.match(line) and "第二款" not in line]


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if not SpecimenLaw(seed)._is_bare][:25])
def test_a_missing_article_is_told_with_its_line(seed):
    law = SpecimenLaw(seed)
    lines = re.split("\r\n|\n", law.text)
    at = random.Random(seed).choice(article_lines(lines)[1:-1])
    gone = ARTICLE.match(lines[at])[1]
    lines[at] = ""

    parsed = parse_instrument("\n".join(lines), law.is_markdown)

    gaps = [problem for problem in parsed.problems if problem.code == "article_gap"]
    assert [f"缺第{gone}条。" in gap.message and gap.line > at for gap in gaps] == [True]


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if not SpecimenLaw(seed)._is_bare][:25])
def test_a_repeated_article_keeps_its_number_and_is_told(seed):
    law = SpecimenLaw(seed)
    lines = re.split("\r\n|\n", law.text)
    at = random.Random(seed).choice(article_lines(lines))
    lines.insert(at + 1, lines[at])

    parsed = parse_instrument("\n".join(lines), law.is_markdown)

    repeats = [problem.line for problem in parsed.problems if problem.code == "article_repeat"]
    assert repeats == [at + 2]
    assert lines_given_back(parsed) == lines_of_source("\n".join(lines), law.is_markdown)
