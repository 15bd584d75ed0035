"""Nodes of Elasticsearch that a test may kill."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from tests.support.house import PROJECT_ROOT
from tests.support.ports import free_port

SCRIPT = PROJECT_ROOT / "deploy" / "services" / "elasticsearch.sh"
# Where `make services` has put the server, or another folder that holds it.
SERVER = Path(os.environ.get("ES_SERVER", PROJECT_ROOT / "var" / "services" / "elasticsearch" / "server"))


class ClusterTrial:
    """`number` nodes on ports of their own, with a server that is there already."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="nodes-"))
        self.folder.chmod(0o755)
        (self.folder / "server").symlink_to(SERVER)

    @property
    def urls(self) -> list[str]:
        """All nodes."""
        return [f"http://127.0.0.1:{self.port + node}" for node in range(self.number)]

    def start(self) -> None:
        """Start what is not running; returns when all answer."""
        env = {**os.environ, "ES_PORT": str(self.port)}
        command = ["bash", str(SCRIPT), str(self.folder), str(self.number)]
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)

    def send(self, node: int, number: signal.Signals) -> None:
        """A signal for one node."""
        os.kill(self._pid(node), number)

    def kill(self, node: int) -> None:
        """`kill -9`, and wait until it is gone."""
        pid = self._pid(node)
        os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(FileNotFoundError):
            while "Z" not in Path(f"/proc/{pid}/status").read_text().splitlines()[2]:
                time.sleep(0.02)

    def end(self) -> None:
        """End all of them and remove what they wrote."""
        for node in range(self.number):
            with contextlib.suppress(OSError, ValueError):
                self.send(node, signal.SIGCONT)
                self.kill(node)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _pid(self, node: int) -> int:
        return int((self.folder / f"node{node}" / "pid").read_text())
