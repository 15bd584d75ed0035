"""Load or remove the demonstration content."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from demo.domain.accounts import UsernameTaken
from demo.domain.load import Loaded, load_accounts, load_demo
from demo.domain.remove import NotOnlyDemo, remove_demo
from search.domain.keep_up import difference, repair


class Command(BaseCommand):
    """Idempotent: may be run at every start, and again after it was killed."""

    help = "载入演示内容：账号、单位、稿件、通知、首页选择（已有的不动）。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only-accounts", action="store_true", help="只建立演示账号")
        parser.add_argument("--remove", action="store_true", help="移除全部演示内容")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, help="发布日期从这一天往回算，例如 2026-11-24；默认今天"
        )

    def handle(self, *args: object, **options: object) -> None:
        today = timezone.localdate()
        as_of: date = options["as_of"] or today
        if as_of > today:
            raise CommandError("--as-of 不能晚于今天：稿件的日期不能在将来。")
        try:
            if options["remove"]:
                self._remove()
            else:
                self._load(load_accounts() if options["only_accounts"] else load_demo(as_of, self._say))
        except (UsernameTaken, NotOnlyDemo) as error:
            raise CommandError(str(error)) from error

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _load(self, loaded: Loaded) -> None:
        for line in loaded.skipped:
            self.stderr.write(line)
        if loaded.made:
            self._say(f"新加入演示页面 {loaded.made} 个")
            # Found from the first request on, before the worker has begun.
            repair(difference())
        accounts = loaded.accounts
        if accounts.are_new:
            self._say(f"演示账号（只显示这一次，保存在 {accounts.path}）：")
            for role, account in accounts.passwords.items():
                self._say(f"  {role}: {account['username']} / {account['password']}")

    def _remove(self) -> None:
        removed = remove_demo(self._say)
        for thing in removed.kept:
            self.stderr.write(f"{thing}还有别的内容在用，留下了。")
