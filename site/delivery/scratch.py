"""Folders for work in progress: gone when the work ends, and swept away when the process that made them was killed."""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from delivery.clock import every_tick

SWEEPING_SECONDS = 3600
# Between the making of a folder and its lock lie microseconds; nobody is so slow.
UNLOCKED_SECONDS = 60
_swept = -SWEEPING_SECONDS


@contextlib.contextmanager
def scratch(purpose: str) -> Iterator[Path]:
    """A folder of its own on the disk of the uploads, so that large files can be linked into it, not copied.

    The lock on it says that somebody works there; the system lets go of it however the process ends.
    """
    root = scratch_root()
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{purpose}-", dir=root, ignore_cleanup_errors=True) as name:
        descriptor = os.open(name, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield Path(name)
        finally:
            os.close(descriptor)


@every_tick
def sweep() -> int:
    """When the clock starts and once an hour, remove folders that nobody holds; returns their number."""
    global _swept
    if time.monotonic() - _swept < SWEEPING_SECONDS:
        return 0
    _swept = time.monotonic()
    with contextlib.suppress(FileNotFoundError):
        return sum(map(_remove_if_left, list(scratch_root().iterdir())))
    return 0


def scratch_root() -> Path:
    """Where all of them lie."""
    return settings.VAR_DIR / "scratch"


def _remove_if_left(folder: Path) -> bool:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return False  # gone meanwhile, or none of ours
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if time.time() - os.fstat(descriptor).st_mtime < UNLOCKED_SECONDS:
            return False
        shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True
