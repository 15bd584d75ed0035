"""Two editions side by side: pairs as confirmed or proposed, words marked; kept per site version."""

from dataclasses import dataclass
from html import escape

from core.serving.state import Kept, SiteState
from regulations.domain.comparison import ArticleText, Pair, articles_from, mapped, marked, propose
from regulations.domain.keep_comparisons import Marks, kept_pairs, texts_of, unkept
from regulations.models.comparison import ComparedPair
from regulations.reading.outline import Outline, outline_of

_TAGS = {"-": "del", "+": "ins"}


@dataclass(frozen=True, slots=True)
class Compared:
    """One pair as readers see it; `key` are its anchors, `score` in per cent."""

    key: tuple[str, str]
    kind: str
    label: str
    title: str
    old_label: str
    new_label: str
    old_html: str
    new_html: str
    score: int
    is_moved: bool
    is_confirmed: bool
    reason: str

    @property
    def anchor(self) -> str:
        """Where the pair stands on the page."""
        return "c-" + (self.key[1] or f"old-{self.key[0]}").split(" ")[0]


def articles_of(outline: Outline) -> list[ArticleText]:
    """The articles of an outline as texts to compare."""
    rows = [row for article in outline.articles for row in ([article.head] if article.head else []) + article.rows]
    return articles_from(rows)


def comparison_of(old_id: int, new_id: int, state: SiteState) -> list[Compared]:
    """Every article of both editions in one pair; two statements for the texts, one for what editors said."""
    return state.keep(("compared", old_id, new_id), lambda: Kept(_compared(old_id, new_id, state)))


def _compared(old_id: int, new_id: int, state: SiteState) -> list[Compared]:
    old, new = articles_of(outline_of(old_id, state)), articles_of(outline_of(new_id, state))
    rows = kept_pairs(old_id, new_id)
    proposed = [pair for pair, _, _ in unkept(rows, old, new)] if rows is not None else propose(old, new)
    marks = {pair: (left, right) for pair, left, right in unkept(rows or [], old, new)}
    said = {
        (pair.old_anchors, pair.new_anchors): pair for pair in ComparedPair.objects.filter(old_id=old_id, new_id=new_id)
    }
    pairs = _as_said(proposed, list(said), old, new)
    return [_shown(pair, marks.get(pair) or marked(*texts_of(pair, old, new)), old, new, said) for pair in pairs]


def _as_said(
    proposed: list[Pair], said: list[tuple[str, str]], old: list[ArticleText], new: list[ArticleText]
) -> list[Pair]:
    """What an editor said goes before what was proposed; the proposal stays for all other articles."""
    if set(said) <= {key_of(pair, old, new) for pair in proposed}:
        return proposed
    at_old = {article.anchor: i for i, article in enumerate(old)}
    at_new = {article.anchor: j for j, article in enumerate(new)}
    told = [
        ([at_old[a] for a in olds.split() if a in at_old], [at_new[a] for a in news.split() if a in at_new])
        for olds, news in said
    ]
    told_old = {i for olds, _ in told for i in olds}
    told_new = {j for _, news in told for j in news}
    links = [(i, j) for olds, news in told for i in olds for j in news]
    links += [
        (i, j) for pair in proposed for i in pair.old for j in pair.new if i not in told_old and j not in told_new
    ]
    return mapped(old, new, links)


def key_of(pair: Pair, old: list[ArticleText], new: list[ArticleText]) -> tuple[str, str]:
    """The anchors of both sides."""
    return " ".join(old[i].anchor for i in pair.old), " ".join(new[j].anchor for j in pair.new)


def _shown(
    pair: Pair,
    marks: tuple[Marks, Marks],
    old: list[ArticleText],
    new: list[ArticleText],
    said: dict[tuple[str, str], ComparedPair],
) -> Compared:
    key = key_of(pair, old, new)
    known = said.get(key)
    left, right = marks
    kind = known.kind if known is not None else str(pair.kind)
    main = new[pair.new[0]] if pair.new else old[pair.old[0]]
    return Compared(
        key=key,
        kind=kind,
        label=str(ComparedPair.Kind(kind).label),
        title=main.label if pair.new else f"旧{main.label}",
        old_label="、".join(old[i].number for i in pair.old),
        new_label="、".join(new[j].number for j in pair.new),
        old_html=_html(left),
        new_html=_html(right),
        score=round(pair.score * 100),
        is_moved=pair.is_moved,
        is_confirmed=known is not None,
        reason=known.reason if known is not None else "",
    )


def _html(runs: Marks) -> str:
    return "".join(
        f"<{_TAGS[mark]}>{escape(text)}</{_TAGS[mark]}>" if mark in _TAGS else escape(text) for mark, text in runs
    )
