"""Check a caption file from the command line: what is wrong, line by line."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from media.captions import Captions, CaptionsRefused, parse_captions
from media.captions.cues import FILE_BYTES, Problem, clock


class Command(BaseCommand):
    """`check_captions FILE [--json]`: exit code 0 for a usable file, 1 otherwise."""

    help = "检查一个字幕文件（WebVTT 或 SRT），逐行说明问题。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments."""
        parser.add_argument("file", help="字幕文件（.vtt 或 .srt）")
        parser.add_argument("--json", action="store_true", help="在标准输出写一个 JSON 对象，不写别的")

    def handle(self, *args: Any, **options: Any) -> None:
        """Faults go to standard error, the rest to standard output."""
        path = Path(options["file"])
        try:
            with path.open("rb") as file:
                # One byte more than allowed is enough to be told so.
                captions = parse_captions(file.read(FILE_BYTES + 1))
            errors: list[Problem] = []
        except CaptionsRefused as refusal:
            captions, errors = None, refusal.problems
        except OSError as error:
            captions, errors = None, [Problem(0, f"打不开文件 {path}：{error.strerror or error}")]
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(captions, errors), ensure_ascii=False))
        else:
            self._tell(captions, errors)
        if errors:
            sys.exit(1)

    def _tell(self, captions: Captions | None, errors: list[Problem]) -> None:
        for problem in errors:
            self.stderr.write(f"错误　{problem}")
        if captions is None:
            self.stderr.write(f"{len(errors)} 处错误，文件不能使用。")
            return
        for problem in captions.warnings:
            self.stdout.write(f"请核对　{problem}")
        end = max(cue.end for cue in captions.cues)
        self.stdout.write(
            f"可以使用：{captions.form}，{captions.encoding}，{len(captions.cues)} 条字幕，到 {clock(end)}。"
        )


def _as_json(captions: Captions | None, errors: list[Problem]) -> dict[str, Any]:
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
