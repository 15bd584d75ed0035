"""The rich text editor's way in and out: only our few tags are stored, and whatever is stored can be opened again."""

import json
import re
from html import escape
from typing import Any

import nh3
from django.core.exceptions import BadRequest
from lxml import html as lxml_html
from wagtail.admin.rich_text import DraftailRichTextArea

from core.admin.malformed import malformed_is_bad_request

TAGS = {"p", "br", "b", "strong", "i", "em", "a", "sup", "sub", "ul", "ol", "li", "h2", "h3", "h4", "hr"}
BLOCK_KEY = "data-block-key"
ATTRIBUTES = {"a": {"href", "linktype", "id"}, **{tag: {BLOCK_KEY} for tag in ("p", "li", "h2", "h3", "h4", "hr")}}
SCHEMES = {"http", "https", "mailto", "tel"}
VALUES = {
    ("a", "linktype"): re.compile(r"(page|document)\Z"),
    ("a", "id"): re.compile(r"[1-9]\d{0,17}\Z"),
}
BLOCK_KEY_VALUE = re.compile(r"[\w-]{1,40}\Z")
# Runs over nh3's output, where attributes are always in double quotes and escaped.
LINK_WITHOUT_TARGET = re.compile(r'<a(?=[^>]* linktype=")(?![^>]* id=")[^>]*>')
TARGET_WITHOUT_LINK = re.compile(r'<a(?![^>]* linktype=")[^>]*? id="[^>]*>')

# Blanks at the start of a paragraph, before or inside its first inline tags; `&nbsp;` is how nh3 writes one of them.
BLANK = r"(?:[\s\u00a0\u3000\u2000-\u200b\ufeff]|&nbsp;)"
INDENT = re.compile(rf"(<(?:p|li|h[234])(?: [^>]*)?>(?:<(?:b|strong|i|em|a|sup|sub)(?: [^>]*)?>)*){BLANK}+")
EMPTY_LINE = re.compile(rf"<p(?: [^>]*)?>(?:{BLANK}|<br ?/?>|<(?:b|strong|i|em)></(?:b|strong|i|em)>)*</p>")

MAX_BLOCKS = 5_000
MAX_DEPTH = 8


def _keep(tag: str, name: str, value: str) -> str | None:
    pattern = BLOCK_KEY_VALUE if name == BLOCK_KEY else VALUES.get((tag, name))
    return value if pattern is None or pattern.match(value) else None


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_keep,
    url_schemes=SCHEMES,
    url_relative="pass_through",
    link_rel=None,
)


def clean_rich_text(html: str) -> str:
    """Well-formed HTML with our tags only; pasted pictures, styles and scripts are gone, their text stays. Idempotent."""
    html = _CLEANER.clean(html)
    return LINK_WITHOUT_TARGET.sub("<a>", TARGET_WITHOUT_LINK.sub("<a>", html))


def tidy_rich_text(html: str) -> str:
    """Clean HTML without the indents and empty lines of a typewriter: the design sets both. Idempotent."""
    html = INDENT.sub(r"\1", html)
    return EMPTY_LINE.sub("", html)


def plain_paragraphs(html: str) -> str:
    """The text of any HTML as simple paragraphs; what remains when nothing else can be shown."""
    text = lxml_html.fragment_fromstring(html or "<p></p>", create_parent="div").text_content()
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line) or "<p></p>"


class RichTextArea(DraftailRichTextArea):
    """Draftail. A pasted picture without an id makes a stock page impossible to open again (Wagtail issue 13815)."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """HTML for the database; `BadRequest` when the posted value is not what the editor writes."""
        with malformed_is_bad_request():
            posted = data.get(name)
            if posted is not None:
                refuse_bomb(posted)
            html = super().value_from_datadict(data, files, name)
            return None if html is None else tidy_rich_text(clean_rich_text(html))

    def format_value(self, value: Any) -> str:
        """What the editor shows of stored HTML, whatever that is."""
        html = clean_rich_text(str(value or ""))
        try:
            return super().format_value(html)
        except Exception:  # the converter asserts and indexes its way through HTML it does not expect
            return super().format_value(plain_paragraphs(html))


def refuse_bomb(posted: str) -> None:
    """Raise `BadRequest` for a value whose conversion would take for ever: too many blocks, too deep a list."""
    content = json.loads(posted) or {}  # an empty editor sends null
    blocks = content.get("blocks", [])
    if len(blocks) > MAX_BLOCKS or any(not 0 <= int(block.get("depth") or 0) <= MAX_DEPTH for block in blocks):
        raise BadRequest("too many or too deep blocks")
