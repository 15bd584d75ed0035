"""What an MP4 or QuickTime file declares about itself in its movie header, read without decoding anything."""

import struct
from pathlib import Path
from typing import BinaryIO

_BOXES_LOOKED_AT = 4096


def declared_seconds(path: Path) -> float:
    """The length in the movie header (`moov`/`mvhd`), 0 where there is none.

    ffmpeg works the length out of the samples instead and passes over a header that says something else.
    """
    with path.open("rb") as file:
        end = path.stat().st_size
        movie = _find(file, b"moov", 0, end)
        header = _find(file, b"mvhd", *movie) if movie else None
        if header is None:
            return 0.0
        file.seek(header[0])
        data = file.read(32)
    if len(data) < 32:
        return 0.0
    scale, units = struct.unpack_from(">IQ", data, 20) if data[0] == 1 else struct.unpack_from(">II", data, 12)
    is_unknown = units in (2**32 - 1, 2**64 - 1)
    return 0.0 if is_unknown or not scale else units / scale


def _find(file: BinaryIO, kind: bytes, begin: int, end: int) -> tuple[int, int] | None:
    """Where the content of the first box `kind` between `begin` and `end` begins and ends."""
    for _ in range(_BOXES_LOOKED_AT):
        file.seek(begin)
        head = file.read(16)
        if len(head) < 8 or begin + 8 > end:
            return None
        size, content = int.from_bytes(head[:4]), begin + 8
        if size == 1:
            size, content = int.from_bytes(head[8:16]), begin + 16
        elif size == 0:
            size = end - begin
        if size < content - begin:
            return None
        if head[4:8] == kind:
            return content, min(begin + size, end)
        begin += size
    return None
