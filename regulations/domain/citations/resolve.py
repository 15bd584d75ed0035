"""A place in an edition → its anchor, or why there is none."""

from collections.abc import Collection

from regulations.domain.citations.places import Place
from regulations.domain.parsing.numerals import chinese


def anchor_of(place: Place, anchors: Collection[str], speaks_in_points: bool) -> str:
    """The anchor of exactly this place; empty when the edition has no such place, or more than one."""
    if speaks_in_points:
        return _point(place, anchors)
    if not place.article:
        return _heading(place, anchors)
    base = f"art-{place.article}" + (f"_{place.suffix}" if place.suffix else "")
    if base not in anchors:
        return ""
    if place.paragraph:
        base += f"-{place.paragraph}"
    elif place.item:
        return _lone([a for a in anchors if _is_item(a, base, place)])
    for number in (place.item, place.subitem):
        base += f"-{number}" if number else ""
    return base if base in anchors else ""


def words_of(place: Place, speaks_in_points: bool = False) -> str:
    """第十二条第二款第（三）项, as official texts write it."""
    if speaks_in_points:
        return f"第{chinese(place.article or place.item)}项"
    words = "".join(
        f"第{chinese(number)}{unit}"
        for number, unit in ((place.part, "编"), (place.chapter, "章"), (place.section, "节"))
        if number and not place.article
    )
    if place.article:
        words += f"第{chinese(place.article)}条" + (f"之{chinese(place.suffix)}" if place.suffix else "")
    words += f"第{chinese(place.paragraph)}款" if place.paragraph else ""
    words += f"第（{chinese(place.item)}）项" if place.item else ""
    return words + (f"第{chinese(place.subitem)}目" if place.subitem else "")


def _is_item(anchor: str, article: str, place: Place) -> bool:
    """Whether an anchor is the item of any 款 of the article: 第十二条第（三）项 where the 款 is left out."""
    parts = anchor.removeprefix(f"{article}-").split("-") if anchor.startswith(f"{article}-") else []
    wanted = [str(place.item), *([str(place.subitem)] if place.subitem else [])]
    return len(parts) > 1 and parts[1:] == wanted


def _lone(found: list[str]) -> str:
    return found[0] if len(found) == 1 else ""


def _point(place: Place, anchors: Collection[str]) -> str:
    number = place.article or place.item
    anchor = f"point-{number}" + (f"-{place.paragraph}" if place.paragraph else "")
    return anchor if number and anchor in anchors else ""


def _heading(place: Place, anchors: Collection[str]) -> str:
    """第三章第二节; numbers of chapters that begin anew in each 编 need the 编."""
    parts = [f"{short}-{n}" for n, short in ((place.part, "part"), (place.chapter, "ch"), (place.section, "sec")) if n]
    tail = "-".join(parts)
    if not tail:
        return ""
    if tail in anchors:
        return tail
    return _lone([a for a in anchors if a.endswith(f"-{tail}") and a.startswith(("part-", "sub-", "ch-"))])
