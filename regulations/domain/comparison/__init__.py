"""Two editions article by article: which became which, and which words changed. No Django in here."""

from regulations.domain.comparison.articles import ArticleText, articles_from
from regulations.domain.comparison.mapping import Pair, PairKind, mapped, propose
from regulations.domain.comparison.words import Mark, marked

__all__ = ["ArticleText", "Mark", "Pair", "PairKind", "articles_from", "mapped", "marked", "propose"]
