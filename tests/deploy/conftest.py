"""Real processes: found by a mark in their environment, and none may be left."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.trials import Trial


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    """Commands of one test; whatever they leave is ended."""
    trial = Trial(tmp_path)
    yield trial
    for number in trial.processes():
        os.kill(number, signal.SIGKILL)


@pytest.fixture
def port() -> int:
    """A port that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start_command() -> list[str]:
    """`make run` without make."""
    return [sys.executable, "-m", "deploy.local.start"]
