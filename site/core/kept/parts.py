"""What a body is made of: stretches of blocks, some of them under a heading that the page type gives."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BodyPart:
    """Blocks, and what the page type puts around them; a part with nothing in it is not shown.

    `anchor` and `heading` stand above the blocks, `below` is finished HTML that follows them.
    """

    blocks: Iterable = ()
    anchor: str = ""
    heading: str = ""
    below: str = ""
