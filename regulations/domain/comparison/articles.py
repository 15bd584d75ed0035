"""The articles of an edition as texts to compare."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

_OWN = ("article", "point")
_BELOW = ("paragraph", "item", "subitem")


class Line(Protocol):
    """What is asked of a provision; those of the reader of texts and those of the database both have it."""

    level: str
    anchor: str
    number: str
    gap: str
    heading: str
    join: str
    text: str


@dataclass(slots=True)
class ArticleText:
    """One article: its number as written, its heading, its lines below one another."""

    anchor: str
    number: str
    heading: str = ""
    text: str = ""

    @property
    def label(self) -> str:
        """第十二条 产教融合."""
        return f"{self.number} {self.heading}".strip()


def articles_from(lines: Iterable[Line]) -> list[ArticleText]:
    """Articles or points in order; headings and annexes are left out."""
    found: list[ArticleText] = []
    is_inside = False
    for line in lines:
        if line.level in _OWN:
            is_inside = not line.anchor.startswith("annex-")
            if is_inside:
                found.append(ArticleText(line.anchor, line.number, line.heading, line.text))
        elif line.level not in _BELOW:
            is_inside = False
        elif is_inside:
            words = f"{line.number}{line.gap}{line.heading}{line.join}{line.text}"
            found[-1].text += f"\n{words}" if found[-1].text else words
    return found
