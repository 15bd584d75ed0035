"""Two editions side by side: pairs as confirmed or proposed, words marked; kept per site version."""

from dataclasses import dataclass
from html import escape

from core.serving.state import Kept, SiteState
from regulations.domain.comparison import ArticleText, Pair, articles_from, marked, propose
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
    said = {
        (pair.old_anchors, pair.new_anchors): pair for pair in ComparedPair.objects.filter(old_id=old_id, new_id=new_id)
    }
    return [_shown(pair, old, new, said) for pair in propose(old, new)]


def key_of(pair: Pair, old: list[ArticleText], new: list[ArticleText]) -> tuple[str, str]:
    """The anchors of both sides."""
    return " ".join(old[i].anchor for i in pair.old), " ".join(new[j].anchor for j in pair.new)


def _shown(
    pair: Pair, old: list[ArticleText], new: list[ArticleText], said: dict[tuple[str, str], ComparedPair]
) -> Compared:
    key = key_of(pair, old, new)
    known = said.get(key)
    before = "\n".join(old[i].text for i in pair.old)
    after = "\n".join(new[j].text for j in pair.new)
    left, right = marked(before, after)
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


def _html(runs: list[tuple[str, str]]) -> str:
    return "".join(
        f"<{_TAGS[mark]}>{escape(text)}</{_TAGS[mark]}>" if mark in _TAGS else escape(text) for mark, text in runs
    )
