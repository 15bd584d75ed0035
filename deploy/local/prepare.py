"""Database and content in one process with one start of Django: migrations, home and columns, demonstration content."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from deploy.local.console import say
from deploy.local.content import CONTENT, MIGRATE, Work
from manage import add_source_root


def main(steps: list[str]) -> None:
    """Run the named steps; each is noted as done by itself, so that a killed run goes on behind it."""
    work = Work(Path(os.environ["VAR_DIR"]), os.environ.get("DATABASE_URL", ""))
    add_source_root()
    import django

    django.setup()
    for step, act in ((MIGRATE, _migrate), (CONTENT, _fill)):
        if step in steps:
            work.begin(step)
            act()
            work.done(step)


def _migrate() -> None:
    from django.core.management import call_command

    _timed("数据库迁移", lambda: call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr))


def _fill() -> None:
    """Home page and columns, then the demonstration content, which prints its passwords once."""
    from django.core.management import call_command, get_commands

    _timed("首页与栏目", lambda: call_command("set_up_site", stdout=sys.stderr))
    if "load_demo" in get_commands():
        _timed("演示内容", lambda: call_command("load_demo"))


def _timed(label: str, act: Callable[[], object]) -> None:
    began = time.monotonic()
    say(f"    {label} …")
    act()
    say(f"    {label}：{time.monotonic() - began:.1f} 秒")


if __name__ == "__main__":
    main(sys.argv[1:])
