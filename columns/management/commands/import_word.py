"""Import a Word file from the command line, or show what the reader makes of it."""

import json
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from columns.domain.errors import ImportRefused
from columns.domain.import_word import import_word
from columns.models import ColumnPage, StoryPage
from columns.word import WordDocument, WordRefused, read_word


class Command(BaseCommand):
    """`import_word FILE [--column SLUG] [--dry-run] [--json]`."""

    help = "把一个 Word 文件导入为草稿。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments."""
        parser.add_argument("file", help="Word 文件（.docx）")
        parser.add_argument("--column", default="", help="栏目的网址名，例如 gushi；不写就用第一个接受故事的栏目")
        parser.add_argument("--dry-run", action="store_true", help="只读取，不保存")
        parser.add_argument("--json", action="store_true", help="在标准输出写一个 JSON 对象，不写别的")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 and a Chinese message on standard error when it does not work."""
        path = Path(options["file"])
        try:
            if options["dry_run"]:
                report = None
                with tempfile.TemporaryDirectory(prefix="word-") as folder:
                    document = read_word(path, folder)
            else:
                report = import_word(path, self._column(options["column"]))
                document = report.document
        except (WordRefused, ImportRefused) as refusal:
            self._fail(str(refusal), options["json"])
        except OSError as error:
            self._fail(f"打不开文件 {path}：{error.strerror or error}", options["json"])
        if options["json"]:
            self.stdout.write(json.dumps(as_json(document), ensure_ascii=False))
            return
        self._tell(document)
        if report is not None:
            column = report.page.get_parent()
            self.stdout.write(f"已存为草稿：{report.page.title}（编号 {report.page.pk}，栏目 {column.title}）")

    def _column(self, slug: str) -> ColumnPage:
        columns = ColumnPage.objects.order_by("path")
        if slug:
            column = columns.filter(slug=slug).first()
            if column is None:
                raise ImportRefused(f"没有网址名为“{slug}”的栏目。")
            return column
        column = next((found for found in columns if found.accepts(StoryPage)), None)
        if column is None:
            raise ImportRefused("没有接受故事的栏目，请用 --column 指定一个栏目。")
        return column

    def _tell(self, document: WordDocument) -> None:
        self.stdout.write(f"标题：{document.title or '（没有找到）'}")
        self.stdout.write(f"图片：{len(document.images)} 张")
        for entry in document.dropped:
            detail = f"（{entry['detail']}）" if entry["detail"] else ""
            self.stdout.write(f"没有导入：{entry['what']} × {entry['count']}{detail}")
        for warning in document.warnings:
            self.stdout.write(f"请核对：{warning}")

    def _fail(self, message: str, is_json: bool) -> None:
        self.stderr.write(message)
        if is_json:
            self.stdout.write(json.dumps({"error": message}, ensure_ascii=False))
        sys.exit(1)


def as_json(document: WordDocument) -> dict[str, Any]:
    """Exactly `title`, `html`, `images`, `dropped`, `warnings`; a picture's `name` is the `src` it has in `html`."""
    images = [
        {
            "name": image.file,
            "width": image.width,
            "height": image.height,
            "alt": image.alt,
            "caption": image.caption,
            "sha256": image.sha256,
        }
        for image in document.images
    ]
    return {
        "title": document.title,
        "html": document.html,
        "images": images,
        "dropped": document.dropped,
        "warnings": document.warnings,
    }
