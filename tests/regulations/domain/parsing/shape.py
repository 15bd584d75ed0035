"""One text and what a careful reader counts in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """A text, what a careful reader counts in it, and the codes of the problems that have to be told."""

    name: str
    text: str
    counts: dict[str, int]
    problems: tuple[str, ...] = ()
    is_markdown: bool = False
    title: str = ""
    number: str = ""
    effective: str = ""
