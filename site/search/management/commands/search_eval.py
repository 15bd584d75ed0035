"""`manage.py search_eval FOLDER`: how good the search is on judged queries."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from search.engines.base import EngineAway
from search.quality.figures import Outcome, figures, strict_precision
from search.quality.judged import JudgedDocument, JudgedQuery, NotJudged, documents_of, queries_of
from search.quality.scratch import embedded_run
from search.quality.scratch_elastic import elasticsearch_run
from search.quality.scratch_postgresql import postgresql_run
from search.quality.stock import stock_run

Run = Callable[[Iterable[JudgedDocument], Iterable[JudgedQuery]], list[Outcome]]
ENGINES: dict[str, Run] = {
    "embedded": embedded_run,
    "elasticsearch": elasticsearch_run,
    "postgresql": postgresql_run,
    "stock": stock_run,
}


class Command(BaseCommand):
    """Index the documents of a folder in a scratch index, ask its queries, print the figures."""

    help = "用一组评判过的检索词衡量检索质量：文件夹里要有 docs.jsonl 和 queries.jsonl"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, the engine, the form of the answer."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--engine", choices=sorted(ENGINES), default="embedded")
        parser.add_argument("--json", action="store_true", dest="as_json", help="只输出一个 JSON 对象")
        parser.add_argument("--misses", action="store_true", help="列出没有排好的检索词")
        parser.add_argument("--floor", type=float, default=0.0, help="测试部分的 nDCG@10 低于它时以错误结束")

    def handle(self, folder: Path, engine: str, as_json: bool, misses: bool, floor: float, **options: Any) -> None:
        """Run and print. The embedded engine is the one inside the site's own database."""
        if engine == "embedded" and connection.vendor == "postgresql":
            engine = "postgresql"
        try:
            outcomes = ENGINES[engine](documents_of(folder), queries_of(folder))
        except NotJudged as error:
            raise CommandError(str(error)) from error
        except EngineAway as error:
            raise CommandError(f"检索引擎没有应答：{error}") from error
        if as_json:
            self.stdout.write(json.dumps(figures(outcomes)))
        else:
            self._table(outcomes)
        if misses:
            self._misses(outcomes)
        judged = [outcome for outcome in outcomes if outcome.query.part == "test"] or outcomes
        if (reached := figures(judged)["ndcg@10"]) < floor:
            raise CommandError(f"nDCG@10 是 {reached}，低于 {floor}")

    def _table(self, outcomes: list[Outcome]) -> None:
        """All, by part, by kind."""
        groups: dict[str, list[Outcome]] = {"全部": outcomes}
        for outcome in outcomes:
            for name in filter(None, (outcome.query.part, outcome.query.kind)):
                groups.setdefault(name, []).append(outcome)
        names = [*figures([]), "precision"]
        self.stdout.write(f"{'':14}{'n':>6}" + "".join(f"{name:>11}" for name in names))
        for label, group in groups.items():
            values = [*figures(group).values(), strict_precision(group)]
            self.stdout.write(f"{label:14}{len(group):>6}" + "".join(f"{value:>11.3f}" for value in values))

    def _misses(self, outcomes: list[Outcome]) -> None:
        """Queries that could be answered better."""
        for outcome in outcomes:
            if (figures([outcome])["ndcg@10"] < 0.95 and outcome.query.relevant) or (
                not outcome.query.relevant and outcome.strict
            ):
                self.stdout.write(
                    f"{outcome.query.id} {outcome.query.query!r} 要 {dict(outcome.query.relevant)} "
                    f"得 {list(outcome.ids[:8])}（严格 {outcome.strict}）"
                )
