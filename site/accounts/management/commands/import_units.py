"""Import units from a CSV file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.domain.import_units import import_units
from accounts.domain.unit_file import MAX_BYTES
from accounts.domain.unit_report import Outcome


class Command(BaseCommand):
    """Prints one line per problem, or per new and changed unit."""

    help = "从 CSV 文件导入单位（UTF-8 或 GB18030）。整份文件没有问题才导入。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV 文件")
        parser.add_argument("--dry-run", action="store_true", help="只检查，不保存")

    def handle(self, *args: object, **options: object) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                # One byte more than allowed is enough to be told that it is too large.
                content = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise CommandError(f"打不开文件“{path}”：{error.strerror}。") from error
        report = import_units(content, dry_run=options["dry_run"])
        if report.problems:
            raise CommandError("\n".join([*map(str, report.problems), report.summary]))
        for row in report.rows:
            if row.outcome is not Outcome.UNCHANGED:
                details = "；".join(f"{c.column} {c.before or '（空）'} → {c.after}" for c in row.changes)
                self.stdout.write(f"第{row.line}行 {row.outcome} {row.name}{'：' if details else ''}{details}")
        self.stdout.write(report.summary)
