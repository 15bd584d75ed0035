"""Specimens of official texts made by us: whole laws in many styles, with the counts they must give."""

import random
from dataclasses import dataclass, field

from regulations.domain.parsing import ParsedInstrument
from regulations.domain.parsing.numerals import chinese
from regulations.domain.parsing.source import lines_of

BLANKS = [" ", "　", "\u00a0", "  ", "　　"]
SENTENCES = [
    "国家鼓励发展示范事业。",
    "以暴力、胁迫方法示范的，给予处罚。",
    "中华人民共和国公民适用本法。",
    "县级以上人民政府应当“依法”履行职责。",
    "违反本法第三条规定的，责令改正。",
    "本法所称甲，是指乙；丙除外。",
]
# Lines that begin like a structure and are none.
QUOTING = [
    "第三条规定的情形，从其规定。",
    "第十条、第十一条规定的除外。",
    "第二条第一款所列单位应当配合。",
    "第三条 第二款所列情形。",
    "第六条和第七条的适用办法另行规定。",
    "第三章规定的情形除外。",
    "附件所列单位除外。",
    "（一）、（二）项规定同样适用。",
]


@dataclass
class SpecimenLaw:
    """A generated law: its text and what a careful reader counts in it."""

    seed: int
    text: str = ""
    is_markdown: bool = False
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LEVELS, 0))

    def __post_init__(self) -> None:
        dice = random.Random(self.seed)
        self.is_markdown = dice.random() < 0.5
        self._blank = dice.choice(BLANKS)
        self._is_bare = dice.random() < 0.25
        self._indent = "" if self.is_markdown else dice.choice(["", "　　", "    "])
        body = self._body(dice)
        headings = [line.lstrip("# 　") for line in body if self._is_heading(line)]
        head = [("# " if self.is_markdown else "") + "中华人民共和国示范法"]
        head.append("（2019年1月1日第十三届全国人民代表大会常务委员会第一次会议通过）")
        if len(headings) > 1 and dice.random() < 0.5:
            head += ["目　录", *headings]
        self.text = dice.choice(["\n", "\n\n", "\r\n"]).join(head + body)

    def _is_heading(self, line: str) -> bool:
        return line in self._headings

    def _body(self, dice: random.Random) -> list[str]:
        self._headings: set[str] = set()
        self._article = 0
        parts = dice.choice([0, 0, 0, 2, 3])
        goes_on = dice.random() < 0.3
        body, chapter = [], 0
        for part in range(max(1, parts)):
            if parts:
                body.append(self._heading(2, part + 1, "编", f"名称{part}", "part"))
                chapter = chapter if goes_on else 0
            for _ in range(dice.randint(2, 5) if parts or dice.random() < 0.8 else 0):
                chapter += 1
                body.append(self._heading(3, chapter, "章", f"总　则{part}{chapter}", "chapter"))
                for section in range(dice.choice([0, 0, 2])):
                    body.append(self._heading(4, section + 1, "节", f"小节{part}{chapter}", "section"))
                    body += self._articles(dice)
                body += self._articles(dice)
        return [*body, *self._articles(dice)]

    def _heading(self, level: int, number: int, unit: str, title: str, name: str) -> str:
        self.counts[name] += 1
        marks = "#" * level + " " if self.is_markdown else ""
        blank = "" if self._is_bare and not self.is_markdown else self._blank
        line = f"{marks}第{chinese(number)}{unit}{blank}{title}"
        self._headings.add(line)
        return line

    def _articles(self, dice: random.Random) -> list[str]:
        lines: list[str] = []
        for _ in range(dice.randint(1, 9)):
            self._article += 1
            self._one(lines, f"第{chinese(self._article)}条", dice)
            for _ in range(dice.choice([0, 0, 1, 2])):
                self._paragraph(lines, dice)
            if dice.random() < 0.06:
                self._one(lines, f"第{chinese(self._article)}条之一", dice)
        return lines

    def _one(self, lines: list[str], number: str, dice: random.Random) -> None:
        lines.append(f"{self._indent}{number}{'' if self._is_bare else self._blank}{dice.choice(SENTENCES)}")
        self.counts["article"] += 1
        self.counts["paragraph"] += 1

    def _paragraph(self, lines: list[str], dice: random.Random) -> None:
        self.counts["paragraph"] += 1
        kind = dice.random()
        if kind < 0.35:
            lines.append(self._indent + dice.choice(QUOTING))
        elif kind < 0.65:
            lines.append(self._indent + "有下列情形之一的，给予处罚：")
            for number in range(1, dice.randint(3, 12)):
                lines.append(f"{self._indent}（{chinese(number)}）甲情形；")
                self.counts["item"] += 1
                if dice.random() < 0.1:
                    lines += [f"{self._indent}1.子项；", f"{self._indent}2.丑项。"]
                    self.counts["subitem"] += 2
        else:
            lines.append(self._indent + dice.choice(SENTENCES))


LEVELS = ("part", "chapter", "section", "article", "paragraph", "item", "subitem")


def squeezed(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def lines_given_back(parsed: ParsedInstrument) -> list[str]:
    """Every line of the source as the reader sorted it."""
    return [*parsed.front, parsed.title, *parsed.note, *parsed.contents, *parsed.body_lines()]


def lines_of_source(text: str, is_markdown: bool) -> list[str]:
    """Every line of the source that holds something, without Markdown marks."""
    return [line.text for line in lines_of(text, is_markdown) if line.text]
