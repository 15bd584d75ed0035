"""What an MP4 or QuickTime file declares about itself, read without decoding anything."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_BOXES_LOOKED_AT = 4096
_MISSING_SHARE = 0.02


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


def refusal_code(path: Path) -> str:
    """Why the file by its own plan cannot be whole: `external`, `damaged`, or nothing.

    Looked at without decoding: ffmpeg plays what is there of a file that was cut off, and would say nothing of samples
    that lie in other files.
    """
    with path.open("rb") as file:
        end = path.stat().st_size
        movie = None
        for kind, begin, stop, declared in _boxes(file, 0, end):
            if kind == b"moov":
                movie = begin, stop
                if _find(file, b"rmra", begin, stop) or _has_foreign_data(file, begin, stop):
                    return "external"
            elif kind == b"mdat" and movie and declared - end > _MISSING_SHARE * (declared - begin):
                # What was recorded in fragments and broken off is whole up to there.
                return "" if _find(file, b"mvex", *movie) else "damaged"
    return ""


def _has_foreign_data(file: BinaryIO, begin: int, end: int) -> bool:
    """Whether a track names another file or an address for its samples."""
    for kind, start, stop, _ in list(_boxes(file, begin, end)):
        if kind != b"trak":
            continue
        place: tuple[int, int] | None = (start, stop)
        for name in (b"mdia", b"minf", b"dinf", b"dref"):
            place = _find(file, name, *place) if place else None
        if place and any(_is_elsewhere(file, *entry) for _, *entry, _ in list(_boxes(file, place[0] + 8, place[1]))):
            return True
    return False


def _is_elsewhere(file: BinaryIO, begin: int, end: int) -> bool:
    """Whether an entry of data references is not the mark for «in this file»; an empty address is taken for it."""
    file.seek(begin)
    data = file.read(min(end - begin, 4096))
    return len(data) > 4 and not data[3] & 1 and data[4:].strip(b"\0") != b""


def _find(file: BinaryIO, wanted: bytes, begin: int, end: int) -> tuple[int, int] | None:
    """Where the content of the first box `wanted` between `begin` and `end` begins and ends."""
    return next(((start, stop) for kind, start, stop, _ in _boxes(file, begin, end) if kind == wanted), None)


def _boxes(file: BinaryIO, begin: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Kind, begin and end of the content of each box between `begin` and `end`, and where it says that it ends."""
    for _ in range(_BOXES_LOOKED_AT):
        if begin + 8 > end:
            return
        file.seek(begin)
        head = file.read(16)
        if len(head) < 8:
            return
        size, content = int.from_bytes(head[:4]), begin + 8
        if size == 1:
            size, content = int.from_bytes(head[8:16]), begin + 16
        elif size == 0:
            size = end - begin
        if size < content - begin:
            return
        yield head[4:8], content, min(begin + size, end), begin + size
        begin += size
