"""Which steps are done: a step leaves the fingerprint of what it worked from, and is skipped while that is unchanged."""

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from deploy.local.console import PROJECT_ROOT


class Stamps:
    """Fingerprints of finished steps, one small file each in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def is_current(self, step: str, fingerprint: str) -> bool:
        """Whether `step` finished with exactly this fingerprint."""
        with contextlib.suppress(OSError):
            return (self.folder / step).read_text() == fingerprint
        return False

    def write(self, step: str, fingerprint: str) -> None:
        """Note that `step` is finished; call it last."""
        write_atomically(self.folder / step, fingerprint)

    def forget(self, step: str) -> None:
        """The step has to run again; call it before what it made is touched."""
        (self.folder / step).unlink(missing_ok=True)


def write_atomically(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file that is there whole or not at all, whenever this process is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(descriptor, "w") as file:
            os.fchmod(descriptor, mode)
            file.write(text)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """Hash of the names and contents of all files at or below `paths`, and of `more`."""
    digest = hashlib.sha256()
    for path in sorted(_files(paths)):
        digest.update(os.path.relpath(path, PROJECT_ROOT).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for text in more:
        digest.update(b"\0" + text.encode())
    return digest.hexdigest()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        elif path.is_file():
            yield path


@contextlib.contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold the lock file at `path`; gives False at once when another process holds it. The kernel frees it at any end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
