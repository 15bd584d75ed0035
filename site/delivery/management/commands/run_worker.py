"""The background processes of one machine: they do what the outbox holds and watch the clock."""

import socket
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from delivery import clock
from delivery.enums import Queue
from delivery.outbox import run_all
from delivery.worker.supervisor import Supervisor
from delivery.worker_sign import give_sign


class Command(BaseCommand):
    """Run until SIGTERM; what is at hand is finished, or goes back within half a minute."""

    help = "处理后台任务：生成图片、转码、定时发布与到期撤下。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="在这个进程里做完到期的任务就结束")
        parser.add_argument("--queues", default=",".join(Queue.values), help="只做这些队列，用逗号隔开：%(default)s")

    def handle(self, *args: Any, **options: Any) -> None:
        """Start what the settings ask for."""
        if options["once"]:
            give_sign(socket.gethostname())
            clock.tick()
            run_all()
            return
        chosen = options["queues"].split(",")
        if unknown := set(chosen) - set(Queue.values):
            raise CommandError(f"没有这些队列：{', '.join(sorted(unknown))}")
        Supervisor({queue: settings.WORKERS[queue] for queue in Queue if queue in chosen}).run()
