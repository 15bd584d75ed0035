"""Collects the inline content of a paragraph and renders it as HTML lines."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Generic, TypeAlias, TypeVar

Block = TypeVar("Block")

# Marks nobody sees: soft hyphen, zero-width space, byte order mark, control characters.
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f]")
_BLANKS = re.compile("[\u00a0\t\r\n]")


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text looks on the web; `raised` is "sup", "sub" or empty."""

    bold: bool = False
    italic: bool = False
    raised: str = ""
    href: str = ""


@dataclass(slots=True)
class Text:
    """A stretch of text of one look."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Markup:
    """Ready HTML inside a line, such as the reference of a note."""

    html: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break; `page` ends the paragraph."""

    page: bool = False


@dataclass(frozen=True, slots=True)
class Blocks(Generic[Block]):
    """Pictures or a text box anchored at this place."""

    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class RenderedLine:
    """One line of text; `all_bold` when every visible character is bold."""

    html: str
    text: str
    all_bold: bool


Token: TypeAlias = Text | Markup | Break | Blocks[Any]


def clean_text(text: str) -> str:
    """Text without invisible marks, with plain spaces for tabs, NBSP and line ends."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text))


def arrange(tokens: Sequence[Token], make_block: Callable[[RenderedLine], Block]) -> list[Block]:
    """Split a paragraph at the blocks anchored in it, in reading order.

    A block before any text, or after a line break, stands where it is; one in the middle
    of a sentence follows the sentence, so that no sentence is torn.
    """
    arranged: list[Block] = []
    line: list[Token] = []
    waiting: list[Block] = []

    def finish() -> None:
        rendered = render(line)
        if rendered is not None:
            arranged.append(make_block(rendered))
        arranged.extend(waiting)
        line.clear()
        waiting.clear()

    for token in tokens:
        if isinstance(token, Blocks):
            waiting.extend(token.blocks)
            if not _has_content(line) or isinstance(_last(line), Break):
                finish()
        elif isinstance(token, Break) and token.page:
            finish()
        else:
            line.append(token)
    finish()
    return arranged


def render(tokens: Sequence[Token]) -> RenderedLine | None:
    """The HTML of one line without indents and outer breaks; None when it shows nothing."""
    pieces = _trimmed(_merged(tokens))
    if not pieces:
        return None
    html, text, bold = [], [], True
    for piece in pieces:
        if isinstance(piece, Text):
            html.append(_tagged(escape(piece.text, quote=False), piece.look))
            text.append(piece.text)
            bold = bold and (piece.look.bold or not piece.text.strip())
        elif isinstance(piece, Markup):
            html.append(piece.html)
        else:
            html.append("<br>")
            text.append("\n")
    words = "".join(text)
    return RenderedLine("".join(html), words, bold and bool(words.strip()))


def _merged(tokens: Sequence[Token]) -> list[Token]:
    """Neighbours of one look joined; a blank takes the look of what stands before it."""
    merged: list[Token] = []
    for token in tokens:
        if not isinstance(token, Text):
            merged.append(token)
            continue
        last = merged[-1] if merged else None
        joins = isinstance(last, Text) and (last.look == token.look or not token.text.strip())
        if joins and isinstance(last, Text):
            merged[-1] = Text(last.text + token.text, last.look)
        elif token.text:
            merged.append(token if token.text.strip() else Text(token.text, Look()))
    return merged


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Without blanks at both ends of each visual line and without outer breaks."""
    kept: list[Token] = []
    at_start = True
    for token in tokens:
        if isinstance(token, Break):
            _strip_end(kept)
            if kept:
                kept.append(token)
            at_start = True
            continue
        if isinstance(token, Text) and at_start:
            token = Text(token.text.lstrip(), token.look)
        if not isinstance(token, Text) or token.text:
            kept.append(token)
            at_start = False
    _strip_end(kept)
    while kept and isinstance(kept[-1], Break):
        kept.pop()
        _strip_end(kept)
    return kept


def _strip_end(tokens: list[Token]) -> None:
    while tokens and isinstance(tokens[-1], Text):
        last = tokens[-1]
        stripped = last.text.rstrip()
        if stripped:
            tokens[-1] = Text(stripped, last.look)
            return
        tokens.pop()


def _has_content(tokens: Sequence[Token]) -> bool:
    return any(isinstance(t, Markup) or (isinstance(t, Text) and t.text.strip()) for t in tokens)


def _last(tokens: Sequence[Token]) -> Token | None:
    return next((t for t in reversed(tokens) if not isinstance(t, Text) or t.text.strip()), None)


def _tagged(html: str, look: Look) -> str:
    if not html.strip() and not look.href:
        return html
    for tag in (look.raised, "em" if look.italic else "", "b" if look.bold else ""):
        if tag:
            html = f"<{tag}>{html}</{tag}>"
    return f'<a href="{escape(look.href)}">{html}</a>' if look.href else html
