"""Folders of work in progress: none stays, whatever becomes of the process."""

import os
import subprocess
import sys

import pytest

from delivery import scratch

HELD = """
import sys, time
from pathlib import Path
from django.conf import settings
from manage import add_source_root
add_source_root()
settings.configure(VAR_DIR=Path(sys.argv[1]))
from delivery.scratch import scratch
with scratch("held") as folder:
    (folder / "segment").touch()
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def _not_swept_yet(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(scratch, "_swept", -scratch.SWEEPING_SECONDS)
    settings.VAR_DIR = tmp_path


def names() -> list[str]:
    return sorted(path.name.partition("-")[0] for path in scratch.scratch_root().iterdir())


def aged(folder) -> None:
    past = os.stat(folder).st_mtime - scratch.UNLOCKED_SECONDS - 1
    os.utime(folder, (past, past))


def test_a_folder_is_gone_after_the_work_and_after_its_failure():
    with pytest.raises(ZeroDivisionError), scratch.scratch("work") as folder:
        (folder / "a").touch()
        _ = 1 / 0

    assert names() == []


def test_what_a_killed_process_left_is_swept_and_what_is_in_use_stays():
    worker = subprocess.Popen(
        [sys.executable, "-c", HELD, str(scratch.scratch_root().parent)], stdout=subprocess.PIPE, text=True
    )
    held = worker.stdout.readline().strip()
    aged(held)
    with scratch.scratch("mine") as mine:
        aged(mine)
        in_use = (scratch.sweep(), names())
        worker.kill()
        worker.wait()
        scratch._swept = -scratch.SWEEPING_SECONDS

        left = (scratch.sweep(), names())

    worker.stdout.close()
    assert (in_use, left) == ((0, ["held", "mine"]), (1, ["mine"]))


def test_a_folder_just_made_and_a_strange_file_are_left_alone():
    root = scratch.scratch_root()
    (root / "new-1").mkdir(parents=True)
    (root / "file-1").touch()
    (root / "link-1").symlink_to(root / "new-1")

    assert (scratch.sweep(), names()) == (0, ["file", "link", "new"])


def test_it_looks_once_an_hour():
    scratch.sweep()
    (scratch.scratch_root() / "left-1").mkdir(parents=True)
    aged(scratch.scratch_root() / "left-1")

    assert (scratch.sweep(), names()) == (0, ["left"])
