"""Commands run as real processes, all of which can be found and counted afterwards."""

import os
import subprocess
import time
import uuid
from collections.abc import Callable
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[2]


class Trial:
    """Starts commands whose processes, and theirs, all carry one mark in the environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mark = uuid.uuid4().hex
        self.output = folder / "output.txt"

    def start(self, command: list[str], **variables: str) -> subprocess.Popen:
        """Start `command` in a session of its own; both streams go to `self.output`."""
        env = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "SECRET_", "VAR_"))}
        env |= {"TRIAL_MARK": self.mark, "VAR_DIR": str(self.folder / "var"), **variables}
        with self.output.open("ab") as output:
            return subprocess.Popen(
                command, cwd=PROJECT_ROOT, env=env, stdout=output, stderr=output, start_new_session=True
            )

    def run(self, command: list[str], **variables: str) -> tuple[int, str]:
        """Exit code of `command` and what it printed."""
        self.output.write_bytes(b"")
        code = self.start(command, **variables).wait(timeout=120)
        return code, self.output.read_text()

    def processes(self) -> list[int]:
        """Ids of all living processes with the mark."""
        sign = f"TRIAL_MARK={self.mark}".encode()
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if sign in path.read_bytes():  # a zombie has an empty environment
                    found.append(int(path.parent.name))
            except OSError:
                continue
        return found

    def grows_to(self, count: int) -> bool:
        """Whether exactly `count` marked processes came up."""
        return wait_until(lambda: len(self.processes()) == count, 20)

    def prints(self, text: str, seconds: float = 20) -> bool:
        """Whether a command printed `text` within `seconds`."""
        return wait_until(lambda: text in self.output.read_text(), seconds)

    def left_after(self, seconds: float) -> list[int]:
        """Marked processes that still live after at most `seconds`."""
        wait_until(lambda: not self.processes(), seconds)
        return self.processes()


def wait_until(condition: Callable[[], object], seconds: float) -> bool:
    """Whether `condition` became true within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False
