"""What a caption file holds once it is read: cues, and what is wrong with it by line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

FILE_BYTES = 4 * 1024 * 1024  # a lecture of four hours has about 0.6 MB
CUES = 20_000
LINES = 200_000
LINE_CHARACTERS = 500
CUE_CHARACTERS = 1_000
CUE_LINES = 12
HOURS = 24
SPEAKER_CHARACTERS = 40
PROBLEMS_TOLD = 100
PROBLEMS_FOUND = 1_000  # then reading stops


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: shown from `start` to `end`, both in seconds; `text` is plain, lines end with a newline."""

    start: float
    end: float
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one line; `line` counts from 1, 0 means the file as a whole."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"第 {self.line} 行：{self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True)
class Captions:
    """A caption file that may be used: cues in order of their start, and what an editor should look at."""

    cues: list[Cue]
    warnings: list[Problem] = field(default_factory=list)
    form: str = "WebVTT"
    encoding: str = "UTF-8"


class CaptionsRefused(ValueError):
    """A caption file that cannot be used: `problems` says why, in Chinese, line by line, at most a hundred."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = shortened(problems)
        super().__init__("\n".join(map(str, self.problems)))


def shortened(problems: Sequence[Problem]) -> list[Problem]:
    """The first hundred, and how many there are besides."""
    told = list(problems[:PROBLEMS_TOLD])
    if len(problems) > PROBLEMS_TOLD:
        told.append(Problem(0, f"还有 {len(problems) - PROBLEMS_TOLD} 处问题没有列出。"))
    return told


def clock(seconds: float) -> str:
    """`seconds` as readers see it: 04:54, 1:02:03."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute:02}:{second:02}"
