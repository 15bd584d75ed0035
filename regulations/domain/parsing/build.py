"""Lines → provisions: a builder that knows where it stands and gives each line its place and anchor."""

import re
from dataclasses import dataclass, field

from regulations.domain.parsing.document import Problem, Provision
from regulations.domain.parsing.marks import Mark, annex_of, article_heading, item_of
from regulations.domain.parsing.source import Line

_DEPTHS = ("item", "subitem", "subitem", "subitem")
_ORDER = ("part", "subpart", "chapter", "section", "division")
_SHORT = {"part": "part", "subpart": "sub", "chapter": "ch", "section": "sec", "division": "div"}
_RISKY = {"arabic", "yi", "half_bracket", "circle", "letter"}


@dataclass(slots=True)
class _List:
    """A running list of numbered items in the current paragraph."""

    style: str
    last: int
    at: int


@dataclass(slots=True)
class Builder:
    """Collects provisions and problems; `prefix` stands before every anchor of an annex."""

    prefix: str = ""
    provisions: list[Provision] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    root: int = -1
    headings: dict[str, int] = field(default_factory=dict)
    article: int = -1
    paragraph: int = -1
    paragraphs: int = 0
    lists: list[_List] = field(default_factory=list)
    closed: list[_List] = field(default_factory=list)
    # Points only: the last numbers of the lists below the point before; some documents count through.
    carried: dict[str, int] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    loose: dict[str, int] = field(default_factory=dict)

    def add(self, provision: Provision) -> int:
        """Append, with an anchor that nothing else has; a repeated number gets a mark, its text stays."""
        anchor, again = provision.anchor, 2
        while provision.anchor in self.anchors:
            provision.anchor = f"{anchor}_r{again}"
            again += 1
        self.anchors.add(provision.anchor)
        self.provisions.append(provision)
        return len(self.provisions) - 1

    def above(self, level: str = "") -> int:
        """Index of the heading that a provision of this level stands under."""
        order = _ORDER[: _ORDER.index(level)] if level else _ORDER
        return next((self.headings[name] for name in reversed(order) if name in self.headings), self.root)

    def heading(self, line: Line, mark: Mark) -> None:
        """A heading of its level; what stood below it ends."""
        stands_alone = mark.kind == "division" and not mark.number  # 附则, 序言: beside parts or chapters, not below
        for lower in _ORDER if stands_alone else _ORDER[_ORDER.index(mark.kind) :]:
            self.headings.pop(lower, None)
        parent = self.above(mark.kind)
        base = f"{self.provisions[parent].anchor}-" if parent != self.root else self.prefix
        ordinal = mark.ordinal or self.loose.setdefault("division", 0) + 1
        if not mark.ordinal:
            self.loose["division"] = ordinal
        anchor = f"{base}{_SHORT[mark.kind]}-{ordinal}"
        self.headings[mark.kind] = self.add(
            Provision(
                mark.kind, anchor, line.number, mark.number, mark.gap, mark.rest, ordinal=mark.ordinal, parent=parent
            )
        )
        self.end_article()

    def end_article(self) -> None:
        """What follows belongs to no article."""
        if self.article >= 0 and self.provisions[self.article].level == "point":
            self.carried |= {running.style: running.last for running in [*self.closed, *self.lists]}
        self.article = self.paragraph = -1
        self.paragraphs = 0
        self.lists, self.closed = [], []

    def open_article(self, line: Line, mark: Mark) -> None:
        """第N条, with its first paragraph when text stands on the same line."""
        self.end_article()
        heading, join, text = article_heading(mark.rest)
        suffix = f"_{mark.suffix}" if mark.suffix else ""
        anchor = f"{self.prefix}art-{mark.ordinal}{suffix}"
        self.article = self.add(
            Provision(
                "article",
                anchor,
                line.number,
                mark.number,
                mark.gap,
                heading,
                join,
                "",
                mark.ordinal,
                mark.suffix,
                self.above(),
            )
        )
        if text:
            self.open_paragraph(line, text)

    def open_point(self, line: Line, mark: Mark, heading: str, join: str, text: str) -> None:
        """A numbered point with its lead title and the text on the same line."""
        self.end_article()
        anchor = f"{self.prefix}point-{mark.ordinal}"
        self.article = self.add(
            Provision(
                "point", anchor, line.number, mark.number, mark.gap, heading, join, "", mark.ordinal, 0, self.above()
            )
        )
        if text:
            self.open_paragraph(line, text)

    def open_paragraph(self, line: Line, text: str) -> None:
        """A further 款 of the article."""
        self.closed = self.lists or self.closed
        self.lists = []
        self.paragraphs += 1
        anchor = f"{self.provisions[self.article].anchor}-{self.paragraphs}"
        self.paragraph = self.add(
            Provision("paragraph", anchor, line.number, text=text, ordinal=self.paragraphs, parent=self.article)
        )

    def open_annex(self, line: Line, number: int) -> None:
        """An annex: its own numbers, its own anchors."""
        self.end_article()
        self.headings, self.loose, self.prefix = {}, {}, ""
        found = annex_of(line)
        name, gap, heading = found if found is not None else ("", "", line.text)
        self.prefix = f"annex-{number}-"
        self.root = self.add(Provision("annex", f"annex-{number}", line.number, name, gap, heading, ordinal=number))

    def loose_text(self, line: Line, level: str, base: str, parent: int) -> None:
        """A line that belongs to no article: preamble, text below a heading, annex, signature."""
        self.loose[base] = self.loose.get(base, 0) + 1
        number = self.loose[base]
        self.add(
            Provision(
                level, f"{self.prefix}{base}-{number}", line.number, text=line.text, ordinal=number, parent=parent
            )
        )

    def text(self, line: Line) -> None:
        """A line inside an article: an item in turn, else a 款."""
        found = item_of(line)
        if found is not None and self._item(line, *found):
            return
        if line.text.startswith("|") and self.provisions:
            self.provisions[-1].text += f"\n{line.text}"
            return
        self.open_paragraph(line, line.text)

    def goes_on(self, style: str, mark: Mark) -> bool:
        """Whether an item is the next one of a list that is running."""
        return any(running.style == style and running.last == mark.ordinal - 1 for running in self.lists)

    def _item(self, line: Line, style: str, mark: Mark) -> bool:
        depth = next((i for i, running in enumerate(self.lists) if running.style == style), -1)
        if depth < 0:
            if mark.ordinal != 1 and self._resume(style, mark.ordinal):
                depth = 0
            elif mark.ordinal != 1 and self.carried.get(style) == mark.ordinal - 1:
                depth = len(self.lists)
            elif mark.ordinal != 1 and (style in _RISKY or self.lists):
                return False
            else:
                if mark.ordinal != 1 and not self._begun_by_paragraph(style, mark.ordinal):
                    self._report(line, mark, 0)
                depth = len(self.lists)
        else:
            last = self.lists[depth].last
            if mark.ordinal != last + 1:
                if style in _RISKY and mark.ordinal > last + 1:
                    return False
                self._report(line, mark, last)
        if self.provisions[self.article].level == "point":
            self.carried |= {running.style: running.last for running in self.lists[depth + 1 :]}
        del self.lists[depth:]
        parent = self.lists[depth - 1].at if depth else max(self.paragraph, self.article)
        base = self.provisions[parent].anchor
        if depth == 0 and self.provisions[parent].level in ("article", "point"):
            base += "-1"
            self.paragraphs = max(self.paragraphs, 1)
        level = _DEPTHS[min(depth, len(_DEPTHS) - 1)]
        anchor = f"{base}-{mark.ordinal}"
        at = self.add(
            Provision(level, anchor, line.number, mark.number, mark.gap, "", "", mark.rest, mark.ordinal, 0, parent)
        )
        self.lists.append(_List(style, mark.ordinal, at))
        return True

    def _begun_by_paragraph(self, style: str, ordinal: int) -> bool:
        """Whether the 款 itself begins with the item before this one: 第一条　（一）…"""
        if self.paragraph < 0:
            return False
        own = item_of(Line(0, self.provisions[self.paragraph].text))
        return own is not None and (own[0], own[1].ordinal) == (style, ordinal - 1)

    def _resume(self, style: str, ordinal: int) -> bool:
        """Go on with the list before the current 款, whose line then was a further line of the last item."""
        same = [running for running in self.closed if running.style == style]
        is_last = self.paragraph == len(self.provisions) - 1
        if not same or same[0].last != ordinal - 1 or self.lists or not is_last:
            return False
        extra = self.provisions.pop()
        self.anchors.discard(extra.anchor)
        self.provisions[-1].text += f"\n{extra.text}"
        self.paragraphs -= 1
        above = self.provisions[same[0].at].parent
        self.paragraph = above if self.provisions[above].level == "paragraph" else -1
        self.lists = self.closed
        return True

    def _report(self, line: Line, mark: Mark, last: int) -> None:
        place = self.provisions[self.article].number
        if mark.ordinal > last + 1:
            message = f"{place}的项从{_after(last)}跳到“{mark.number}”，中间缺 {mark.ordinal - last - 1} 项。"
            self.problems.append(Problem("item_gap", line.number, message))
        else:
            code = "item_repeat" if mark.ordinal == last else "item_order"
            self.problems.append(Problem(code, line.number, f"{place}的项“{mark.number}”重复或者次序不对。"))


def _after(last: int) -> str:
    return f"第 {last} 项" if last else "开头"


_LEAD = re.compile(r"([^。；：！？\n]{2,60})([。：])(?=.)", re.S)


def lead_title(line: Line, mark: Mark, takes_lead: bool) -> tuple[str, str, str]:
    """The title of a point, the mark behind it, and the text: the bold lead, a line that is no sentence, the lead sentence."""
    rest = mark.rest
    bold = line.bold.removeprefix(mark.number).strip() if line.bold else ""
    if bold and rest.startswith(bold):
        title = bold.rstrip("。：:. 　")
        after = rest[len(title) :]
        join = after[: len(after) - len(after.lstrip("。：:. 　"))]
        return title, join, after[len(join) :]
    if len(rest) <= 60 and not re.search(r"[。；：:！？]", rest):
        return rest, "", ""
    lead = _LEAD.match(rest) if takes_lead else None
    if lead and lead[2] == "。":
        return lead[1], lead[2], rest[lead.end() :]
    return "", "", rest
