"""What the search stores."""

from search.models.attachment import AttachmentText
from search.models.change import Change
from search.models.index import Document, Passage, Word
from search.models.vocabulary import PinnedResult, SearchTally, SiteWord, SynonymGroup

__all__ = [
    "AttachmentText",
    "Change",
    "Document",
    "Passage",
    "PinnedResult",
    "SearchTally",
    "SiteWord",
    "SynonymGroup",
    "Word",
]
