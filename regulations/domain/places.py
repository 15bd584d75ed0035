"""Where an editor means: 「第十二条第二款第（三）项」「第4条」 → an anchor."""

import re

from regulations.domain.parsing.numerals import NUMERAL, number_of

_N = rf"({NUMERAL}{{1,8}})"
_PLACE = re.compile(
    rf"(?:要点)?第?\s*{_N}\s*(?:条|点)?(?:要点)?(?:\s*之\s*{_N})?(?:\s*第\s*{_N}\s*款)?"
    rf"(?:\s*第?\s*[（(]?\s*{_N}\s*[）)]?\s*项)?(?:\s*第?\s*{_N}\s*目)?\Z"
)
_ANCHOR = re.compile(r"#?((?:art|point)-\d+(?:_\d+)?(?:-\d+){0,3})\Z")


def anchor_of(place: str, *, is_point: bool = False) -> str:
    """The anchor of a place as people write it, or of an anchor; empty for anything else.

    An item without a paragraph stands in the first one: 第三条第（二）项 is art-3-1-2.
    """
    place = place.strip()
    if (known := _ANCHOR.match(place)) is not None:
        return known[1]
    match = _PLACE.match(place)
    if match is None:
        return ""
    numbers = [number_of(part) if part else None for part in match.groups()]
    article, suffix, paragraph, item, subitem = numbers
    if article is None:
        return ""
    anchor = f"{'point' if is_point else 'art'}-{article}" + (f"_{suffix}" if suffix else "")
    if item is not None and paragraph is None:
        paragraph = 1
    for part in (paragraph, item, subitem):
        if part is None:
            break
        anchor += f"-{part}"
    return anchor
