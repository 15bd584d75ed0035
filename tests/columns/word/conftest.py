"""Fixtures of the Word reader's tests."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from columns.word import WordDocument
from columns.word.convert import convert
from tests.support.ooxml import Docx

Reader = Callable[[Docx], WordDocument]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Reads a built file in this process, where it is quick; the border is tested apart."""

    def reader(docx: Docx) -> WordDocument:
        return convert(io.BytesIO(docx.data()), tmp_path)

    return reader


@pytest.fixture
def html_of(read: Reader) -> Callable[..., str]:
    """The HTML of a body behind a fixed title, so that nothing in it becomes the title."""

    def reader(body: str, **parts: object) -> str:
        heading = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>题</w:t></w:r></w:p>'
        return read(Docx(body=heading + body, **parts)).html  # type: ignore[arg-type]

    return reader
