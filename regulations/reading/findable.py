"""Official texts for the search: each provision a passage, an article number a direct answer."""

import re
from collections.abc import Iterator
from datetime import datetime, time

from django.utils import timezone

from core.findable import Findable
from core.kept.passages import Passage
from core.models import BasePage
from core.registries import direct_answers, findables, search_texts
from core.serving.state import SiteState
from regulations.domain.parsing.numerals import NUMERAL, number_of
from regulations.enums import InstrumentKind
from regulations.models import Instrument, InterpretationPage
from regulations.reading.catalogue import EditionInfo, InstrumentInfo
from regulations.reading.names import name_of
from regulations.reading.outline import Article, Outline, outline_of

OWNER = "instrument"
# What a reader says in place of the whole title.
KINDS = ("工作要点", "条例", "要点", "办法", "细则", "规定", "意见", "方案")
_ASKED = re.compile(
    rf"(?P<name>[^\d第]*?)(?:的|里的|里)?\s*第?\s*(?P<number>{NUMERAL}{{1,8}})\s*(?P<unit>条|点|号要点)"
    rf"(?:之(?P<suffix>{NUMERAL}{{1,3}}))?(?:\s*第?{NUMERAL}{{1,4}}[款项])*\s*(?:是什么|怎么写|怎么说|说了什么|讲什么|内容|原文|全文|规定)?[?？。]?\Z"
)
_TAIL = re.compile(r"[（(].*?[）)]")
_MARKS = re.compile(r"[《》<>「」\s]")
EXCERPT = 120


@findables.register(OWNER)
def instruments_to_find(state: SiteState) -> dict[int, Findable]:
    """Every public text, in the edition that applies today."""
    today = timezone.localdate()
    found = {}
    for info in state.part("instruments").values():
        edition = info.on(today)
        found[info.id] = Findable(
            info.id,
            info.title,
            info.path,
            Instrument._meta.label_lower,
            info.kind_label,
            f"{edition.id}-{edition.edition.text_sha256}-{info.short_title}",
            lambda info=info, edition=edition: _passages(info, edition, state),
            _date(edition),
            info.issuing_body,
        )
    return found


def _passages(info: InstrumentInfo, edition: EditionInfo, state: SiteState) -> list[Passage]:
    """The names of the text, then article by article, each under its heading."""
    names = " ".join(filter(None, [info.short_title, info.kind_label, info.issuing_body]))
    out = [Passage(names)] if names else []
    for group in outline_of(edition.id, state).groups:
        for article in group.articles:
            head = article.head
            label = " ".join(filter(None, [name_of(article.anchor), head.heading if head else "", group.title]))
            out.append(Passage(article.plain, f"#{article.anchor}", label))
    return out


def _date(edition: EditionInfo) -> datetime | None:
    since = edition.edition.since
    return timezone.make_aware(datetime.combine(since, time())) if since else None


@direct_answers.register
def article_by_number(asked: str, state: SiteState) -> tuple[str, str, str] | None:
    """条例第32条, 第32条, 工作要点第4条: the place in the text that applies today; the named text, else the featured."""
    match = _ASKED.fullmatch(asked)
    if match is None:
        return None
    ordinal, suffix = number_of(match["number"]), (number_of(match["suffix"]) or 0) if match["suffix"] else 0
    today = timezone.localdate()
    for info in _meant(_MARKS.sub("", match["name"]), state, is_point=match["unit"] != "条"):
        outline = outline_of(info.on(today).id, state)
        if article := _article(outline, ordinal, suffix):
            text = article.plain[:EXCERPT] + ("……" if len(article.plain) > EXCERPT else "")
            return f"《{info.title}》{name_of(article.anchor)}", f"{info.path}#{article.anchor}", text
    return None


def _article(outline: Outline, ordinal: int, suffix: int) -> Article | None:
    heads = (article for article in outline.articles if article.head)
    return next((a for a in heads if (a.head.ordinal, a.head.suffix) == (ordinal, suffix)), None)


def _meant(name: str, state: SiteState, *, is_point: bool) -> Iterator[InstrumentInfo]:
    """The texts that may be meant, the likeliest first."""
    every: list[InstrumentInfo] = list(state.part("instruments").values())
    points_last = sorted(every, key=lambda info: (info.speaks_in_points != is_point, not info.is_featured))
    if not name:
        yield from points_last
        return
    names = {
        info.id: {_bare(info.title), *map(_bare, info.short_title.replace("，", "、").split("、"))} for info in every
    }
    yield from (info for info in points_last if name in names[info.id])
    kind = next((kind for kind in KINDS if name.endswith(kind)), "")
    if name in (kind, f"本{kind}", f"该{kind}", f"新{kind}", f"我省{kind}") and kind:
        by_points = "要点" in kind
        same = [info for info in points_last if by_points == (info.kind == InstrumentKind.WORK_POINTS)]
        yield from (info for info in same if any(kind in known for known in names[info.id]))


def _bare(title: str) -> str:
    return _MARKS.sub("", _TAIL.sub("", title)).lower()


@search_texts.register
def words_of_interpretation(page: BasePage) -> str:
    """The short answer, and which provisions it rests on."""
    if not isinstance(page, InterpretationPage):
        return ""
    places = [
        f"{link.instrument.short_title or link.instrument.title}{link.place}" for link in page.provision_links.all()
    ]
    return "\n".join(filter(None, [page.short_answer, "、".join(places)]))
