"""Every shape is counted, given back character for character, with unique anchors and exactly its problems."""

import pytest

from regulations.domain.parsing import parse_instrument
from tests.regulations.domain.parsing.shape import Shape
from tests.regulations.domain.parsing.shapes import SHAPES
from tests.regulations.domain.parsing.shapes_of_defects import SHAPES_OF_DEFECTS
from tests.regulations.domain.parsing.shapes_of_heads import SHAPES_OF_HEADS
from tests.regulations.domain.parsing.shapes_of_lines import SHAPES_OF_LINES
from tests.regulations.domain.parsing.shapes_of_papers import SHAPES_OF_PAPERS
from tests.support.law_texts import lines_given_back, lines_of_source

EVERY = [*SHAPES, *SHAPES_OF_LINES, *SHAPES_OF_PAPERS, *SHAPES_OF_DEFECTS, *SHAPES_OF_HEADS]


@pytest.mark.parametrize("shape", EVERY, ids=lambda shape: shape.name)
def test_a_shape_is_read_as_a_careful_reader_reads_it(shape: Shape):
    parsed = parse_instrument(shape.text, shape.is_markdown)

    assert {level: parsed.counts.get(level, 0) for level in shape.counts} == shape.counts
    assert tuple(problem.code for problem in parsed.problems) == shape.problems
    assert "".join(lines_given_back(parsed)) == "".join(lines_of_source(shape.text, shape.is_markdown))
    anchors = [provision.anchor for provision in parsed.provisions]
    assert len(set(anchors)) == len(anchors)
    if shape.title:
        assert parsed.title == shape.title
    if shape.number:
        assert parsed.document_number == shape.number
    if shape.effective:
        assert str(parsed.effective_on) == shape.effective
