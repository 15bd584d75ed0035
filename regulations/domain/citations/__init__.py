"""Citations in running text → exact places of official texts: no Django in here."""

from regulations.domain.citations.library import KnownEdition, KnownInstrument, Library
from regulations.domain.citations.places import Place
from regulations.domain.citations.reading import Citation, Context, Reading
from regulations.domain.citations.resolve import words_of

__all__ = ["Citation", "Context", "KnownEdition", "KnownInstrument", "Library", "Place", "Reading", "words_of"]
