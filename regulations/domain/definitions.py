"""Terms that a text defines: 「本条例所称甲，是指……」「（一）甲，是指……」."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TERM = r"[^，。；：、（）()“”《》\s]{2,20}?"
_CALLED = re.compile(
    rf"(?:本(?:法|条例|办法|规定|细则|规则|决定|解释|样张|章|节|条)|前款)所称的?“?({_TERM})”?[，,]?\s*(?:是指|系指|指的是|指|包括)"
)
# In a list of words, the term begins the line.
_LISTED = re.compile(rf"“?({_TERM})”?[，,：:]\s*(?:是指|系指|指的是|指)|“?({_TERM})”?(?:是指|系指)")
_LIST = re.compile(r"(?:用语|术语|名词|概念)[^。]{0,16}(?:含义|定义|意义|解释|是指|如下)")
# Words that every text uses and that explain nothing.
_PLAIN = frozenset({"以上", "以下", "以内", "以外", "不满", "超过", "本法", "本条例", "其他"})
MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class Definition:
    """`term` is defined at `anchor` of `article`; `text`: the words of the provision."""

    term: str
    article: str
    anchor: str
    text: str


def definitions_in(lines: Iterable[tuple[str, str, str]]) -> list[Definition]:
    """The definitions of (article, anchor, text) lines in order, each term once."""
    found: dict[str, Definition] = {}
    listing = ""
    for article, anchor, text in lines:
        listing = listing if listing == article else ""
        if _LIST.search(text):
            listing = article
        match = _CALLED.search(text) or (_LISTED.match(text) if listing == article else None)
        term = next((group for group in match.groups() if group), "") if match else ""
        if term and term not in _PLAIN:
            found.setdefault(term, Definition(term, article, anchor, _shortened(text)))
    return list(found.values())


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_TOLD else f"{text[:MOST_TOLD]}…"
