"""A real `run_worker` that also knows the jobs of trials: `python -m tests.support.job_worker [options of run_worker]`."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from delivery.enums import Queue  # noqa: E402
from delivery.jobs import JobContext  # noqa: E402
from delivery.topics import handles  # noqa: E402

TERMS = {"attempts": 3, "lease_seconds": 4, "backoff_seconds": 0.3}
PATIENT = TERMS | {"attempts": 20}  # a job is not to blame for kills that come from outside
ONCE = TERMS | {"attempts": 1}


@handles("trial.count", **PATIENT)
def count(payload: dict, context: JobContext) -> None:
    """An effect in the database that must happen once."""
    time.sleep(payload.get("seconds", 0))
    with context.commit(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO effect (job) VALUES (%s)", [payload["job"]])
        time.sleep(payload.get("seconds", 0))


@handles("trial.file", **PATIENT)
def write_file(payload: dict, context: JobContext) -> None:
    """An effect outside the database, idempotent by the key of the message."""
    path = Path(payload["folder"]) / context.key
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(str(payload["job"]))
    part.replace(path)


@handles("trial.raise", **TERMS)
def fail(payload: dict) -> None:
    """A poison that raises."""
    raise ValueError("坏数据 password=hunter2")


@handles("trial.crash", **TERMS)
def crash(payload: dict) -> None:
    """A poison that takes its process along."""
    os.kill(os.getpid(), signal.SIGKILL)


@handles("trial.hang", time_limit=4, **(TERMS | {"attempts": 2}))
def hang(payload: dict) -> None:
    """A poison that does not come to an end."""
    time.sleep(1000)


@handles("trial.deaf", time_limit=2, **ONCE)
def be_deaf(payload: dict) -> None:
    """A poison that does not come to an end and does not listen."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGTERM})
    time.sleep(1000)


@handles("trial.long", queue=Queue.SLOW, **ONCE)
def work_long(payload: dict, context: JobContext) -> None:
    """A child program at work, as in transcoding."""
    context.progress(25, remaining_seconds=90)
    subprocess.run(["/bin/sleep", str(payload["seconds"])], check=True)


@handles("trial.patient", queue=Queue.SLOW)
def wait(payload: dict) -> None:
    """Long work on the terms of a real topic."""
    time.sleep(payload["seconds"])


if __name__ == "__main__":
    call_command("run_worker", *sys.argv[1:])
