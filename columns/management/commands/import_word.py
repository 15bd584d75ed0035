"""Import a Word file from the command line, or show what the reader makes of it."""

import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from columns.domain.errors import ImportRefused
from columns.domain.import_word import import_word
from columns.models import ColumnPage, StoryPage
from columns.word import WordDocument, WordRefused, read_word
from delivery.file_command import Answer, FileCommand


class Command(FileCommand):
    """`import_word FILE [--column SLUG] [--dry-run] [--json]`."""

    help = "把一个 Word 文件导入为草稿。"
    file_help = "Word 文件（.docx）"
    refusals = (WordRefused, ImportRefused)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Adds where to, and whether at all."""
        super().add_arguments(parser)
        parser.add_argument("--column", default="", help="栏目的网址名，例如 gushi；不写就用第一个接受故事的栏目")
        parser.add_argument("--dry-run", action="store_true", help="只读取，不保存")

    def take(self, path: Path, options: dict[str, Any]) -> Answer:
        """Read, and make the draft."""
        if options["dry_run"]:
            with tempfile.TemporaryDirectory(prefix="word-") as folder:
                document = read_word(path, folder)
            return Answer(as_json(document), told(document))
        report = import_word(path, self._column(options["column"]))
        column = report.page.get_parent()
        saved = f"已存为草稿：{report.page.title}（编号 {report.page.pk}，栏目 {column.title}）"
        return Answer(as_json(report.document), [*told(report.document), saved])

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


def told(document: WordDocument) -> Iterator[str]:
    """What was read, for people."""
    yield f"标题：{document.title or '（没有找到）'}"
    yield f"图片：{len(document.images)} 张"
    for entry in document.dropped:
        detail = f"（{entry['detail']}）" if entry["detail"] else ""
        yield f"没有导入：{entry['what']} × {entry['count']}{detail}"
    for warning in document.warnings:
        yield f"请核对：{warning}"


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
