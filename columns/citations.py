"""How an article is cited (GB/T 7714), and how the numbers in its text lead to its references."""

import re
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from django.utils import timezone
from lxml import html as lxml_html

from core.registries import enrichers

if TYPE_CHECKING:
    from core.models import BasePage

REFERENCES = "references"
NAMED_AUTHORS = 3
# [1], [2,3], [4-6] and with the marks of Chinese type: ［1］, [2，3], [4—6].
MARK = re.compile(r"[\[［](\d{1,3}(?:\s*[,，、\-–—~～]\s*\d{1,3})*)[\]］]")
NUMBER = re.compile(r"\d+")


def citation(authors: list[str], title: str, site: str, published: datetime, address: str, looked_up: datetime) -> str:
    """The reference to an article of this site: `何清浅, 边石. 题名[EB/OL]. 职教齐鲁, (2026-11-20)[2026-11-24]. https://…`.

    Three authors are named, more become 等; the second date is the day on which the reader looked it up.
    """
    named = ", ".join([*authors[:NAMED_AUTHORS], *(["等"] if len(authors) > NAMED_AUTHORS else [])])
    days = f"({timezone.localdate(published):%Y-%m-%d})[{timezone.localdate(looked_up):%Y-%m-%d}]"
    return f"{f'{named}. ' if named else ''}{title}[EB/OL]. {site}, {days}. {address}"


def words(keywords: str) -> list[str]:
    """The single keywords of a field that editors fill with one comma or another."""
    return [word for part in re.split(r"[,，;；、]", keywords) if (word := part.strip())]


def link_references(tree: lxml_html.HtmlElement, page: "BasePage") -> None:
    """Numbers in brackets become links to the references of the same page; numbers without a reference stay text."""
    lists = tree.xpath(f"//*[@id='{REFERENCES}']/following-sibling::ol[1]")
    if not lists:
        return
    count, own = len(lists[0]), set(lists[0].iter())
    for element in [e for e in tree.iter() if isinstance(e.tag, str) and e not in own]:
        if element.tag == "sup":
            _link_superscript(element, count)
        elif element.tag not in ("a", "h2", "h3", "h4"):
            _link_in(element, count)


# Before other enrichers look at the links.
enrichers.register(link_references, order=50)


def _link_superscript(element: lxml_html.HtmlElement, count: int) -> None:
    """A mark that the editor has raised already."""
    text = element.text_content()
    _, marks = _split(text, count)
    if len(marks) == 1 and MARK.fullmatch(text.strip()):
        tail = element.tail
        marks[0].tail = tail
        element.getparent().replace(element, marks[0])


def _link_in(element: lxml_html.HtmlElement, count: int) -> None:
    """Marks in the text of `element` and behind each of its children."""
    children = list(element)
    element.text, marks = _split(element.text or "", count)
    for mark in reversed(marks):
        element.insert(0, mark)
    for child in children:
        child.tail, marks = _split(child.tail or "", count)
        for mark in reversed(marks):
            element.insert(element.index(child) + 1, mark)


def _split(text: str, count: int) -> tuple[str, list[lxml_html.HtmlElement]]:
    """The text before the first mark, and the marks, each with the text that follows it as its tail."""
    before, marks, at = text, [], 0
    for match in MARK.finditer(text):
        numbers = [int(number) for number in NUMBER.findall(match[1])]
        if not all(1 <= number <= count for number in numbers):
            continue
        if marks:
            marks[-1].tail = text[at : match.start()]
        else:
            before = text[: match.start()]
        inner = NUMBER.sub(lambda number: f'<a href="#ref-{int(number[0])}">{number[0]}</a>', escape(match[1]))
        marks.append(lxml_html.fragment_fromstring(f'<sup class="k">[{inner}]</sup>'))
        at = match.end()
    if marks:
        marks[-1].tail = text[at:]
    return before, marks
