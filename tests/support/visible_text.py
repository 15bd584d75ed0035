"""What a person can read or hear on a page of the admin, and what of it is not Chinese."""

import re

from django.http import HttpResponse
from lxml import html

SPOKEN = ("placeholder", "title", "aria-label", "alt", "aria-description", "data-w-tooltip-content-value")
UNSEEN = {"script", "style", "template", "noscript", "svg"}
COUNTER = "data-side-panel-toggle-counter"
BUTTONS = {"submit", "button", "reset"}
# Names that are the same in every language.
NAMES = set(
    "Word PDF CSV XLSX ICP URL ID SVG JPG JPEG PNG GIF WEBP AVIF HEIC HEIF HTML Excel OFD WPS AI KB MB GB".split()
)
FORMATS = set("pdf doc docx xls xlsx ppt pptx txt csv wps et ofd jpg jpeg png webp gif avif heic heif".split())
KEYS = set("Ctrl Cmd Alt Shift Enter Backspace Delete Esc Tab".split())
LITERAL = re.compile(
    r"""^(?:
        https?://\S*                       # addresses
      | /?[a-z0-9-]+(?:/[a-z0-9-]*)+       # paths
      | [\w.-]+@[\w.-]+                    # mail
      | \S+\.(?:docx?|pdf|jpe?g|png|mp4|mp3|vtt|csv)  # files
      | [\d.,]+\s?(?:KB|MB|GB|B|bytes)     # sizes
      | \(?\d+\s?[x×]\s?\d+\)?               # measures
      | [A-Za-z]                           # keys
    )$""",
    re.VERBOSE,
)
CHINESE = re.compile("[\u3400-\u9fff]")
LATIN = re.compile("[A-Za-z]")


def visible_texts(markup: str) -> list[str]:
    """Text nodes, spoken attributes, labels of buttons, in the order of the page."""
    root = html.fromstring(markup)
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            found.append(element.tail or "")
            continue
        if not _is_unseen(element):
            found.append(element.text or "")
            found += [element.get(name, "") for name in SPOKEN]
            if element.tag == "input" and element.get("type") in BUTTONS:
                found.append(element.get("value", ""))
        parent = element.getparent()
        if parent is not None and not _is_unseen(parent):
            found.append(element.tail or "")
    return [" ".join(text.split()) for text in found if text and text.strip()]


def foreign_texts(markup: str, known: set[str] = frozenset()) -> list[str]:
    """Visible texts with Latin letters and no Chinese, apart from names, literals and `known` content."""
    return foreign_among(visible_texts(markup), known)


def foreign_among(texts: list[str], known: set[str] = frozenset()) -> list[str]:
    """Those of `texts` with Latin letters and no Chinese, apart from names, literals and `known` content."""
    return [text for text in texts if _is_foreign(text, known)]


def markup_of(response: HttpResponse) -> str:
    """The page, or what a modal's answer carries."""
    if response.headers.get("content-type", "").startswith("application/json"):
        return f"<div>{response.json().get('html', '')}</div>"
    return response.content.decode()


def _is_unseen(element: html.HtmlElement) -> bool:
    # Wagtail writes «None» into a counter that stays hidden until a script has counted.
    return any(one.tag in UNSEEN or COUNTER in one.attrib for one in (element, *element.iterancestors()))


def _is_foreign(text: str, known: set[str]) -> bool:
    text = re.sub(r"<[^>]*>", "", text)  # a tooltip may be given as markup
    if CHINESE.search(text) or not LATIN.search(text) or text in known or LITERAL.match(text):
        return False
    words = re.findall("[A-Za-z]+", text)
    named = NAMES | FORMATS | KEYS | known
    return not all(word in named or (len(word) == 1 and len(text) > 1 and "+" in text) for word in words)
