"""Search inside one text: words, or the number of an article."""

import re

from regulations.domain.parsing.numerals import NUMERAL, number_of
from regulations.reading.outline import Article, Outline

MAX_QUERY = 40
_NUMBER = re.compile(rf"第?\s*({NUMERAL}{{1,8}})\s*条?(?:之({NUMERAL}{{1,3}}))?\Z")


def cleaned(query: str) -> str:
    """What a reader typed, as far as it can be looked for."""
    return "".join(char for char in query[:MAX_QUERY] if char.isprintable()).strip()


def article_by_number(query: str, outline: Outline) -> Article | None:
    """The article that a query like 第十二条, 12 or 十七条之一 names."""
    match = _NUMBER.fullmatch(query)
    if match is None or (ordinal := number_of(match[1])) is None:
        return None
    suffix = (number_of(match[2]) or 0) if match[2] else 0
    return next((a for a in outline.articles if a.head and (a.head.ordinal, a.head.suffix) == (ordinal, suffix)), None)


def pattern_of(query: str) -> re.Pattern[str] | None:
    """What marks the words of a query in the text; several words: any of them."""
    words = query.split()
    return re.compile("|".join(re.escape(word) for word in words), re.I) if words else None
