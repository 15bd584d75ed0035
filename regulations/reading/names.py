"""How provisions are named and cited: 第十二条第二款第（三）项, 第4条要点."""

import re

from regulations.domain.parsing.numerals import chinese

_ANCHOR = re.compile(r"(?:(?:annex)-(\d+)-)?(art|point)-(\d{1,5})(?:_(\d{1,3}))?((?:-\d{1,4}){0,3})\Z")


def name_of(anchor: str) -> str:
    """The Chinese name of an anchor: art-120_1-2-3 → 第一百二十条之一第二款第（三）项; empty for other anchors."""
    match = _ANCHOR.match(anchor)
    if match is None:
        return ""
    annex, kind, number, suffix, rest = match.groups()
    below = [int(part) for part in rest.split("-") if part]
    if kind == "point":
        name = f"第{number}条"
    else:
        name = f"第{chinese(int(number))}条" + (f"之{chinese(int(suffix))}" if suffix else "")
    if below:
        name += f"第{chinese(below[0])}款"
    if len(below) > 1:
        name += f"第（{chinese(below[1])}）项"
    if len(below) > 2:
        name += f"第{below[2]}目"
    return f"附件{annex}" + name if annex else name


def citation(title: str, anchor: str) -> str:
    """《示范条例》第十二条第二款."""
    return f"《{title}》{name_of(anchor)}"
