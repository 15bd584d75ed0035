"""Anchors of paragraphs that survive edits: a republished text keeps the ids of the paragraphs it still has."""

import secrets
from difflib import SequenceMatcher

from lxml import html as lxml_html

SIMILAR = 0.6


def assign_paragraph_ids(tree: lxml_html.HtmlElement, previous: list[tuple[str, str]]) -> None:
    """Give every `p` and `li` of `tree` an id `p-…`.

    `previous` holds (id, text) of the paragraphs published before, in order. Unchanged paragraphs keep their id;
    between two unchanged ones, a similar paragraph inherits the id of the one it replaces; the others get new ids.
    """
    elements = [e for e in tree.iter("p", "li") if e.get("id") is None and text_of(e)]
    now = [text_of(e) for e in elements]
    before = [text for _, text in previous]
    taken: dict[int, str] = {}
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind == "equal":
            taken.update({j1 + offset: previous[i1 + offset][0] for offset in range(i2 - i1)})
        elif kind == "replace":
            taken.update(_inherit(previous[i1:i2], now[j1:j2], j1))
    for index, element in enumerate(elements):
        element.set("id", taken.get(index) or f"p-{secrets.token_hex(4)}")


def paragraphs_of(html: str) -> list[tuple[str, str]]:
    """(id, text) of every paragraph with an id in published HTML."""
    if not html.strip():
        return []
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    return [(e.get("id"), text_of(e)) for e in tree.iter("p", "li") if (e.get("id") or "").startswith("p-")]


def text_of(element: lxml_html.HtmlElement) -> str:
    """The text of an element with white space folded."""
    return " ".join(element.text_content().split())


def _inherit(old: list[tuple[str, str]], new: list[str], offset: int) -> dict[int, str]:
    """Pairs of similar paragraphs, in order, inside a replaced stretch."""
    found: dict[int, str] = {}
    start = 0
    for index, text in enumerate(new):
        for position in range(start, len(old)):
            if SequenceMatcher(None, old[position][1], text, autojunk=False).ratio() >= SIMILAR:
                found[offset + index] = old[position][0]
                start = position + 1
                break
    return found
