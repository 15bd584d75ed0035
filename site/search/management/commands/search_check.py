"""`manage.py search_check`: compares the index with what is public, and repairs it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.domain.keep_up import difference, rebuild, repair


class Command(BaseCommand):
    """Says what differs; ends with an error when `--dry-run` finds something."""

    help = "核对检索索引与公开内容，并修复不一致"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Look only, or make everything anew."""
        parser.add_argument("--dry-run", action="store_true", help="只核对，不修复")
        parser.add_argument("--rebuild", action="store_true", help="全部重新建立（改了词典或同义词之后）")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Compare, then repair or make anew."""
        if options["rebuild"]:
            self.stdout.write(f"重新建立了 {rebuild()} 个页面的索引。")
            return
        found = difference()
        self.stdout.write(f"缺少 {len(found.missing)}，过时 {len(found.stale)}，多余 {len(found.surplus)}。")
        if dry_run and found:
            raise CommandError("索引与公开内容不一致。去掉 --dry-run 再运行一次即修复。")
        if found:
            repair(found)
            self.stdout.write("已修复。")
