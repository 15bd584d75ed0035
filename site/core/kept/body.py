"""Rendering a body once: blocks to HTML, enrichers, anchors, contents, plain text."""

from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.html import format_html
from lxml import html as lxml_html

from core.kept.paragraphs import assign_paragraph_ids, text_of
from core.kept.parts import BodyPart
from core.kept.recordings import with_players
from core.models.kept import KeptPage
from core.registries import enrichers, fact_sources, search_texts, spoken_texts


class Readable(Protocol):
    """What rendering asks of a page."""

    pk: int
    title: str
    summary: str

    def body_parts(self) -> list[BodyPart]: ...

    def facts(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class RenderedBody:
    """A body ready to be shown: HTML, plain text, (anchor, heading) pairs, number of characters."""

    html: str
    text: str
    contents: list[tuple[str, str]]
    characters: int


def render_body(page: Readable, previous: list[tuple[str, str]] = ()) -> RenderedBody:
    """Render the parts of `page`; `previous` are the paragraphs published before (see `assign_paragraph_ids`)."""
    source = "\n".join(filter(None, (_html_of(part, page) for part in page.body_parts())))
    tree = lxml_html.fragment_fromstring(source, create_parent="div")
    if source:
        for enrich in enrichers:
            enrich(tree, page)
    assign_paragraph_ids(tree, list(previous))
    contents = [(e.get("id"), e.get("data-label") or text_of(e)) for e in tree.iter("h2") if e.get("id") and text_of(e)]
    body = "".join([tree.text or ""] + [lxml_html.tostring(e, encoding="unicode") for e in tree])
    plain = text_of(tree)
    extra = [text for function in (*search_texts, *spoken_texts) if (text := function(page))]
    text = "\n".join([page.title, page.summary, plain, *extra])
    return RenderedBody(with_players(body), text, contents, sum(1 for c in plain if not c.isspace()))


def _html_of(part: BodyPart, page: Readable) -> str:
    html = [
        str(child.render({"page": page, "anchor": anchor_of(child.id), "value": child.value})).strip()
        for child in part.blocks
    ]
    html.append(str(part.below).strip())
    source = "\n".join(filter(None, html))
    if source and part.heading:
        return format_html('<h2 id="{}">{}</h2>\n', part.anchor, part.heading) + source
    return source


def kept_of(page: Readable, previous: list[tuple[str, str]] = ()) -> KeptPage:
    """Everything that is kept of a page, not saved yet; a preview uses it as it is."""
    body = render_body(page, previous)
    return KeptPage(
        page_id=page.pk,
        html=body.html,
        text=body.text,
        contents=[list(pair) for pair in body.contents],
        facts=facts_of(page),
        characters=body.characters,
    )


def facts_of(page: Readable) -> dict[str, Any]:
    """The facts of the type, and what other apps know of the page."""
    facts = dict(page.facts())
    for source in fact_sources:
        facts.update(source(page))
    return facts


def anchor_of(block_id: str | None) -> str:
    """`b-` and the first eight characters of a block's id, which Wagtail keeps through edits."""
    return f"b-{(block_id or '')[:8]}"
