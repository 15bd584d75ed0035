"""Workers as real processes on a database of their own, and what became of the jobs they were given."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.db import connection

from delivery.models import OutboxMessage
from delivery.outbox import enqueue
from tests.support.databases import LiveDatabase
from tests.support.trials import PROJECT_ROOT, Trial, wait_until

COMMAND = [sys.executable, "-m", "tests.support.job_worker"]


class JobTrial:
    """Starts, kills and replaces workers; asks the database what is left."""

    def __init__(self, database: LiveDatabase, folder: Path) -> None:
        self.trial = Trial(folder)
        self.files = folder / "files"
        self.files.mkdir()
        self.workers: list[subprocess.Popen] = []
        self._variables = {
            "DATABASE_URL": database.url,
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
            "SECRET_KEY": "only-for-trials-" + "0" * 40,
            "PYTHONPATH": f"{PROJECT_ROOT}{os.pathsep}{PROJECT_ROOT / 'site'}",
        }
        OutboxMessage.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE effect (job integer NOT NULL)")

    def add_worker(self, *options: str, **variables: str) -> subprocess.Popen:
        """One more machine's worth of workers."""
        worker = self.trial.start([*COMMAND, *options], **self._variables, **variables)
        self.workers.append(worker)
        return worker

    def children(self, worker: subprocess.Popen) -> list[int]:
        """Its processes."""
        path = Path(f"/proc/{worker.pid}/task/{worker.pid}/children")
        with contextlib.suppress(OSError):
            return [int(number) for number in path.read_text().split()]
        return []

    def is_up(self, worker: subprocess.Popen) -> bool:
        """Whether clock and workers of all three queues have started."""
        return wait_until(lambda: len(self.children(worker)) >= 4, 30)

    def kill_one(self, dice: random.Random) -> None:
        """`kill -9` of a child, of a supervisor, or of a supervisor with all its children, as in a power cut."""
        worker = dice.choice(self.workers)
        children = self.children(worker)
        way = dice.choice(["child", "child", "supervisor", "all"])
        if way == "child" and children:
            _kill([dice.choice(children)])
            return
        if way == "all":
            self.cut_power(worker)
        else:
            _kill([worker.pid])
            worker.wait()
            self.workers.remove(worker)
        self.add_worker()

    def cut_power(self, worker: subprocess.Popen) -> None:
        """End a supervisor and its processes at one instant."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        self.workers.remove(worker)

    def count(self, jobs: range, **payload: object) -> None:
        """Enqueue jobs that count themselves in the table of effects."""
        for job in jobs:
            enqueue("trial.count", {"job": job, **payload})

    def write_files(self, jobs: range) -> None:
        """Enqueue jobs that write a file each."""
        for job in jobs:
            enqueue("trial.file", {"job": job, "folder": str(self.files)})

    def effects(self) -> list[int]:
        """Numbers of the jobs that took effect, as often as they did."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT job FROM effect ORDER BY job")
            return [number for (number,) in cursor.fetchall()]

    def written(self) -> list[int]:
        """Numbers in the files."""
        return sorted(int(path.read_text()) for path in self.files.glob("trial.file-*") if path.suffix != ".part")

    def open_jobs(self) -> int:
        """How many are neither done nor given up."""
        return OutboxMessage.objects.filter(topic__startswith="trial.", done_at=None, dead_at=None).count()

    def settles(self, seconds: float) -> bool:
        """Whether nothing is open any more within `seconds`."""
        return wait_until(lambda: self.open_jobs() == 0 or time.sleep(0.2), seconds)

    def longest_wait(self, topic: str) -> float:
        """Seconds that the unluckiest message of `topic` waited for its (last) beginning."""
        rows = OutboxMessage.objects.filter(topic=topic).values_list("begun_at", "available_at")
        return max((begun - due).total_seconds() for begun, due in rows)

    def end(self) -> None:
        """Kill everything of this trial."""
        _kill(self.trial.processes())
        self.trial.left_after(5)


def _kill(numbers: list[int]) -> None:
    for number in numbers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
