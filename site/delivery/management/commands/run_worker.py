"""The one background process: does what the outbox holds and watches the clock."""

import signal
import time
from types import FrameType

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from delivery import clock
from delivery.outbox import run_next
from delivery.worker_sign import give_sign

IDLE_SECONDS = 0.5
CLOCK_SECONDS = 10
SIGN_SECONDS = 30


class Command(BaseCommand):
    """Run until SIGTERM; the message at hand is finished first."""

    help = "处理后台任务：生成图片、定时发布与到期撤下。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="做完到期的任务就结束")

    def handle(self, *args: object, **options: object) -> None:
        stopping: list[int] = []

        def stop(number: int, frame: FrameType | None) -> None:
            stopping.append(number)

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        last_tick = last_sign = -SIGN_SECONDS
        while not stopping:
            close_old_connections()
            if time.monotonic() - last_tick >= CLOCK_SECONDS:
                clock.tick()
                last_tick = time.monotonic()
            if time.monotonic() - last_sign >= SIGN_SECONDS:
                give_sign()
                last_sign = time.monotonic()
            if run_next():
                continue
            if options["once"]:
                break
            time.sleep(IDLE_SECONDS)
