"""Reading WebVTT and SRT into cues, with every fault said at its line."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from media.captions import cues as limits
from media.captions.cues import Captions, CaptionsRefused, Cue, Problem, clock, shortened
from media.captions.decode import decoded
from media.captions.plain import plain, speaker_of

Block = list[tuple[int, str]]  # (line number, line)

_TIME = r"(?:([0-9]{1,6}):)?([0-9]{1,3}):([0-9]{1,3})[.,]([0-9]{1,6})"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t]+(.*))?[ \t]*")
_SIDE_BLOCK = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t:]|$)")
_GONE = {"STYLE": "样式块已去掉，字幕外观由网站统一。", "REGION": "区域块已去掉，字幕位置由网站统一。"}


def parse_captions(data: bytes, duration: float | None = None) -> Captions:
    """The cues of a WebVTT or SRT file, told apart by content; `duration` in seconds bounds them if it is known.

    Raises CaptionsRefused with every fault found. Overlaps, styles and settings are only warned of.
    """
    text, encoding = decoded(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > limits.LINES:
        raise CaptionsRefused([Problem(0, f"文件超过 {limits.LINES} 行，不像字幕文件。")])
    reader = _Reader()
    is_vtt = re.match(r"WEBVTT(?:[ \t]|$)", lines[0]) is not None
    if is_vtt:
        reader.read_vtt(lines)
    elif _looks_like_srt(lines):
        reader.read_blocks(_blocks(lines, 0), is_vtt=False)
    else:
        raise CaptionsRefused([Problem(1, "既不是 WebVTT（第一行应为 WEBVTT），也不是 SRT（先序号，再时间）。")])
    if encoding == "GB18030":
        reader.warnings.insert(0, Problem(0, "文件按 GB18030（国标中文编码）读取，请核对文字。"))
    captions = check_cues(reader.cues, duration, reader.lines, reader.errors)
    return Captions(
        captions.cues,
        shortened(sorted(reader.warnings + captions.warnings, key=lambda problem: problem.line)),
        "WebVTT" if is_vtt else "SRT",
        encoding,
    )


def check_cues(
    cues: Sequence[Cue],
    duration: float | None = None,
    lines: Sequence[int] = (),
    errors: Sequence[Problem] = (),
) -> Captions:
    """The cues in order, after the rules that hold for a file and for an editor's form alike.

    `lines` names the place of each cue (its number from 1 where absent); `errors` are faults found before. Raises
    CaptionsRefused.
    """
    places = list(lines) or list(range(1, len(cues) + 1))
    found, warnings = list(errors), []
    for place, cue in zip(places, cues, strict=True):
        if cue.end <= cue.start:
            found.append(Problem(place, f"结束时间（{clock(cue.end)}）应晚于开始时间（{clock(cue.start)}）。"))
        elif cue.end > limits.HOURS * 3600:
            found.append(Problem(place, f"时间超过 {limits.HOURS} 小时。"))
        elif duration and cue.start >= duration:
            found.append(Problem(place, f"开始时间（{clock(cue.start)}）超过全长（{clock(duration)}）。"))
    if not cues and not found:
        found.append(Problem(0, "文件里没有字幕。"))
    if found:
        raise CaptionsRefused(sorted(found, key=lambda problem: problem.line))
    latest = 0.0
    for place, cue in zip(places, cues, strict=True):
        if cue.start < latest:
            warnings.append(Problem(place, "时间早于前面的字幕，已按时间重新排序。"))
        latest = max(latest, cue.start)
    pairs = sorted(zip(places, cues, strict=True), key=lambda pair: pair[1].start)
    for (_, earlier), (place, cue) in pairwise(pairs):
        if cue.start < earlier.end:
            warnings.append(Problem(place, f"与前一条字幕重叠 {earlier.end - cue.start:.1f} 秒。"))
    return Captions([cue for _, cue in pairs], warnings)


class _Reader:
    """Collects cues, the line of each, faults and warnings."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.lines: list[int] = []
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []

    def read_vtt(self, lines: list[str]) -> None:
        header = next(_blocks(lines, 0))
        for number, line in header[1:]:
            if "-->" in line:
                self.errors.append(Problem(number, "WEBVTT 一行和第一条字幕之间缺少空行。"))
        self.read_blocks(_blocks(lines, len(header)), is_vtt=True)

    def read_blocks(self, blocks: Iterator[Block], is_vtt: bool) -> None:
        for block in blocks:
            if len(self.errors) >= limits.PROBLEMS_FOUND:
                return
            if len(self.cues) >= limits.CUES:
                self.errors.append(Problem(block[0][0], f"字幕超过 {limits.CUES} 条。"))
                return
            side = _SIDE_BLOCK.match(block[0][1]) if is_vtt else None
            if side is None:
                self._read_cue(block)
            elif arrows := [number for number, line in block[1:] if "-->" in line]:
                self.errors.append(Problem(arrows[0], f"前面的 {side.group(1)} 块没有用空行结束。"))
            elif side.group(1) in _GONE:
                self.warnings.append(Problem(block[0][0], _GONE[side.group(1)]))

    def _read_cue(self, block: Block) -> None:
        number, line = block[0]
        at = 0 if "-->" in line else 1
        if len(block) <= at or "-->" not in block[at][1]:
            self.errors.append(Problem(number, "这一段没有时间行；字幕文字中间不能有空行。"))
            return
        number, line = block[at]
        times = self._times(number, line)
        payload = self._payload(block[at + 1 :])
        if times is None or payload is None:
            return
        text = plain(payload)
        if not text:
            self.warnings.append(Problem(number, "这一条没有文字，已去掉。"))
        elif len(text) > limits.CUE_CHARACTERS:
            self.errors.append(Problem(number, f"这一条超过 {limits.CUE_CHARACTERS} 字。"))
        else:
            self.cues.append(Cue(*times, text, speaker_of(payload)))
            self.lines.append(number)

    def _times(self, number: int, line: str) -> tuple[float, float] | None:
        match = _TIMING.fullmatch(line) if len(line) <= limits.LINE_CHARACTERS else None
        if match is None:
            self.errors.append(Problem(number, "时间写法不对，应为 00:01:02.000 --> 00:01:05.000。"))
            return None
        groups = match.groups()
        values = []
        for hour, minute, second, fraction in (groups[:4], groups[4:8]):
            if int(minute) > 59 or int(second) > 59:
                self.errors.append(Problem(number, "时间不对：分和秒都应小于 60。"))
                return None
            if len(fraction) != 3:
                self.errors.append(Problem(number, "时间不对：毫秒应为三位。"))
                return None
            values.append(int(hour or 0) * 3600 + int(minute) * 60 + int(second) + int(fraction) / 1000)
        if groups[8] and groups[8].strip():
            self.warnings.append(Problem(number, "位置设置已去掉，字幕位置由网站统一。"))
        return values[0], values[1]

    def _payload(self, block: Block) -> str | None:
        if len(block) > limits.CUE_LINES:
            self.errors.append(Problem(block[0][0], f"一条字幕超过 {limits.CUE_LINES} 行，可能缺少空行。"))
            return None
        for number, line in block:
            if "-->" in line:
                self.errors.append(Problem(number, "两条字幕之间缺少空行。"))
                return None
            if len(line) > limits.LINE_CHARACTERS:
                self.errors.append(Problem(number, f"这一行超过 {limits.LINE_CHARACTERS} 字。"))
                return None
        return "\n".join(line for _, line in block)


def _blocks(lines: list[str], begin: int) -> Iterator[Block]:
    """Runs of lines that are not blank, from the line with index `begin` on."""
    block: Block = []
    for number, line in enumerate(lines[begin:], begin + 1):
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _looks_like_srt(lines: list[str]) -> bool:
    first = next(_blocks(lines, 0), [])
    return any("-->" in line for _, line in first[:2])
