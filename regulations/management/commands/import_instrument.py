"""Import an official text from the command line, or show what the reader makes of it."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from regulations.domain.imports import import_instrument
from regulations.domain.parsing import ParsedInstrument, TextRefused
from regulations.domain.text_files import source_of
from regulations.enums import InstrumentKind, Level

STATED = ("document_number", "issuing_body", "adopted_on", "published_on", "effective_on")
NAMES = ("文号", "制定机关", "通过日期", "公布日期", "施行日期")


class Command(BaseCommand):
    """`import_instrument FILE [--dry-run] [--json]`."""

    help = "把一份官方文件（.txt、.md、.docx）读成条文，存为尚未公开的版本；在后台核对后再公开。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments."""
        parser.add_argument("file", help="文本、Markdown 或 Word 文件")
        parser.add_argument("--dry-run", action="store_true", help="只读取，不保存")
        parser.add_argument("--json", action="store_true", help="在标准输出写一个 JSON 对象，不写别的")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 and a Chinese message on standard error when it does not work."""
        path = Path(options["file"])
        try:
            source = source_of(path)
            parsed = source.parsed()
            edition = None if options["dry_run"] else import_instrument(source, parsed)
        except TextRefused as refusal:
            self._fail(str(refusal), options["json"])
        except OSError as error:
            self._fail(f"打不开文件 {path}：{_reason(error)}。", options["json"])
        if options["json"]:
            self.stdout.write(json.dumps(parsed.to_json(), ensure_ascii=False))
            return
        self._tell(parsed)
        if edition is not None:
            self.stdout.write(f"已存为未公开的版本（编号 {edition.pk}）。请在后台“官方文件”里核对后公开。")

    def _tell(self, parsed: ParsedInstrument) -> None:
        self.stdout.write(f"标题：{parsed.title or '（没有找到）'}")
        self.stdout.write(f"种类：{InstrumentKind(parsed.kind).label}")
        for name, label in zip(STATED, NAMES, strict=True):
            if value := getattr(parsed, name):
                self.stdout.write(f"{label}：{value}")
        counts = "，".join(f"{Level(level).label} {number}" for level, number in parsed.counts.items() if number)
        self.stdout.write(f"条数：{counts}")
        for problem in parsed.problems:
            place = f"第 {problem.line} 行：" if problem.line else ""
            self.stdout.write(f"请核对：{place}{problem.message}")

    def _fail(self, message: str, is_json: bool) -> None:
        self.stderr.write(message)
        if is_json:
            self.stdout.write(json.dumps({"error": message}, ensure_ascii=False))
        sys.exit(1)


def _reason(error: OSError) -> str:
    reasons = {
        FileNotFoundError: "没有这个文件",
        IsADirectoryError: "这是文件夹",
        PermissionError: "没有读取的权限",
    }
    return next((told for kind, told in reasons.items() if isinstance(error, kind)), "读取失败")
