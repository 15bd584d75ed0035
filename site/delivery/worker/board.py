"""What the workers are at, in memory that they share with their supervisor: no statement, no lock."""

import mmap
import struct
import time

_FORM = struct.Struct("dd")


class Board:
    """One line for each worker: since when it has been at its job, and when that must be over (monotonic seconds)."""

    def __init__(self, lines: int) -> None:
        self._memory = mmap.mmap(-1, lines * _FORM.size)

    def begin(self, line: int, seconds: float) -> None:
        """The worker of `line` began something that must end within `seconds`."""
        now = time.monotonic()
        self._write(line, now, now + seconds)

    def rest(self, line: int) -> None:
        """The worker of `line` has nothing to do, or is not there."""
        self._write(line, 0, 0)

    def busy_seconds(self, line: int) -> float:
        """How long it has been at its job; 0 for none."""
        began, _ = self._read(line)
        return time.monotonic() - began if began else 0

    def is_overdue(self, line: int) -> bool:
        """Whether its job should have been over by now."""
        _, deadline = self._read(line)
        return bool(deadline) and time.monotonic() > deadline

    def _write(self, line: int, began: float, deadline: float) -> None:
        _FORM.pack_into(self._memory, line * _FORM.size, began, deadline)

    def _read(self, line: int) -> tuple[float, float]:
        return _FORM.unpack_from(self._memory, line * _FORM.size)
