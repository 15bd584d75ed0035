"""Check a caption file from the command line: what is wrong, line by line."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from delivery.file_command import Answer, FileCommand
from media.captions import Captions, CaptionsRefused, parse_captions
from media.captions.cues import FILE_BYTES, Problem, clock


class Command(FileCommand):
    """`check_captions FILE [--json]`: exit code 0 for a usable file, 1 otherwise."""

    help = "检查一个字幕文件（WebVTT 或 SRT），逐行说明问题。"
    file_help = "字幕文件（.vtt 或 .srt）"
    requires_system_checks: list[str] = []
    refusals = (CaptionsRefused,)

    def take(self, path: Path, options: dict[str, Any]) -> Answer:
        """Read it; one byte more than allowed is enough to be told so."""
        with path.open("rb") as file:
            captions = parse_captions(file.read(FILE_BYTES + 1))
        return Answer(as_json(captions, []), told(captions))

    def refuse(self, refusal: CaptionsRefused) -> NoReturn:
        """Every fault with its line."""
        self._end(refusal.problems)

    def fail(self, message: str) -> NoReturn:
        """A fault of the file as a whole."""
        self._end([Problem(0, message)])

    def _end(self, problems: Sequence[Problem]) -> NoReturn:
        if self.is_json:
            self.stdout.write(json.dumps(as_json(None, problems), ensure_ascii=False))
        else:
            for problem in problems:
                self.stderr.write(f"错误　{problem}")
            self.stderr.write(f"{len(problems)} 处错误，文件不能使用。")
        sys.exit(1)


def told(captions: Captions) -> Iterator[str]:
    """What an editor should look at, and what the file is."""
    for problem in captions.warnings:
        yield f"请核对　{problem}"
    end = max(cue.end for cue in captions.cues)
    yield f"可以使用：{captions.form}，{captions.encoding}，{len(captions.cues)} 条字幕，到 {clock(end)}。"


def as_json(captions: Captions | None, errors: Sequence[Problem]) -> dict[str, Any]:
    """Exactly `ok`, `format`, `encoding`, `cues` (a number), `errors`, `warnings` (each with `line`, `message`)."""
    warnings = captions.warnings if captions else []
    return {
        "ok": captions is not None,
        "format": captions.form if captions else "",
        "encoding": captions.encoding if captions else "",
        "cues": len(captions.cues) if captions else 0,
        "errors": [{"line": problem.line, "message": problem.message} for problem in errors],
        "warnings": [{"line": problem.line, "message": problem.message} for problem in warnings],
    }
