"""`manage.py search_check`: compares the index with what is public, and repairs it."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.domain.keep_up import Difference, difference, rebuild, repair
from search.domain.mirror import BuildGoesOn, Drift, site_mirror
from search.engines.base import EngineAway
from search.engines.cluster import is_configured


class Command(BaseCommand):
    """Says what differs; ends with an error when `--dry-run` finds something."""

    help = "核对检索索引与公开内容，并修复不一致"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Look only, or make everything anew."""
        parser.add_argument("--dry-run", action="store_true", help="只核对，不修复")
        parser.add_argument("--rebuild", action="store_true", help="全部重新建立（改了词典或同义词之后）")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Compare, then repair or make anew; first the database's own index, then the cluster's."""
        if options["rebuild"]:
            self.stdout.write(f"重新建立了 {rebuild()} 个页面和文件的索引。")
            self._rebuild_cluster()
            return
        found = difference()
        self.stdout.write(_counts(found))
        if found and not dry_run:
            repair(found)
            self.stdout.write("已修复。")
        if self._differs_in_cluster(dry_run) or (found and dry_run):
            raise CommandError("索引与公开内容不一致。去掉 --dry-run 再运行一次即修复。")

    def _differs_in_cluster(self, dry_run: bool) -> bool:
        """Compare the cluster with the database and repair it unless it is a dry run; whether something is left."""
        if not is_configured():
            return False
        mirror = site_mirror()
        with _answered():
            if not mirror.index.exists():
                self.stdout.write("集群里没有可用的索引。")
                if not dry_run:
                    self._rebuild_cluster()
                return dry_run
            if not dry_run:
                mirror.catch_up()
            drift = mirror.drift()
            self.stdout.write(f"集群：{_counts(drift)}")
            if drift and not dry_run:
                mirror.repair(drift)
                self.stdout.write("集群已修复。")
            return bool(drift) and dry_run

    def _rebuild_cluster(self) -> None:
        if is_configured():
            with _answered():
                self.stdout.write(f"集群里重新建立了 {site_mirror().rebuild()} 个文档的索引。")


@contextmanager
def _answered() -> Iterator[None]:
    try:
        yield
    except EngineAway as error:
        raise CommandError(f"Elasticsearch 没有应答：{error}") from error
    except BuildGoesOn as error:
        raise CommandError("另一个进程正在重建集群的索引，请两分钟后再试。") from error


def _counts(found: Difference | Drift) -> str:
    missing, stale, surplus = found.counts
    return f"缺少 {missing}，过时 {stale}，多余 {surplus}。"
