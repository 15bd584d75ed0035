"""Citations in the texts of the site: found at publication, linked to the edition of the text's day, never while reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.utils import timezone
from lxml import html as lxml_html

from core.kept.body import render_body
from core.models import BasePage
from core.registries import enrichers
from core.serving.state import Kept, SiteState, current_state
from regulations.domain.citations import Citation, Context, KnownEdition, KnownInstrument, Library, Reading
from regulations.domain.quotation.check import Misquote, check_quotations
from regulations.enums import InstrumentKind
from regulations.reading.catalogue import EditionInfo, InstrumentInfo
from regulations.reading.names import citation as cited_as
from regulations.reading.outline import outline_of

_PARAGRAPHS = {"p", "li", "td", "th", "blockquote", "figcaption", "dd"}
_CLOSED = {"a", "h1", "h2", "h3", "h4", "sup", "button"}


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing an editor has to look at: the passage around it and what is wrong."""

    passage: str
    message: str


def library_of(state: SiteState) -> Library:
    """Every public text under its names; kept per site version."""
    return state.keep("citation_library", lambda: Kept(_library(state)))


def _library(state: SiteState) -> Library:
    every: list[InstrumentInfo] = list(state.part("instruments").values())
    known = [
        KnownInstrument(
            info.id,
            info.title,
            tuple(name for name in info.short_title.replace("，", "、").split("、") if name.strip()),
            tuple(KnownEdition(edition.id, edition.edition.since) for edition in info.editions),
            info.speaks_in_points,
        )
        for info in every
    ]

    def anchors_of(edition_id: int) -> set[str]:
        outline = outline_of(edition_id, state)
        return set(outline.by_anchor) | {group.heading.anchor for group in outline.groups if group.heading}

    defaults = [info.id for info in every if info.is_featured and info.kind != InstrumentKind.WORK_POINTS]
    return Library(known, anchors_of, defaults)


def context_of(page: BasePage) -> Context:
    """The day of a text, and the official text that an interpretation is about."""
    links = list(page.provision_links.all()) if page.pk else []
    owner = links[0].instrument_id if links and not page.is_entry else None
    return Context(day=timezone.localdate(page.display_date), instrument=owner)


@enrichers.register
def link_citations(tree: lxml_html.HtmlElement, page: BasePage) -> None:
    """Citations become links; one that spans several elements, or stands in a link, stays text."""
    state = current_state()
    library = library_of(state)
    if not library.instruments:
        return
    reading = Reading(library, context_of(page))
    for element in _paragraphs(tree):
        pieces = _pieces(element)
        for found in reversed(reading.passage("".join(text for _, _, text, _ in pieces))):
            if found.anchor:
                _link(pieces, found, address_of(found, state))


def _paragraphs(tree: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    """The innermost elements that hold running text."""
    found = [e for e in tree.iter() if e.tag in _PARAGRAPHS]
    return [e for e in found if not any(below is not e and below.tag in _PARAGRAPHS for below in e.iter())]


def _pieces(element: lxml_html.HtmlElement) -> list[tuple[lxml_html.HtmlElement, str, str, bool]]:
    """(element, "text" or "tail", words, may be linked) in reading order."""
    pieces: list[tuple[lxml_html.HtmlElement, str, str, bool]] = []

    def walk(node: lxml_html.HtmlElement, is_open: bool) -> None:
        is_open = is_open and node.tag not in _CLOSED
        if node.text:
            pieces.append((node, "text", node.text, is_open))
        for child in node:
            walk(child, is_open)
            if child.tail:
                pieces.append((child, "tail", child.tail, is_open))

    walk(element, True)
    return pieces


def _link(pieces: list[tuple[lxml_html.HtmlElement, str, str, bool]], found: Citation, address: str) -> None:
    at = 0
    for node, where, text, may in pieces:
        if at <= found.start and found.end <= at + len(text):
            if may:
                _wrap(node, where, found.start - at, found.end - at, address)
            return
        at += len(text)


def _wrap(node: lxml_html.HtmlElement, where: str, start: int, end: int, address: str) -> None:
    words = getattr(node, where)
    link = lxml_html.fragment_fromstring(f'<a class="cit" href="{escape(address)}"></a>')
    link.text, link.tail = words[start:end], words[end:]
    if where == "text":
        node.text = words[:start]
        node.insert(0, link)
    else:
        node.tail = words[:start]
        node.addnext(link)
        # lxml moves the tail with the element it belongs to.
        link.tail = words[end:]
        node.tail = words[:start]


def address_of(found: Citation, state: SiteState) -> str:
    """Where a citation leads: the page of its article in the edition that is meant."""
    info, edition = _target(found, state)
    article = outline_of(found.edition, state).article_of(found.anchor)
    base = f"{info.path}{edition.key}/"
    if article is None or article.head is None:
        return f"{base}#{found.anchor}"
    below = "" if found.anchor == article.anchor else f"#{found.anchor}"
    return f"{base}{article.anchor}/{below}"


def _target(found: Citation, state: SiteState) -> tuple[InstrumentInfo, EditionInfo]:
    for info in state.part("instruments").values():
        for edition in info.editions:
            if edition.id == found.edition:
                return info, edition
    raise LookupError(found.edition)


def citations_in(html: str, page: BasePage) -> Iterator[tuple[str, Citation]]:
    """(passage, citation) of a body, as of the day of the text."""
    state = current_state()
    library = library_of(state)
    if not html.strip() or not library.instruments:
        return
    reading = Reading(library, context_of(page))
    for element in _paragraphs(lxml_html.fragment_fromstring(html, create_parent="div")):
        passage = element.text_content()
        for found in reading.passage(passage):
            yield passage, found


def checked(page: BasePage) -> list[Checked]:
    """What is wrong with citations and quotations of a draft: places that do not exist, words that differ."""
    state = current_state()
    library = library_of(state)
    if not library.instruments:
        return []
    reading = Reading(library, context_of(page))
    tree = lxml_html.fragment_fromstring(render_body(page).html, create_parent="div")
    results: list[Checked] = []
    for element in _paragraphs(tree):
        passage = element.text_content()
        found = reading.passage(passage)
        results += [Checked(_around(passage, c.start, c.end), c.problem) for c in found if c.problem]
        for misquote in check_quotations(passage, found, lambda edition, anchor: _words(edition, anchor, state)):
            results.append(Checked(_around(passage, misquote.start, misquote.end), _told(misquote, state)))
    return results


def _words(edition_id: int, anchor: str, state: SiteState) -> str:
    article = outline_of(edition_id, state).article_of(anchor)
    return "\n".join(row.number + row.text for row in article.rows) if article is not None else ""


def _told(misquote: Misquote, state: SiteState) -> str:
    for info in state.part("instruments").values():
        for edition in info.editions:
            if edition.id == misquote.edition:
                place = cited_as(edition.edition.title, misquote.anchor)
    if misquote.is_absent:
        return f"{place}里没有这句话。"
    if not misquote.expected:
        return f"比{place}多了“{misquote.written}”。"
    if not misquote.written:
        return f"比{place}少了“{misquote.expected}”。"
    return f"写作“{misquote.written}”，{place}是“{misquote.expected}”。"


def _around(passage: str, start: int, end: int) -> str:
    begin, stop = max(0, start - 16), min(len(passage), end + 16)
    return f"{'…' if begin else ''}{passage[begin:stop]}{'…' if stop < len(passage) else ''}"
