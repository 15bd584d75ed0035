"""Articles → HTML by string building: a code of 1,260 articles would cost a template a second."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from regulations.reading.inner import Inner, InnerLinks
from regulations.reading.outline import Article, Group, Outline, Row

_CLASSES = {"item": ' class="sub"', "subitem": ' class="sub sub2"', "signature": ' class="sg"'}
Notes = Callable[[Article], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page of the reader shows of an outline."""

    html: str
    toc: str
    count: int


def article_html(
    article: Article,
    level: int,
    path: str,
    notes: str = "",
    mark: re.Pattern[str] | None = None,
    inner: InnerLinks | None = None,
) -> str:
    """One article with its anchors, links and notes; `level` of its heading. What is marked has no links inside."""
    links = inner.of(article) if inner is not None and mark is None else {}
    body = "".join(_line(row, mark, links.get(row.anchor, ()), path) for row in article.rows)
    if article.head is None:
        return f'<div class="art art--l"><div class="tx">{body}</div></div>'
    head = article.head
    name = _marked(head.heading, mark)
    title = f"{escape(head.number)}" + (f' <span class="nm">{name}</span>' if name else "")
    ops = (
        f'<p class="ops noprint"><a class="btn btn--k btn--s" href="{path}{head.anchor}/">单独看本条</a>'
        f'<a class="btn btn--k btn--s" href="#{head.anchor}">链到本条</a></p>'
    )
    aside = f'<div class="nts">{notes}</div>' if notes else ""
    return (
        f'<article class="art" id="{head.anchor}"><div><h{level}>{title}</h{level}><div class="tx">{body}</div>{ops}</div>'
        f"{aside}</article>"
    )


def _line(row: Row, mark: re.Pattern[str] | None, links: Sequence[Inner], path: str) -> str:
    text = _linked(row, links, path) if links else _marked(f"{row.number}{row.gap}{row.text}", mark)
    text = text.replace("\n", "<br>")
    return f'<p id="{row.anchor}"{_CLASSES.get(row.level, "")}>{text}</p>'


def _linked(row: Row, links: Sequence[Inner], path: str) -> str:
    pieces, last = [escape(f"{row.number}{row.gap}")], 0
    for link in links:
        below = f"#{link.anchor}" if link.anchor != link.article else ""
        address = link.path or (f"{path}{link.article}/{below}" if link.article else f"{path}#{link.anchor}")
        told = f' class="term" title="{escape(link.told)}"' if link.told else ""
        shown = escape(row.text[link.start : link.end])
        pieces += [escape(row.text[last : link.start]), f'<a href="{address}"{told}>{shown}</a>']
        last = link.end
    return "".join([*pieces, escape(row.text[last:])])


def _marked(text: str, mark: re.Pattern[str] | None) -> str:
    if mark is None:
        return escape(text)
    pieces, last = [], 0
    for match in mark.finditer(text):
        if match.end() > match.start():
            pieces += [escape(text[last : match.start()]), f"<mark>{escape(match[0])}</mark>"]
            last = match.end()
    return "".join([*pieces, escape(text[last:])])


def whole(
    outline: Outline, path: str, notes: Notes, mark: re.Pattern[str] | None = None, inner: InnerLinks | None = None
) -> Shown:
    """All groups, each foldable, with the list of contents; with `mark` only the articles that hold it."""
    parts: list[str] = []
    toc: list[str] = []
    count = 0
    for group in outline.groups:
        articles = [a for a in group.articles if mark is None or mark.search(a.plain)]
        count += sum(a.head is not None for a in articles)
        if mark is not None and not articles:
            continue
        parts.append(_group(group, articles, path, notes, mark, inner))
        toc.append(_toc_line(group, articles, counted=mark is not None))
    return Shown("".join(parts), "".join(toc), count)


def _group(
    group: Group,
    articles: Sequence[Article],
    path: str,
    notes: Notes,
    mark: re.Pattern[str] | None,
    inner: InnerLinks | None,
) -> str:
    depth = min(group.depth, 2)
    inner = "".join(
        article_html(article, min(3 + depth, 6), path, notes(article) if article.head else "", mark, inner)
        for article in articles
    )
    if group.heading is None:
        return inner.replace("<h3>", "<h2>").replace("</h3>", "</h2>")
    heading = f'<h{2 + depth} class="chapt">{escape(group.title)}</h{2 + depth}>'
    anchor = group.heading.anchor
    if not articles:
        return f'<div class="grp" id="{anchor}">{heading}</div>'
    return f'<details class="grp" id="{anchor}" open><summary>{heading}</summary>{inner}</details>'


def _toc_line(group: Group, articles: Sequence[Article], counted: bool) -> str:
    if group.heading is None:
        return ""
    numbers = [article for article in articles if article.head is not None]
    told = f" <small>{len(numbers)} 条</small>" if counted else ""
    tag = ' class="d2"' if group.depth else ""
    return f'<a{tag} href="#{group.heading.anchor}">{escape(group.title)}{told}</a>'


def plain_text(title: str, note: str, outline: Outline) -> str:
    """The whole edition as text, line by line as in the source."""
    lines = [title, *([note] if note else []), ""]
    for group in outline.groups:
        if group.heading is not None:
            lines.append(group.heading.verbatim)
        lines += [article.plain for article in group.articles]
    return "\n".join(lines) + "\n"
