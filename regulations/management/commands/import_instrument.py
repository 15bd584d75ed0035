"""Import an official text from the command line, or show what the reader makes of it."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from delivery.file_command import Answer, FileCommand
from regulations.domain.imports import import_instrument
from regulations.domain.parsing import ParsedInstrument, TextRefused
from regulations.domain.text_files import source_of
from regulations.enums import InstrumentKind, Level

STATED = ("document_number", "issuing_body", "adopted_on", "published_on", "effective_on")
NAMES = ("文号", "制定机关", "通过日期", "公布日期", "施行日期")


class Command(FileCommand):
    """`import_instrument FILE [--dry-run] [--json]`."""

    help = "把一份官方文件（.txt、.md、.docx）读成条文，存为尚未公开的版本；在后台核对后再公开。"
    file_help = "文本、Markdown 或 Word 文件"
    refusals = (TextRefused,)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Adds whether at all."""
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="只读取，不保存")

    def take(self, path: Path, options: dict[str, Any]) -> Answer:
        """Read, and keep an edition that is not public yet."""
        source = source_of(path)
        parsed = source.parsed()
        if options["dry_run"]:
            return Answer(parsed.to_json(), told(parsed))
        edition = import_instrument(source, parsed)
        saved = f"已存为未公开的版本（编号 {edition.pk}）。请在后台“官方文件”里核对后公开。"
        return Answer(parsed.to_json(), [*told(parsed), saved])


def told(parsed: ParsedInstrument) -> Iterator[str]:
    """What was read, for people."""
    yield f"标题：{parsed.title or '（没有找到）'}"
    yield f"种类：{InstrumentKind(parsed.kind).label}"
    for name, label in zip(STATED, NAMES, strict=True):
        if value := getattr(parsed, name):
            yield f"{label}：{value}"
    counts = "，".join(f"{Level(level).label} {number}" for level, number in parsed.counts.items() if number)
    yield f"条数：{counts}"
    for problem in parsed.problems:
        place = f"第 {problem.line} 行：" if problem.line else ""
        yield f"请核对：{place}{problem.message}"
