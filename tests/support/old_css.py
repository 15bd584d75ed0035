"""A style sheet as browsers of the Chrome-109 class and older understand it: what they skip is taken out."""

import re
from collections.abc import Iterator

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Rules that an old browser skips whole.
UNKNOWN_RULES = re.compile(r"@container\b|@supports\s*\([^)]*(light-dark\(|\dcqi)")
UNKNOWN_DECLARATIONS = re.compile(r"light-dark\(|\dcq[iwbh]\b|^\s*container(-type|-name)?\s*:")
# Rules that hold rules.
GROUPS = re.compile(r"@(layer|media|supports)\b")


def for_old_browsers(css: str) -> str:
    """`css` without container queries, `light-dark()`, container units and nested rules."""
    return "".join(_old_rules(COMMENT.sub("", css)))


def _old_rules(css: str) -> Iterator[str]:
    for prelude, body in _rules(css):
        if body is None:
            yield prelude
        elif UNKNOWN_RULES.match(prelude):
            continue
        elif GROUPS.match(prelude):
            yield f"{prelude} {{{''.join(_old_rules(body))}}}\n"
        else:
            yield f"{prelude} {{{_old_declarations(body)}}}\n"


def _old_declarations(body: str) -> str:
    flat = "".join(text for text, nested in _rules(body + ";") if nested is None)
    return ";".join(part for part in flat.split(";") if not UNKNOWN_DECLARATIONS.search(part))


def _rules(css: str) -> Iterator[tuple[str, str | None]]:
    """(prelude, body) of each rule and (text, None) of each statement or declaration, in order."""
    start = position = 0
    while position < len(css):
        if css[position] == ";":
            yield css[start : position + 1], None
            start = position + 1
        elif css[position] == "{":
            end = _closing(css, position)
            yield css[start:position].strip(), css[position + 1 : end]
            start, position = end + 1, end
        position += 1


def _closing(css: str, opening: int) -> int:
    depth = 0
    for position in range(opening, len(css)):
        depth += {"{": 1, "}": -1}.get(css[position], 0)
        if depth == 0:
            return position
    raise ValueError("a brace is not closed")
