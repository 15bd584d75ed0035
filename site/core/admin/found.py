"""Finding pages in the admin by any part of their text: Chinese has no words that an index could start from."""

import json
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from wagtail.search.query import And, Phrase, PlainText, SearchQuery

from accounts.pinyin import search_keys

MAX_WORDS, MAX_LENGTH = 6, 100


class FoundByAnyPart(QuerySet):
    """Replaces the index behind the search boxes of explorer, search page and chooser.

    Who sees a page in the admin sees its draft: the words of the draft are searched as well as the public text.
    """

    # What the search page asks of a search result; it counts by type if it can.
    supports_facet = False

    def autocomplete(
        self, query: str | SearchQuery, *args: Any, order_by_relevance: bool = True, **kwargs: Any
    ) -> "FoundByAnyPart":
        """Pages that contain every word; those with it in their title come first, then the latest."""
        words = words_of(query)
        # An alias, no annotation: the text of the revision is compared and never read.
        found = self.alias(draft_text=Cast("latest_revision__content", TextField()))
        for word in words:
            found = found.filter(self._holding(word))
        if not order_by_relevance:
            return found
        in_title = Q(pk__isnull=False)
        for word in words:
            in_title &= Q(draft_title__icontains=word)
        rank = Case(When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField())
        return found.order_by(rank, "-latest_revision_created_at", "-pk")

    def search(self, query: str | SearchQuery, *args: Any, **options: Any) -> "FoundByAnyPart":
        """The same for whoever asks for whole words: Wagtail's index knows nothing of pages."""
        return self.autocomplete(query, order_by_relevance=options.get("order_by_relevance", True))

    def results(self) -> "FoundByAnyPart":
        """What bulk actions ask of a search result."""
        return self

    def _holding(self, word: str) -> Q:
        is_draft = Q(live=False) | Q(has_unpublished_changes=True)
        holding = (
            Q(draft_title__icontains=word)
            | Q(title__icontains=word)
            | Q(short_title__icontains=word)
            | Q(summary__icontains=word)
            | Q(kept__text__icontains=word)
            | is_draft & Q(draft_text__icontains=as_in_revision(word))
        )
        return holding | Q(pk__in=self._pinyin_matches(word)) if is_pinyin(word) else holding

    def _pinyin_matches(self, word: str) -> list[int]:
        """Columns and other pages that are no entries: a few dozen, compared in memory."""
        few = self.model.objects.filter(section__isnull=True).order_by().values_list("pk", "draft_title")
        return [pk for pk, title in few if word.lower() in search_keys(title)]


def words_of(query: str | SearchQuery) -> list[str]:
    """What the editor typed, word by word; a phrase in quotes is one word."""
    if isinstance(query, And):
        return [word for part in query.subqueries for word in words_of(part)][:MAX_WORDS]
    if isinstance(query, Phrase):
        words = [query.query_string]
    elif isinstance(query, PlainText):
        words = query.query_string.split()
    else:
        words = query.split() if isinstance(query, str) else []
    cleaned = (word.replace("\0", "").strip()[:MAX_LENGTH] for word in words)
    return [word for word in cleaned if word][:MAX_WORDS]


def as_in_revision(word: str) -> str:
    """The word as it stands in a revision: a body is JSON inside JSON, escaped twice."""
    return json.dumps(json.dumps(word)[1:-1])[1:-1]


def is_pinyin(word: str) -> bool:
    """Whether somebody may mean syllables or initials."""
    return len(word) > 1 and word.isascii() and word.isalpha()
