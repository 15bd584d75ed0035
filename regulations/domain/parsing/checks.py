"""What a person has to know about the numbers: gaps, repeats, wrong order, of articles and of headings."""

from collections.abc import Sequence

from regulations.domain.parsing.document import Problem, Provision
from regulations.domain.parsing.numerals import chinese
from regulations.domain.parsing.sequence import Articles, Found, follows

_NAMES = {"part": "编", "subpart": "分编", "chapter": "章", "section": "节", "point": "条"}


def article_problems(articles: Articles, lines: Sequence) -> list[Problem]:
    """Missing, repeated and misplaced article numbers of one run."""
    problems: list[Problem] = []
    before = (0, 0)
    seen: dict[tuple[int, int], Found] = {}
    there = {found.mark.key for found in articles.found}
    for found in articles.found:
        line, key = lines[found.index].number, found.mark.key
        if found.index not in articles.chain:
            problems.append(_out_of_chain(found, line, seen, lines))
        elif not follows(before, key) and (gap := _gap(before, key, line, found.mark.number, there)) is not None:
            problems.append(gap)
        if found.index in articles.chain:
            before = key
        seen.setdefault(key, found)
    return problems


def _out_of_chain(found: Found, line: int, seen: dict[tuple[int, int], Found], lines: Sequence) -> Problem:
    if (first := seen.get(found.mark.key)) is not None:
        message = f"“{found.mark.number}”重复：第 {lines[first.index].number} 行已经有这一条。"
        return Problem("article_repeat", line, message)
    return Problem("article_order", line, f"“{found.mark.number}”的次序不对：前后条号与它不连续。")


def _gap(
    before: tuple[int, int], key: tuple[int, int], line: int, number: str, there: set[tuple[int, int]]
) -> Problem | None:
    """What is missing between two articles; nothing when all of it stands elsewhere, which is told of those lines."""
    if not key[1] and all((n, 0) in there for n in range(before[0] + 1, key[0])):
        return None
    missing = [f"第{chinese(n)}条" for n in range(before[0] + 1, key[0])]
    if key[1]:
        first = 1
        if key[0] == before[0]:
            first = before[1] + 1
        else:
            missing.append(f"第{chinese(key[0])}条")
        missing += [f"第{chinese(key[0])}条之{chinese(n)}" for n in range(first, key[1])]
    told = missing[0] if len(missing) == 1 else f"{missing[0]}至{missing[-1]}"
    return Problem("article_gap", line, f"“{number}”之前缺{told}。")


def heading_problems(provisions: Sequence[Provision]) -> list[Problem]:
    """Missing and repeated numbers of 编, 分编, 章, 节 and points, each counted within what it stands under.

    Chapters may begin anew under each part or go on through all of them: both are usual.
    """
    problems: list[Problem] = []
    last: dict[str, tuple[int, int]] = {}
    for provision in provisions:
        if provision.level not in _NAMES or not provision.ordinal:
            continue
        parent, before = last.get(provision.level, (provision.parent, 0))
        last[provision.level] = (provision.parent, provision.ordinal)
        if provision.parent != parent and not _goes_on(provision, before, provisions):
            before = 0
        if provision.ordinal != before + 1:
            problems.append(_heading_problem(provision, before))
    return problems


def _goes_on(provision: Provision, before: int, provisions: Sequence[Provision]) -> bool:
    """Whether chapters are counted through: this one does not begin anew, and no other one does under a later part."""
    if provision.level not in ("chapter", "subpart") or provision.ordinal == 1:
        return False
    if provision.level == "chapter" and provision.parent >= 0 and provisions[provision.parent].level == "subpart":
        return True
    ones = sum(p.level == provision.level and p.ordinal == 1 for p in provisions)
    return ones <= 1 or provision.ordinal > before + 1


def _heading_problem(provision: Provision, before: int) -> Problem:
    name, shown = _NAMES[provision.level], f"{provision.number}{provision.gap}{provision.heading}".replace("\n", " ")
    if provision.ordinal > before + 1:
        missing = _span(before + 1, provision.ordinal - 1, name)
        return Problem("heading_gap", provision.line, f"“{shown}”之前缺{missing}。")
    if provision.ordinal == before:
        return Problem("heading_repeat", provision.line, f"“{shown}”的序号与前一个相同。")
    return Problem("heading_order", provision.line, f"“{shown}”的次序不对。")


def _span(first: int, last: int, name: str) -> str:
    begin = f"第{chinese(first)}{name}"
    return begin if first == last else f"{begin}至第{chinese(last)}{name}"
