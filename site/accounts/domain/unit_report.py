"""What an import of units tells the person who started it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What a line of the file means for the database."""

    NEW = "新增"
    CHANGED = "修改"
    UNCHANGED = "不变"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the file cannot be taken: line of the file (None: the file as a whole), column (may be empty), in Chinese."""

    line: int | None
    column: str
    message: str

    def __str__(self) -> str:
        place = "，".join(part for part in (f"第{self.line}行" if self.line else "", self.column) if part)
        return f"{place}：{self.message}" if place else self.message


@dataclass(frozen=True, slots=True)
class Change:
    """One value that an existing unit gets."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One valid line: what it means and, for a known unit, what changes."""

    line: int
    name: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class ImportReport:
    """The whole answer. `saved` is True only when every line was valid and this was no dry run."""

    problems: list[Problem] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    saved: bool = False

    def count(self, outcome: Outcome) -> int:
        """Number of lines with this outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def summary(self) -> str:
        """One sentence for command line and screen."""
        if self.problems:
            return f"有{len(self.problems)}处问题，一个单位也没有导入。"
        counts = "，".join(f"{outcome}{self.count(outcome)}个" for outcome in Outcome)
        return f"{'已导入' if self.saved else '检查通过，尚未导入'}：{counts}。"
