"""Builds the HTML of the Word reader and lets nothing else through."""

import re
from html import escape
from urllib.parse import urlsplit

import nh3

_TAGS = {
    "p", "h2", "h3", "h4", "b", "em", "a", "sup", "sub", "br", "ul", "ol", "li", "table",
    "caption", "thead", "tbody", "tr", "th", "td", "figure", "img", "figcaption", "section",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "id"},
    "li": {"id", "value"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "img": {"src", "alt"},
}
_SCHEMES = {"http", "https", "mailto"}
_MAX_URL = 2_000
_PATTERNS: dict[tuple[str, str], re.Pattern[str]] = {
    ("a", "id"): re.compile(r"noteref-\d{1,6}\Z"),
    ("li", "id"): re.compile(r"note-\d{1,6}\Z"),
    ("li", "value"): re.compile(r"\d{1,6}\Z"),
    ("ol", "start"): re.compile(r"\d{1,6}\Z"),
    ("ol", "type"): re.compile(r"[1aAiI]\Z"),
    ("img", "src"): re.compile(r"image-\d{1,4}\.(?:jpg|png)\Z"),
}
_NOTE_LINK = re.compile(r"#note(?:ref)?-\d{1,6}\Z")


def _checked(tag: str, name: str, text: str) -> str | None:
    """The attribute when it has the only form this reader writes, else None."""
    if (tag, name) == ("a", "href"):
        return text if _NOTE_LINK.match(text) or safe_url(text) == text else None
    pattern = _PATTERNS.get((tag, name))
    return text if pattern is None or pattern.match(text) else None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_checked,
    url_schemes=_SCHEMES,
    link_rel=None,
    url_relative="pass_through",
)


def sanitised(html: str) -> str:
    """The HTML with the tags and attributes of this reader only; idempotent."""
    return _CLEANER.clean(html)


def safe_url(address: str) -> str:
    """The address when it is http, https or mailto and complete, else an empty string."""
    address = address.strip().replace(" ", "%20")
    if address.lower().startswith("www."):
        address = "http://" + address
    if len(address) > _MAX_URL or any(ord(char) < 0x21 or char in '"<>\\' for char in address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES:
        return ""
    return address if (parts.path if parts.scheme.lower() == "mailto" else parts.netloc) else ""


def note_reference(number: int, first: bool) -> str:
    """The raised link from the text to a note; only the first one is the way back."""
    anchor = f' id="noteref-{number}"' if first else ""
    return f'<sup><a href="#note-{number}"{anchor}>{number}</a></sup>'


def note_item(number: int, html: str) -> str:
    """One note at the end of the document with its way back."""
    return f'<li id="note-{number}" value="{number}">{html} <a href="#noteref-{number}">↩</a></li>'


def figure(file: str, alt: str, caption: str) -> str:
    """One picture of the whole document's HTML."""
    words = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    return f'<figure><img src="{file}" alt="{escape(alt)}">{words}</figure>'


def plain(html: str) -> str:
    """The text of inline HTML made here, a line break for each `<br>`."""
    text = re.sub(r"<[^>]*>", "", html.replace("<br>", "\n"))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
