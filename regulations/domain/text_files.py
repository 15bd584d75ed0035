"""A file → text of an official document: plain text, Markdown, Word."""

import html
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from core.registries import word_reader
from regulations.domain.parsing import ParsedInstrument, TextRefused, decoded, parse_instrument

MARKDOWN = {".md", ".markdown"}
WORD = {".docx", ".docm", ".dotx", ".dotm"}
_ZIP = b"PK\x03\x04"
_ELEMENT_END = re.compile(r"</(?:p|h[1-6]|li|tr|caption|figcaption|table)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")
_CELL = re.compile(r"</t[dh]>")


@dataclass(frozen=True, slots=True)
class SourceText:
    """Text as it will be read, where it came from, and whether it is Markdown."""

    text: str
    name: str
    is_markdown: bool = False

    def parsed(self) -> ParsedInstrument:
        """Its structure; raises `TextRefused`."""
        return parse_instrument(self.text, self.is_markdown)


def source_of(path: Path, name: str = "") -> SourceText:
    """The text of a file on disk. Raises `TextRefused` with a message for the editor, OSError when it cannot be opened."""
    name = name or path.name
    suffix = Path(name).suffix.lower()
    with path.open("rb") as stream:
        begin = stream.read(4)
    if suffix in WORD or begin == _ZIP:
        return SourceText(_word_text(path), name)
    return SourceText(decoded(path.read_bytes()), name, suffix in MARKDOWN)


def _word_text(path: Path) -> str:
    """The paragraphs of a Word file, numbers that Word counts included."""
    refusal, read = word_reader()
    try:
        with tempfile.TemporaryDirectory(prefix="text-") as folder:
            document = read(path, folder)
    except refusal as error:
        raise TextRefused(str(error)) from error
    body = text_of_html(document.html)
    return f"{document.title}\n{body}" if document.title else body


def text_of_html(markup: str) -> str:
    """One line per paragraph, heading, list item or table row; list numbers of HTML lists are written out."""
    markup = re.sub(r"<ol([^>]*)>(.*?)</ol>", _numbered, markup, flags=re.S)
    lines = []
    for piece in _ELEMENT_END.split(markup.replace("\n", "")):
        text = html.unescape(_TAG.sub("", _CELL.sub("\t", piece)))
        if text.strip():
            lines.append(text.rstrip("\t"))
    return "\n".join(lines)


def _numbered(match: re.Match[str]) -> str:
    start = re.search(r'start="(\d+)"', match[1])
    number = int(start[1]) if start else 1
    pieces = re.split(r"(<li[^>]*>)", match[2])
    out = ""
    for piece in pieces:
        out += piece
        if piece.startswith("<li"):
            out += f"{number}."
            number += 1
    return out
