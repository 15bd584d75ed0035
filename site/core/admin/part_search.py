"""The search boxes of the library and of the choosers: any part of a title or name, as Chinese needs it.

An index of words, as Wagtail brings it, takes a Chinese sentence for one word. The library holds some thousand rows:
they are compared where they lie, nothing has to be kept beside them.
"""

from typing import Any

from modelsearch.backends.database import fallback
from modelsearch.query import Phrase, PlainText, SearchQuery

from core.admin.found import MAX_LENGTH, MAX_WORDS


class PartQueryCompiler(fallback.DatabaseSearchQueryCompiler):
    """Every word has to stand in one of the fields that the model lets be searched."""

    def build_database_filter(self, query: SearchQuery, boost: float = 1.0) -> Any:
        """Without what no database compares, and not without end."""
        if isinstance(query, PlainText):
            words = [word[:MAX_LENGTH] for word in query.query_string.replace("\0", " ").split()[:MAX_WORDS]]
            query = PlainText(" ".join(words), operator=query.operator)
        elif isinstance(query, Phrase):
            query = Phrase(query.query_string.replace("\0", " ")[:MAX_LENGTH])
        return super().build_database_filter(query, boost)


class SearchBackend(fallback.DatabaseSearchBackend):
    """What `WAGTAILSEARCH_BACKENDS` names."""

    query_compiler_class = PartQueryCompiler
    autocomplete_query_compiler_class = PartQueryCompiler
