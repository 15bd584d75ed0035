"""Which quotation belongs to which citation, and where it differs from the article."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from regulations.domain.citations import Citation
from regulations.domain.quotation.folding import Folded, folded

_PAIRS = {"“": "”", "「": "」", "『": "』", '"': '"'}
_SENTENCE_END = re.compile(r"[。！？；\n]")
# The article itself speaks: 规定：“…”, not 他说：“…”.
_SAYS = re.compile(
    r"(?:规定|明确|要求|指出|提出|写道|写明|写着|原文|载明|表述|强调|条文|内容|所称|即|为|是)[^“「『\"。]{0,6}\Z|\A\s*[，,：:]?\s*\Z"
)
_PERSON = re.compile(r"(?:说|表示|介绍|告诉|认为|坦言|感慨|解释|回答|问)[^“「『\"]{0,8}\Z")
_BEHIND = re.compile(r"[\s。，,]*(?:——|—|[（(])?\s*(?:语?出自?|见|引自|摘自|参见|据)?\s*\Z")
_BETWEEN_QUOTES = re.compile(
    r"[\s，、；,;]*(?:以及|并|还|同时|和|又|也)?(?:规定|明确|要求|指出|提出|强调)?[\s，：:,]*\Z"
)
_DOTS = re.compile(r"…+|\.{3,}|。{3,}")
_EDGE = "，。；：、！？—-（）…"
FAR = 40
# A quotation shorter than this is a word, not a sentence; one that shares less than this says something else.
LEAST_LENGTH, LEAST_LIKENESS, LEAST_LONG = 5, 0.7, 14


@dataclass(frozen=True, slots=True)
class Misquote:
    """`passage[start:end]`, in a quotation attributed to `anchor`, is not what the article says.

    `written` stands in the text, `expected` in the article; both are empty when the whole quotation is not there.
    """

    start: int
    end: int
    quotation: str
    edition: int
    anchor: str
    written: str = ""
    expected: str = ""

    @property
    def is_absent(self) -> bool:
        """Whether the article has nothing like it."""
        return not self.written and not self.expected


def check_quotations(passage: str, citations: Sequence[Citation], text_of: Callable[[int, str], str]) -> list[Misquote]:
    """Every difference of a quotation from the articles it is attributed to.

    `text_of(edition, anchor)` gives the whole article's text. Verbatim quotations, parts of them joined by ……, and
    whatever stands without quotation marks give nothing.
    """
    cited = [citation for citation in citations if citation.anchor]
    found: list[Misquote] = []
    before: tuple[int, list[Citation], bool] | None = None
    for start, end in quotations_in(passage):
        own = _attributed(passage, start, end, cited)
        if own is None and before is not None and _BETWEEN_QUOTES.match(passage[before[0] : start]):
            own = before[1], before[2]
        if own is not None:
            before = end, *own
            found += _differences(passage, start, end, own[0], text_of, is_told=own[1])
    return found


def quotations_in(passage: str) -> list[tuple[int, int]]:
    """(start, end) of each outermost quotation, with its marks."""
    found, at = [], 0
    while at < len(passage):
        closing = _PAIRS.get(passage[at])
        end = _closing(passage, at, passage[at], closing) if closing else -1
        if end > 0:
            found.append((at, end + 1))
        at = max(at, end) + 1
    return found


def _closing(passage: str, start: int, opening: str, closing: str) -> int:
    depth = 0
    for at in range(start, min(len(passage), start + 5000)):
        if passage[at] == closing and (opening != closing or at > start):
            depth -= 1 if opening != closing else 0
            if depth == 0:
                return at
        elif passage[at] == opening:
            depth += 1 if opening != closing else 0
    return -1


def _attributed(passage: str, start: int, end: int, cited: list[Citation]) -> tuple[list[Citation], bool] | None:
    """The citations a quotation belongs to, and whether the text says that the article speaks."""
    earlier = [c for c in cited if c.end <= start]
    if earlier:
        gap = passage[earlier[-1].end : start]
        if len(gap) <= FAR and not _SENTENCE_END.search(gap) and "《" not in gap and "”" not in gap:
            is_told = _SAYS.search(gap) is not None and _PERSON.search(gap) is None
            return _group(passage, earlier), is_told
    later = next((c for c in cited if c.start >= end), None)
    if later is not None and _BEHIND.match(passage[end : later.start]) and passage[end : later.start].strip("。，, "):
        return [later], True
    return None


def _group(passage: str, earlier: list[Citation]) -> list[Citation]:
    """The last citation, and those it is listed with: 第五条、第六条."""
    group = [earlier[-1]]
    for citation in reversed(earlier[:-1]):
        if not re.fullmatch(r"[\s、，和及与至到—-]*(?:以及)?", passage[citation.end : group[-1].start]):
            break
        group.append(citation)
    return group


def _differences(
    passage: str,
    start: int,
    end: int,
    cited: list[Citation],
    text_of: Callable[[int, str], str],
    is_told: bool,
) -> list[Misquote]:
    articles = [folded(text_of(c.edition, c.anchor)) for c in cited]
    quotation = folded(passage[start:end], start)
    results = []
    for part in _parts(quotation):
        if len(part.text) < 2 or any(part.text in article.text for article in articles):
            continue
        results += _nearest(part, articles, cited, passage[start:end], is_told)
    return results


def _parts(quotation: Folded) -> list[Folded]:
    """The stretches between ……, without punctuation at their edges."""
    parts, at = [], 0
    for match in [*_DOTS.finditer(quotation.text), None]:
        stop = match.start() if match else len(quotation.text)
        start, end = at, stop
        while start < end and quotation.text[start] in _EDGE:
            start += 1
        while end > start and quotation.text[end - 1] in _EDGE:
            end -= 1
        parts.append(quotation.part(start, end))
        at = match.end() if match else stop
    return parts


def _nearest(
    part: Folded, articles: list[Folded], cited: list[Citation], quotation: str, is_told: bool
) -> list[Misquote]:
    """The differences from the article that comes nearest; none for a short word of the writer's own."""
    windows = [_window(part.text, article.text) for article in articles]
    likeness, window, index = max((*window, at) for at, window in enumerate(windows))
    own = cited[index]
    if len(part.text) >= LEAST_LENGTH and likeness >= LEAST_LIKENESS:
        return _changes(part, window, quotation, own)
    if is_told and len(part.text) >= LEAST_LONG:
        return [Misquote(part.places[0], part.places[-1] + 1, quotation, own.edition, own.anchor)]
    return []


def _window(text: str, article: str) -> tuple[float, str]:
    """How much of `text` stands in order in one stretch of the article, and that stretch."""
    blocks = [b for b in SequenceMatcher(None, article, text, autojunk=False).get_matching_blocks() if b.size]
    best = (0.0, "")
    for first in range(len(blocks)):
        last, held = first, 0
        while last < len(blocks) and blocks[last].a + blocks[last].size - blocks[first].a <= 1.5 * len(text) + 4:
            held += blocks[last].size
            last += 1
        start = max(0, blocks[first].a - blocks[first].b)
        tail = len(text) - blocks[last - 1].b - blocks[last - 1].size
        end = blocks[last - 1].a + blocks[last - 1].size + tail
        best = max(best, (held / len(text), article[start:end]))
    return best


def _changes(part: Folded, window: str, quotation: str, own: Citation) -> list[Misquote]:
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, part.text, window, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        first = min(i1, len(part.places) - 1)
        start = part.places[first]
        end = part.places[i2 - 1] + 1 if i2 > i1 else start
        found.append(Misquote(start, end, quotation, own.edition, own.anchor, part.text[i1:i2], window[j1:j2]))
    return found
