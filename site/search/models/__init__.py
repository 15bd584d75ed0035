"""What the search stores."""

from search.models.index import Document, Passage, Word

__all__ = ["Document", "Passage", "Word"]
