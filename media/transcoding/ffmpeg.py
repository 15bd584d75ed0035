"""Running ffmpeg within limits, with progress, and ending it with everything it started."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

import imageio_ffmpeg
from django.conf import settings

from delivery.scratch import scratch
from media.transcoding import confine, limits
from media.transcoding.limits import Limits
from media.transcoding.refusal import Cancelled, MediaRefused

INPUT = "input"
POLL_SECONDS = 0.25
_CONFINED = Path(confine.__file__).resolve()
_CODECS = (
    "h264,hevc,av1,libdav1d,vp8,vp9,mpeg4,msmpeg4v1,msmpeg4v2,msmpeg4,mpeg1video,mpeg2video,mjpeg,prores,dnxhd,dvvideo,"
    "wmv1,wmv2,wmv3,vc1,flv,h263,aac,aac_latm,mp3,mp3float,mp2,mp2float,ac3,eac3,opus,libopus,vorbis,flac,alac,"
    "wmav1,wmav2,wmapro,wmalossless,amrnb,libopencore_amrnb,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,adpcm_swf,"
    "pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_alaw,pcm_mulaw,pcm_dvd,"
    "pcm_bluray"
)
# What `-f` calls a demuxer by one of its names, the list of allowed ones by all of them.
_FULL_NAMES = {"mov": "mov,mp4,m4a,3gp,3g2,mj2", "matroska": "matroska,webm"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a pass is: per cent done, and seconds it will still take (None while that is a guess)."""

    percent: float
    remaining: float | None


@dataclass(frozen=True, slots=True)
class Run:
    """A pass over a file: who is told, who may stop it. Both may be left out."""

    tell: Callable[[Progress], None] | None = None
    is_cancelled: Callable[[], bool] | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: the end of its log, and how many seconds of the recording it saw."""

    status: int
    log: str
    seconds: float


@cache
def packaged_binary() -> str:
    """The ffmpeg that came with the Python packages."""
    return imageio_ffmpeg.get_ffmpeg_exe()


def binary() -> str:
    """The ffmpeg of the setting `FFMPEG_BINARY`, else the packaged one."""
    if not settings.FFMPEG_BINARY:
        return packaged_binary()
    found = shutil.which(settings.FFMPEG_BINARY)
    if found is None:
        raise FileNotFoundError(f"FFMPEG_BINARY={settings.FFMPEG_BINARY}: no such program")
    return found


@contextlib.contextmanager
def workroom(source: Path, near: Path | None = None) -> Iterator[Path]:
    """A folder of its own with the recording in it under our name, gone afterwards.

    A hard link where it can be had, a copy otherwise: no name of an upload ever reaches the command line.
    """
    with tempfile.TemporaryDirectory(prefix="media-", dir=near) if near else scratch("media") as name:
        room = Path(name)
        real = source.resolve(strict=True)
        try:
            os.link(real, room / INPUT)
        except OSError:
            shutil.copyfile(real, room / INPUT)
        yield room


def reading(demuxer: str, *options: str) -> list[str]:
    """Arguments that open the recording of the workroom, by this demuxer and these decoders only."""
    return [
        *("-protocol_whitelist", "file", "-f", demuxer),
        *("-format_whitelist", _FULL_NAMES.get(demuxer, demuxer), "-codec_whitelist", _CODECS),
        *("-max_streams", str(limits.STREAMS + 1), "-max_pixels", str(limits.FRAME_PIXELS)),
        *("-threads", "2", *options, "-i", f"file:{INPUT}"),
    ]


def run(room: Path, arguments: Sequence[str], bounds: Limits, duration: float = 0.0, watch: Run | None = None) -> Ended:
    """Run ffmpeg in `room`. `duration` in seconds makes progress a percentage.

    Raises MediaRefused for a limit that was hit or an exit code other than 0, Cancelled when the caller stops it.
    Whatever happens, no process is left.
    """
    ended = _run(room, ["-nostats", "-progress", "pipe:1", *arguments], bounds, duration, watch or Run())
    if ended.status == 0:
        return ended
    if ended.status in (-signal.SIGXCPU, -signal.SIGKILL):
        raise MediaRefused("timeout", ended.log)
    if ended.status == -signal.SIGXFSZ or "File too large" in ended.log:
        raise MediaRefused("output", ended.log)
    raise MediaRefused("memory" if "Cannot allocate memory" in ended.log else "failed", ended.log)


def ask(room: Path, arguments: Sequence[str], bounds: Limits = limits.PROBE) -> str:
    """The log of a run that ends with an error by design: ffmpeg describes its input, then misses an output."""
    ended = _run(room, arguments, bounds, 0.0, Run())
    if ended.status < 0:
        raise MediaRefused("timeout" if -ended.status in (signal.SIGXCPU, signal.SIGKILL) else "damaged", ended.log)
    return ended.log


def _run(room: Path, arguments: Sequence[str], bounds: Limits, duration: float, watch: Run) -> Ended:
    fences = (bounds.memory_bytes, bounds.cpu_seconds, bounds.output_bytes, os.getpid())
    process = subprocess.Popen(
        [sys.executable, "-I", str(_CONFINED), *map(str, fences), binary(), "-hide_banner", "-nostdin", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=room,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(room), "TMPDIR": str(room), "MALLOC_ARENA_MAX": "2"},
        start_new_session=True,
    )
    log, position = deque[bytes](maxlen=limits.LOG_BYTES // 1024), _Position()
    readers = [
        threading.Thread(target=_keep_end, args=(process.stderr, log), daemon=True),
        threading.Thread(target=position.follow, args=(process.stdout,), daemon=True),
    ]
    for reader in readers:
        reader.start()
    try:
        _wait(process, room, bounds, duration, watch, position)
    finally:
        _end(process)
        for reader in readers:
            reader.join(timeout=2)
        process.stdout.close()
        process.stderr.close()
    return Ended(process.returncode, b"".join(log).decode("utf-8", "replace"), position.seconds)


class _Position:
    """Where ffmpeg is, in seconds of the recording, by its own report."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def follow(self, stream: IO[bytes]) -> None:
        """Read reports until the stream ends."""
        with contextlib.suppress(ValueError, OSError):
            for line in stream:
                name, _, value = line.strip().partition(b"=")
                if name == b"out_time_us" and value.isdigit():
                    self.seconds = int(value) / 1_000_000


def _wait(
    process: subprocess.Popen, room: Path, bounds: Limits, duration: float, watch: Run, position: _Position
) -> None:
    """Until the process has ended, a limit is hit or the caller has had enough."""
    began = moved = time.monotonic()
    seen = position.seconds
    while process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(POLL_SECONDS)
        now = time.monotonic()
        if position.seconds != seen:
            seen, moved = position.seconds, now
        if watch.is_cancelled is not None and watch.is_cancelled():
            raise Cancelled
        if now - began > bounds.wall_seconds or now - moved > limits.STALL_SECONDS:
            raise MediaRefused("timeout")
        if _written(room) > bounds.output_bytes:
            raise MediaRefused("output")
        if watch.tell is not None and duration:
            share = min(seen / duration, 1.0)
            remaining = (now - began) * (1 - share) / share if share > 0.01 else None
            watch.tell(Progress(round(100 * share, 1), remaining))


def _written(room: Path) -> int:
    """Bytes in the workroom besides the recording itself."""
    total = 0
    for folder, _, names in os.walk(room):
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                total += os.stat(os.path.join(folder, name)).st_size if name != INPUT else 0
    return total


def _keep_end(stream: IO[bytes], log: deque[bytes]) -> None:
    with contextlib.suppress(ValueError, OSError):
        while chunk := stream.read1(1024):
            log.append(chunk)


def _end(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
