"""The public reader: library, whole text, one article, as JSON and as plain text."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.serving.state import Kept, SiteState, current_state
from core.serving.views import private_to_cookie
from core.serving.visit import Visit
from regulations.enums import InstrumentKind, Lifecycle
from regulations.reading.catalogue import EditionInfo, InstrumentInfo
from regulations.reading.finding import article_by_number, cleaned, pattern_of
from regulations.reading.inner import inner_of
from regulations.reading.names import citation, name_of
from regulations.reading.notes import notes_html, notes_of
from regulations.reading.outline import Article, Outline, outline_of
from regulations.reading.render import article_html, plain_text, whole
from regulations.reading.years import other_years

TRAIL = {"title": "条例与文件", "path": "/regulations/"}


def answer(visit: Visit, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page for readers, which caches keep like every other one."""
    return private_to_cookie(render(visit.request, template, {**visit.context(), **context}))


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Every public official text, by kind, validity and words of its name or number."""
    visit = Visit(request, current_state(), None)
    query = request.GET
    kind = query.get("kind", "") if query.get("kind", "") in InstrumentKind.values else ""
    validity = query.get("state", "") if query.get("state", "") in Lifecycle.values else ""
    words = cleaned(query.get("q", ""))
    today = timezone.localdate(visit.now)
    rows = []
    for info in visit.state.part("instruments").values():
        edition = info.on(today)
        lifecycle = info.lifecycle(edition, today)
        told = f"{info.title}{edition.edition.document_number}{info.issuing_body}"
        if (not kind or info.kind == kind) and (not validity or lifecycle == validity) and (not words or words in told):
            rows.append({"info": info, "edition": edition.edition, "lifecycle": lifecycle})
    context = {
        "rows": rows,
        "words": words,
        "is_filtered": bool(kind or validity or words),
        "kinds": [{"value": v, "label": label, "is_chosen": v == kind} for v, label in InstrumentKind.choices],
        "states": [
            {"value": v, "label": label, "is_chosen": v == validity}
            for v, label in Lifecycle.choices
            if v != Lifecycle.DRAFT
        ],
    }
    return answer(visit, "regulations/library.html", context)


@require_safe
def reader(request: HttpRequest, slug: str, key: str = "") -> HttpResponse:
    """A whole text in the edition of the address, or that in force on `?on=`, or today."""
    visit = Visit(request, current_state(), None)
    info = instrument_of(visit.state, slug)
    today = timezone.localdate(visit.now)
    edition = edition_of(info, key) if key else info.on(_day(request.GET.get("on", "")) or today)
    outline = outline_of(edition.id, visit.state)
    base = f"{info.path}{edition.key}/" if key else info.path
    query = cleaned(request.GET.get("q", ""))
    exact = article_by_number(query, outline) if query else None
    inner = inner_of(info, edition, outline, visit.state)
    context = {
        **head_of(info, edition, today),
        "trail": [TRAIL],
        "base": base,
        "query": query,
        "exact": exact,
        "exact_html": article_html(exact, 2, base, notes_html(notes_of(info.id, exact, visit.state)), None, inner)
        if exact
        else "",
        "shown": None if exact else _shown(info, edition, base, outline, query, visit.state),
        "definitions": [{"told": told, "path": f"{base}{told.article}/"} for told in inner.definitions],
        "outline": outline,
        "attachments": visit.state.part("instrument_attachments").get(info.id, []),
    }
    return answer(visit, "regulations/reader.html", context)


def _shown(
    info: InstrumentInfo, edition: EditionInfo, base: str, outline: Outline, query: str, state: SiteState
) -> Any:
    """The whole text is kept per version; a search renders what it finds."""

    def notes(article: Article) -> str:
        return notes_html(notes_of(info.id, article, state))

    if query:
        return whole(outline, base, notes, pattern_of(query))
    inner = inner_of(info, edition, outline, state)
    linked = inner if inner.is_short else None
    return state.keep(("reader", edition.id, base), lambda: Kept(whole(outline, base, notes, None, linked)))


@require_safe
def article(request: HttpRequest, slug: str, anchor: str, key: str = "") -> HttpResponse:
    """One article for sharing: text, notes, citation, neighbours. A part of an article leads to it."""
    visit = Visit(request, current_state(), None)
    info = instrument_of(visit.state, slug)
    today = timezone.localdate(visit.now)
    edition = edition_of(info, key) if key else info.on(today)
    outline = outline_of(edition.id, visit.state)
    found = outline.article_of(anchor)
    if found is None or found.head is None or found.head.anchor != anchor:
        raise Http404
    place = outline.articles.index(found)
    base = f"{info.path}{edition.key}/" if key else info.path
    notes = notes_html(notes_of(info.id, found, visit.state))
    inner = inner_of(info, edition, outline, visit.state)
    context = {
        **head_of(info, edition, today),
        "trail": [TRAIL, {"title": info.title, "path": base}],
        "base": base,
        "article": found,
        "name": name_of(anchor),
        "html": article_html(found, 2, base, notes, None, inner),
        "definitions": [{"told": told, "path": f"{base}{told.article}/"} for told in inner.used_in(found)],
        "years": other_years(info, found, today, visit.state),
        "citation": citation(edition.edition.title, anchor),
        "before": outline.articles[place - 1] if place else None,
        "after": outline.articles[place + 1] if place + 1 < len(outline.articles) else None,
    }
    return answer(visit, "regulations/article.html", context)


@require_safe
def as_text(request: HttpRequest, slug: str, key: str = "") -> HttpResponse:
    """The text in force, or of one edition, as plain text."""
    state = current_state()
    info = instrument_of(state, slug)
    edition = edition_of(info, key) if key else info.on(timezone.localdate())
    text = plain_text(edition.edition.title, edition.edition.note, outline_of(edition.id, state))
    return private_to_cookie(HttpResponse(text, content_type="text/plain; charset=utf-8"))


@require_safe
def as_json(request: HttpRequest, slug: str, key: str = "") -> HttpResponse:
    """The same for machines: facts, every provision with anchor, number, heading and text."""
    state = current_state()
    info = instrument_of(state, slug)
    found = edition_of(info, key) if key else info.on(timezone.localdate())
    edition, outline = found.edition, outline_of(found.id, state)
    rows = [
        {"level": row.level, "anchor": row.anchor, "number": row.number, "heading": row.heading, "text": row.text}
        for group in outline.groups
        for row in [
            *([group.heading] if group.heading else []),
            *(row for a in group.articles for row in [*([a.head] if a.head else []), *a.rows]),
        ]
    ]
    data = {
        "title": edition.title,
        "kind": info.kind,
        "is_specimen": info.is_specimen,
        "document_number": edition.document_number,
        "issuing_body": edition.issuing_body,
        "adopted_on": edition.adopted_on,
        "published_on": edition.published_on,
        "effective_on": edition.effective_on,
        "repealed_on": edition.repealed_on,
        "state": info.lifecycle(found, timezone.localdate()),
        "note": edition.note,
        "text_sha256": edition.text_sha256,
        "url": state.absolute(f"{info.path}{found.key}/"),
        "provisions": rows,
    }
    return private_to_cookie(JsonResponse(data, json_dumps_params={"ensure_ascii": False}))


def instrument_of(state: SiteState, slug: str) -> InstrumentInfo:
    """The public text at this address; drafts answer like missing ones."""
    info: InstrumentInfo | None = state.part("instruments").get(slug)
    if info is None:
        raise Http404
    return info


def edition_of(info: InstrumentInfo, key: str) -> EditionInfo:
    """The edition at this address."""
    found = info.by_key(key)
    if found is None:
        raise Http404
    return found


def head_of(info: InstrumentInfo, edition: EditionInfo, today: date) -> dict[str, Any]:
    """What stands above every page of a text: its life, and what has changed since."""
    current = info.on(today)
    coming = info.coming(today)
    return {
        "info": info,
        "edition": edition.edition,
        "lifecycle": info.lifecycle(edition, today),
        "current": current if current is not edition else None,
        "current_path": info.path,
        "coming": coming if coming is not edition else None,
        "coming_path": f"{info.path}{coming.key}/" if coming else "",
        "editions": [
            {"info": e, "path": info.path_of(e, today), "lifecycle": info.lifecycle(e, today), "is_here": e is edition}
            for e in reversed(info.editions)
        ],
    }


def _day(text: str) -> date | None:
    """A day that a reader asks about; anything else is none."""
    try:
        return date.fromisoformat(text) if len(text) == 10 and text.isascii() else None
    except ValueError:
        return None
