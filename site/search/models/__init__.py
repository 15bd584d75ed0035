"""What the search stores."""

from search.models.index import Document, Passage, Word
from search.models.vocabulary import PinnedResult, SearchTally, SiteWord, SynonymGroup

__all__ = ["Document", "Passage", "PinnedResult", "SearchTally", "SiteWord", "SynonymGroup", "Word"]
