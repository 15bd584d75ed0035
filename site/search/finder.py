"""The simplest search that is right for Chinese: every word of the query stands somewhere in title, summary or body."""

import re
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from core.listing.cards import Card, cards
from core.listing.filters import Filters, apply, entries
from core.listing.pager import NEWEST_FIRST
from core.models import BasePage, KeptPage
from core.serving.state import SiteState

MAX_QUERY = 60
MAX_WORDS = 6
PER_PAGE = 20
EXCERPT = 90


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry with an excerpt around the first word found."""

    card: Card
    title: SafeString
    excerpt: SafeString


@dataclass(frozen=True, slots=True)
class Result:
    """A page of hits."""

    words: list[str]
    hits: list[Hit]
    total: int
    number: int
    last: int

    @property
    def previous(self) -> int:
        """Number of the page before."""
        return self.number - 1

    @property
    def next(self) -> int:
        """Number of the page after."""
        return self.number + 1


def words_of(query: str) -> list[str]:
    """The words of a query: cut at white space, control characters dropped, at most `MAX_WORDS`."""
    clean = re.sub(r"[\x00-\x1f\x7f]", " ", query)[:MAX_QUERY]
    return clean.split()[:MAX_WORDS]


def find_entries(query: str, filters: Filters, page: str, state: SiteState) -> Result:
    """Entries that hold every word; those with a word in the title first, then the newest. Two statements."""
    words = words_of(query)
    if not words:
        return Result([], [], 0, 1, 1)
    matching = KeptPage.objects.all()
    for word in words:
        matching = matching.filter(text__icontains=word)
    found = apply(entries(), filters, state).filter(pk__in=matching.values("page_id"))
    total = found.order_by().count()
    last = max(1, -(-total // PER_PAGE))
    number = min(max(1, int(page[:9])), last) if page.isascii() and page.isdigit() else 1
    in_title = Q()
    for word in words:
        in_title &= Q(title__icontains=word)
    rank = Case(When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField())
    start = (number - 1) * PER_PAGE
    ids = list(
        found.annotate(rank=rank).order_by("rank", *NEWEST_FIRST).values_list("pk", flat=True)[start : start + PER_PAGE]
    )
    by_id = {card.id: card for card in cards(BasePage.objects.filter(pk__in=ids), state)}
    texts = dict(KeptPage.objects.filter(page_id__in=ids).values_list("page_id", "text"))
    hits = [
        Hit(by_id[pk], marked(by_id[pk].title, words), marked(excerpt(texts.get(pk, ""), words), words))
        for pk in ids
        if pk in by_id
    ]
    return Result(words, hits, total, number, last)


def excerpt(text: str, words: list[str]) -> str:
    """About `EXCERPT` characters around the first word that stands in the body, else the beginning."""
    body = text.partition("\n")[2]
    lower = body.lower()
    position = min((at for word in words if (at := lower.find(word.lower())) >= 0), default=0)
    start = max(0, position - EXCERPT // 3)
    piece = body[start : start + EXCERPT].replace("\n", " ")
    return f"{'……' if start else ''}{piece}{'……' if start + EXCERPT < len(body) else ''}"


def marked(text: str, words: list[str]) -> SafeString:
    """`text`, escaped, with every word of the query in `<mark>`."""
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    out, at = [], 0
    for match in pattern.finditer(text):
        out += [conditional_escape(text[at : match.start()]), "<mark>", conditional_escape(match.group()), "</mark>"]
        at = match.end()
    out.append(conditional_escape(text[at:]))
    return mark_safe("".join(out))  # noqa: S308  (every piece is escaped above)
