"""Reads a text passage by passage and resolves every citation in it, remembering which texts were named before."""

import re
from dataclasses import dataclass, replace
from datetime import date

from regulations.domain.citations.library import KnownEdition, KnownInstrument, Library
from regulations.domain.citations.names import (
    Named,
    aliases_in,
    is_of_kind,
    is_only_kind,
    kind_of_name,
    name_before,
    titles_in,
)
from regulations.domain.citations.places import Place, PlaceFound, places_at
from regulations.domain.citations.resolve import anchor_of, words_of
from regulations.domain.parsing.numerals import NUMERAL

_GAP = r"[ \t\u3000\u00a0]*"
_START = re.compile(rf"第{_GAP}[（(〔㈠-㈩]?{_GAP}(?:{NUMERAL}|[㈠-㈩])|(?<!{NUMERAL})(?<!第){NUMERAL}{{1,9}}{_GAP}条")
_OWN_ARTICLE = re.compile(r"本条(?=第)")
# 第一条生产线, 第三条建议: counted things, not articles.
_COUNTED = re.compile(
    r"\s*(?:[^，。；、]{0,3}(?:生产线|产线|线路|公路|铁路|高铁|地铁|航线|跑道)|建议|经验|措施|举措|消息|短信|微信|评论|新闻|理由"
    r"|留言|弹幕|视频|动态|线索|路[，。、]|街|河|道路|裤|鱼|船|狗|腿|龙|路径|思路|原则|心得|体会|主线|战线|赛道|渠道|途径|出路"
    r"|意见|标语|横幅|热搜|信息|记录|命令|就业路|致富路|成才路|道[，。])"
)
_SPOKEN_CUE = re.compile(r"[，,]?(?:里面|里|中)?[，,]?(?:明确|规定|就?讲|就?说|就?写|要求|提到|指出|也?提出)")
_NOT_SPOKEN_BEFORE = re.compile(
    r"(?:共|有|这|那|几|出台|推出|前|后|每|了|提出|制定|发布|头|共计|等|章|约|近|余|总计|一)\Z"
)


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text stands: its day, the official text it belongs to, whether it is that text's own wording.

    `article` is the number of the article that the passage belongs to, for 本条第二款. `is_spoken`: 三十二条规定
    without 第 is a citation too.
    """

    day: date | None = None
    instrument: int | None = None
    edition: int | None = None
    is_own_text: bool = False
    article: int = 0
    suffix: int = 0
    is_spoken: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """`passage[start:end]` cites `anchor` in `edition` of `instrument`; `last_anchor` ends a range.

    Without an anchor the edition has no such place: `problem` says so, for the editor.
    """

    start: int
    end: int
    text: str
    place_start: int
    instrument: int
    edition: int
    place: Place
    anchor: str = ""
    last_anchor: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A text that was named: known, or only its title."""

    title: str
    instrument: KnownInstrument | None
    edition: KnownEdition | None = None


class Reading:
    """One text; `passage` is called for its paragraphs in turn."""

    def __init__(self, library: Library, context: Context = Context()) -> None:
        self.library = library
        self.context = context
        self.own = library.instruments.get(context.instrument) if context.instrument is not None else None
        self.aliases: dict[str, str | None] = {}
        self.mentions: list[_Mention] = []

    def passage(self, text: str) -> list[Citation]:
        """The citations of one paragraph, in order; what cannot be told is left out."""
        titles = titles_in(text)
        self.aliases |= aliases_in(text, titles)
        found: list[Citation] = []
        named_here: _Mention | None = None
        at, told = 0, 0
        while (match := _START.search(text, at)) is not None:
            at = match.end()
            for _, end, title in titles:
                if told < end <= match.start() and self._names_a_text(title):
                    named_here = self._mention(title)
                told = max(told, end) if end <= match.start() else told
            run = self._run(text, match.start(), named_here)
            if run is not None:
                places, mention, start = run
                at = places[-1].end
                named_here = mention
                found += self._resolved(text, places, mention, start)
        for _, end, title in titles:
            if end > told and self._names_a_text(title):
                self._mention(title)
        return found

    def _run(self, text: str, start: int, named_here: _Mention | None) -> tuple[list[PlaceFound], _Mention, int] | None:
        """The places that begin at `start`, the text they belong to, and where the link begins."""
        is_spoken = not text.startswith("第", start)
        own = _OWN_ARTICLE.search(text, max(0, start - 2), start + 1)
        inside = (
            Place(article=self.context.article, suffix=self.context.suffix) if own and self.context.article else Place()
        )
        places = places_at(text, start, inside)
        if not places:
            return None
        if own and inside.article and self.own is not None:
            return places, _Mention(self.own.title, self.own, self._own_edition()), own.start()
        first = places[0].place
        named = name_before(text, start, self.library, self.aliases)
        if is_spoken and not self._is_spoken_citation(text, start, places, named):
            return None
        if named.start < 0:
            if not first.article or _COUNTED.match(text, places[-1].end):
                return None
            mention = self._bare(named_here)
            return (places, mention, start) if mention is not None else None
        mention = self._named(named, named_here)
        self.mentions.append(mention)
        if (
            not first.article
            and mention.instrument is not None
            and not self._needs_no_article(mention.instrument, first)
        ):
            return None
        return places, mention, named.start

    def _needs_no_article(self, instrument: KnownInstrument, place: Place) -> bool:
        return bool(place.part or place.chapter or place.section) or (instrument.speaks_in_points and bool(place.item))

    def _is_spoken_citation(self, text: str, start: int, places: list[PlaceFound], named: Named) -> bool:
        if _COUNTED.match(text, places[-1].end):
            return False
        if named.start >= 0 and (named.is_known or named.kind):
            return not named.is_known or named.start < start
        if places[0].place.paragraph:
            return True
        is_counted = _NOT_SPOKEN_BEFORE.search(text, max(0, start - 3), start) is not None
        return self.context.is_spoken and not is_counted and _SPOKEN_CUE.match(text, places[-1].end) is not None

    def _bare(self, named_here: _Mention | None) -> _Mention | None:
        """第N条 without a name: of the own text, of what the paragraph named last, of the text explained."""
        if self.context.is_own_text and self.own is not None:
            return _Mention(self.own.title, self.own, self._own_edition())
        if named_here is not None:
            return named_here
        if self.own is not None:
            return _Mention(self.own.title, self.own, self._own_edition())
        with_articles = [instrument for instrument in self.library.defaults if not instrument.speaks_in_points]
        if self.context.is_spoken and len(with_articles) == 1:
            return _Mention(with_articles[0].title, with_articles[0])
        return None

    def _named(self, named: Named, named_here: _Mention | None) -> _Mention:
        if named.kind:
            mention = self._of_kind(named)
        elif named.is_known:
            mention = self._mention(named.name, note=False)
        else:
            return _Mention(named.name, None)
        if mention.instrument is None:
            return mention
        edition = mention.instrument.edition_of_year(named.year) if named.year else None
        if edition is None and named.is_former:
            current = mention.instrument.edition_on(self.context.day)
            edition = mention.instrument.edition_before(current) if current else None
        return replace(mention, edition=edition or mention.edition)

    def _of_kind(self, named: Named) -> _Mention:
        """本条例, 该法, 条例: what was named last and is one; else the own text; else what the site is about."""
        kind = named.kind
        if kind in self.aliases:
            return self._mention(kind, note=False)
        is_own = self.own is not None and is_of_kind(self.own.title, kind)
        own = _Mention(self.own.title, self.own, self._own_edition()) if self.own is not None and is_own else None
        if own is not None and named.is_self:
            return own
        for mention in reversed(self.mentions):
            if is_of_kind(mention.title, kind):
                return mention
        if own is not None:
            return own
        defaults = [instrument for instrument in self.library.defaults if is_of_kind(instrument.title, kind)]
        return _Mention(kind, defaults[0] if len(defaults) == 1 else None)

    def _mention(self, name: str, note: bool = True) -> _Mention:
        title = self.aliases.get(name) or name
        instrument = self.library.named(title)
        mention = _Mention(instrument.title if instrument else title, instrument)
        if instrument is not None and instrument.key == self.context.instrument:
            mention = replace(mention, edition=self._own_edition())
        if note:
            self.mentions.append(mention)
        return mention

    def _names_a_text(self, title: str) -> bool:
        if is_only_kind(title) and title not in self.aliases:
            return False
        return bool(kind_of_name(title)) or title in self.aliases or self.library.named(title) is not None

    def _own_edition(self) -> KnownEdition | None:
        if self.own is None or self.context.edition is None:
            return None
        return next((e for e in self.own.editions if e.key == self.context.edition), None)

    def _resolved(self, text: str, places: list[PlaceFound], mention: _Mention, start: int) -> list[Citation]:
        instrument = mention.instrument
        edition = mention.edition or (instrument.edition_on(self.context.day) if instrument else None)
        if instrument is None or edition is None:
            return []
        anchors = self.library.anchors(edition)
        found: list[Citation] = []
        for place in reversed(places):
            at = min(start, place.start) if place is places[0] else place.start
            anchor = anchor_of(place.place, anchors, instrument.speaks_in_points)
            problem = (
                "" if anchor else f"《{instrument.title}》没有{words_of(place.place, instrument.speaks_in_points)}"
            )
            last = found[-1].anchor if place.opens_range and found else ""
            found.append(
                Citation(
                    at,
                    place.end,
                    text[at : place.end],
                    place.start,
                    instrument.key,
                    edition.key,
                    place.place,
                    anchor,
                    last,
                    problem,
                )
            )
        return found[::-1]
