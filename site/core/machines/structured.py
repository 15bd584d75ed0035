"""Structured data (schema.org) of a page, as JSON-LD in its head: data for search engines, never a script."""

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.utils.safestring import SafeString, mark_safe

from core.enums import BylineRole
from core.serving.state import Kept, SiteState
from media.renditions import picture

if TYPE_CHECKING:
    from core.models import BasePage
    from core.serving.visit import Visit

Node = dict[str, Any]
# Those who made the text; photographers and editors are no authors.
AUTHORS = [
    str(role.label)
    for role in (BylineRole.REPORTER, BylineRole.CORRESPONDENT, BylineRole.AUTHOR, BylineRole.INTERVIEWER)
]
# `</script>` and `<!--` must not end the element; the two separators are line ends to old parsers.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_ld(visit: "Visit") -> SafeString:
    """The script element with all that the visited page says of itself; empty for errors and previews."""
    page, state = visit.page, visit.state
    if page is None or visit.is_preview:
        return SafeString("")
    # Only the page's own data enter: nothing of the reader, nothing of the clock.
    return state.keep(("json-ld", page.pk), lambda: Kept(_element(nodes_of(page, visit))))


def nodes_of(page: "BasePage", visit: "Visit") -> list[Node]:
    """The site on its home page; elsewhere the way to the page and what its type adds."""
    own = page.json_ld(visit)
    if page.pk == visit.state.root_id:
        return [website(visit.state), *own]
    kept = getattr(page, "kept", None)
    videos = [recording(page, visit, facts) for facts in (kept.facts if kept else {}).get("recordings", [])]
    return [breadcrumbs(page, visit.state), *own, *filter(None, videos)]


def website(state: SiteState) -> Node:
    """The site with its search."""
    target = {"@type": "EntryPoint", "urlTemplate": state.absolute("/search/?q={search_term_string}")}
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    node = {
        "@type": "WebSite",
        "@id": state.absolute("/#website"),
        "name": state.settings.site_name,
        "url": state.absolute("/"),
        "inLanguage": "zh-CN",
        "potentialAction": action,
    }
    return node | ({"publisher": publisher(state)} if state.settings.organiser else {})


def publisher(state: SiteState) -> Node:
    """The organiser as it is given in the settings; without one, the site itself."""
    if state.settings.organiser:
        return {"@type": "GovernmentOrganization", "name": state.settings.organiser, "url": state.absolute("/")}
    return {"@type": "Organization", "name": state.settings.site_name, "url": state.absolute("/")}


def breadcrumbs(page: "BasePage", state: SiteState) -> Node:
    """The way from the home page: column, page."""
    steps = [("首页", "/")]
    if section := state.part("sections").get(page.section_id):
        steps.append((section.title, section.path))
    steps.append((page.title, state.path(page.url_path)))
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": state.absolute(path)}
        for number, (name, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def article(page: "BasePage", visit: "Visit", kind: str = "NewsArticle") -> Node:
    """An entry as an article of type `kind`; a page type changes or extends what it returns."""
    state, facts = visit.state, page.kept.facts
    address = state.absolute(state.path(page.url_path))
    section = state.part("sections").get(page.section_id)
    node = {
        "@type": kind,
        "@id": f"{address}#article",
        "mainEntityOfPage": address,
        "headline": page.title,
        "description": page.summary,
        "datePublished": page.display_date.isoformat(),
        "dateModified": max(page.last_published_at or page.display_date, page.display_date).isoformat(),
        "author": _authors(facts, state),
        "publisher": publisher(state),
        "image": [state.absolute(photo.src2)] if (photo := picture(page.cover_files, "wide")) else [],
        "articleSection": section.title if section else "",
        "keywords": getattr(page, "keywords", ""),
        "isBasedOn": getattr(page, "reprint_url", ""),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
    }
    return {name: value for name, value in node.items() if value}


def recording(page: "BasePage", visit: "Visit", facts: Node) -> Node:
    """A video of an entry, from what `media.player` keeps of it; empty without a picture to show for it."""
    absolute = visit.state.absolute
    if not facts.get("poster"):
        return {}
    # Files may lie at a host of their own.
    return {
        "@type": "AudioObject" if facts["is_audio"] else "VideoObject",
        "@id": f"{absolute(visit.state.path(page.url_path))}#{facts.get('anchor', 'player')}",
        "name": facts["title"],
        "description": page.summary or page.title,
        "thumbnailUrl": [urljoin(absolute("/"), facts["poster"])],
        "uploadDate": page.display_date.isoformat(),
        "duration": f"PT{facts['duration']}S",
        "contentUrl": urljoin(absolute("/"), facts["src"]),
        "inLanguage": "zh-CN",
    }


def _authors(facts: dict[str, Any], state: SiteState) -> list[Node]:
    names = [name for role, line in facts.get("bylines", []) if role in AUTHORS for name in line.split()]
    if names:
        return [{"@type": "Person", "name": name} for name in names]
    return [{"@type": "Organization", "name": facts.get("source") or state.settings.site_name}]


def _element(nodes: list[Node]) -> SafeString:
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')  # noqa: S308  (escaped)
