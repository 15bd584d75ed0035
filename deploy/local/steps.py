"""Long steps: several at once if they do not depend on each other, with a sign of life and a log file each."""

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deploy.local.console import Interrupted, failure, say
from deploy.local.processes import StopSignals, end_all, start

POLL_SECONDS = 0.05
SIGN_OF_LIFE_SECONDS = 5.0


@dataclass(frozen=True, eq=False)
class Step:
    """One process of the set-up: what it is called, what it runs, what is noted when it has succeeded."""

    label: str
    command: list[str]
    log: Path
    finished: Callable[[], None] = lambda: None
    advice: str = ""
    shows_output: bool = False


class Runner:
    """Runs steps with one environment until they end or a signal comes."""

    def __init__(self, env: dict[str, str], stop: StopSignals) -> None:
        self.env = env
        self.stop = stop

    def run(self, *steps: Step) -> None:
        """Run all `steps` side by side and note each that succeeded.

        When one fails the others are ended and `SetUpError` is raised; when a signal comes all are ended and
        `Interrupted` is raised.
        """
        running: dict[Step, subprocess.Popen] = {}
        readers = []
        began = time.monotonic()
        next_sign = began + SIGN_OF_LIFE_SECONDS
        try:
            for step in steps:
                say(f"· {step.label} …")
                running[step] = self._start(step)
            readers = [_relay(child) for child in running.values() if child.stdout is not None]
            while running:
                if self.stop.received:
                    raise Interrupted
                for step in [s for s, child in running.items() if child.poll() is not None]:
                    child = running.pop(step)
                    self._finish(step, child, time.monotonic() - began)
                if running and time.monotonic() >= next_sign:
                    next_sign += SIGN_OF_LIFE_SECONDS
                    say(f"    … {'、'.join(s.label for s in running)}，已 {time.monotonic() - began:.0f} 秒")
                time.sleep(POLL_SECONDS)
        finally:
            end_all(running.values(), term_seconds=3)
            for reader in readers:
                reader.join(timeout=1)

    def _start(self, step: Step) -> subprocess.Popen:
        step.log.parent.mkdir(parents=True, exist_ok=True)
        with step.log.open("wb") as log:
            return start(step.command, self.env, stdout=subprocess.PIPE if step.shows_output else log, stderr=log)

    def _finish(self, step: Step, child: subprocess.Popen, seconds: float) -> None:
        if child.returncode:
            raise failure(step.label, step.log, step.advice)
        step.finished()
        say(f"  {step.label}：完成（{seconds:.1f} 秒）")


def _relay(child: subprocess.Popen) -> threading.Thread:
    """Print what the child prints, as it comes."""

    def copy() -> None:
        with contextlib.suppress(ValueError, OSError):
            for line in child.stdout:
                say(line.decode(errors="replace").rstrip("\n"))

    reader = threading.Thread(target=copy, daemon=True)
    reader.start()
    return reader


def base_environment(var: Path, port: int) -> dict[str, str]:
    """The environment of every process of `make run`: what the caller set, and the defaults of a single machine."""
    env = dict(os.environ)
    env.update(
        DJANGO_SETTINGS_MODULE="config.settings.base",
        VAR_DIR=str(var),
        PORT=str(port),
        PYTHONUNBUFFERED="1",
        PYTHONFAULTHANDLER="1",
    )
    env.setdefault("BASE_URL", f"http://127.0.0.1:{port}")
    return env
