"""Words that lead somewhere, for a query that led nowhere, and suggestions while somebody types."""

from django.db.models import QuerySet

from core.serving.state import SiteState
from search.analysis.fold import fold
from search.analysis.query import Query
from search.analysis.sounds import sound_key
from search.analysis.words import is_han, tokens, words
from search.domain.things import shown
from search.models import Document, Word

MOST_SUGGESTED = 8
MOST_TITLES = 4
MOST_NEAR = 3


def near(query: Query) -> list[tuple[str, int]]:
    """Words of the index that share a part with the query, with the number of documents."""
    parts = {word for term in query.terms for word in words(term.text)}
    parts |= {token for term in query.terms for token in tokens(term.text) if len(token) == 2 and is_han(token)}
    found = Word.objects.filter(text__in=parts, number__gt=0).order_by("-number")
    return list(found.values_list("text", "number")[:MOST_NEAR])


def suggestions(typed: str, state: SiteState) -> list[str]:
    """Words and titles that begin with what was typed, in characters, syllables or initials; only of public pages."""
    text = fold(typed).strip()
    if len(text) < 1 or len(text) > 40:
        return []
    found = list(dict.fromkeys([*_words(text), *_titles(text, state)]))
    return found[:MOST_SUGGESTED]


def _words(text: str) -> list[str]:
    known = Word.objects.filter(number__gt=0).order_by("-number", "text")
    if text.isascii():
        key = sound_key(text)
        if len(key) < 2:
            return []
        by_sound = _texts(_between(known, "sound", key))
        letters = "".join(character for character in text if character.isalpha())
        return [*_texts(_between(known, "initials", letters)), *by_sound]
    return _texts(_between(known, "text", text))


def _between(known: QuerySet[Word], column: str, start: str) -> QuerySet[Word]:
    """Rows whose column begins so, along its index."""
    return known.filter(**{f"{column}__gte": start, f"{column}__lt": start + "\U0010fffd"})


def _texts(known: QuerySet[Word]) -> list[str]:
    return list(known.values_list("text", flat=True)[: MOST_SUGGESTED // 2])


def _titles(text: str, state: SiteState) -> list[str]:
    holding = Document.objects.filter(shown(state), folded_title__contains=text)
    return list(holding.order_by("-date").values_list("title", flat=True)[:MOST_TITLES])
