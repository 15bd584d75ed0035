"""The stages themselves: from a recording to a folder of finished files, whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from media.transcoding import limits
from media.transcoding.ffmpeg import Run, reading, run, workroom
from media.transcoding.ladder import SEGMENT_SECONDS, Kind, Rung, Stage, frame_rate, frame_size
from media.transcoding.limits import MB
from media.transcoding.manifest import INIT, PLAYLIST, Made, described, files_in, segment_lengths
from media.transcoding.probe import Picture, Probe
from media.transcoding.refusal import MediaRefused

POSTERS = (0.08, 0.25, 0.45, 0.65, 0.85)  # where in the recording
POSTER_SIDE = 720
SOUND_KBITS = 64
OUT = "out"
# Nothing of the recording's own notes (places, devices, names) goes out; the same input gives the same file.
_CLEAN = ["-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn", "-fflags", "+bitexact"]
_HLS = [
    *("-f", "hls", "-hls_time", str(SEGMENT_SECONDS), "-hls_list_size", "0", "-hls_playlist_type", "vod"),
    *("-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", INIT, "-hls_flags", "independent_segments"),
    *("-hls_segment_filename", f"{OUT}/seg-%05d.m4s", f"{OUT}/{PLAYLIST}"),
]
_TO_SDR = "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable,zscale=t=bt709:m=bt709:r=tv,"


def make(source: Path, found: Probe, stage: Stage, into: Path, watch: Run | None = None) -> Made:
    """Do one stage: afterwards the folder `into` / `stage.name` holds exactly what the answer lists.

    `into` has to exist; a folder of that name from an earlier try is replaced at the end, in one step. Raises
    MediaRefused or Cancelled, and then nothing of that name has changed.
    """
    with workroom(source, into) as room:
        (room / OUT).mkdir()
        if stage.kind is Kind.POSTERS:
            made = _posters(room, found, stage, watch)
        elif stage.kind is Kind.AUDIO:
            made = _audio(room, found, stage, watch)
        elif stage.kind is Kind.COPY:
            made = _copy(room, found, stage, watch)
        else:
            made = _rung(room, found, stage, watch)
        _switch(room / OUT, into / stage.name)
    return made


def _copy(room: Path, found: Probe, stage: Stage, watch: Run | None) -> Made:
    picture = found.picture
    sound = _sound_arguments(found, 128)
    bounds = limits.for_pass(found.duration, 2 * found.size + 64 * MB)
    video = ["-map", f"0:{picture.index}", "-c:v", "copy"]
    run(room, [*_begin(found), *video, *sound, *_CLEAN, *_HLS], bounds, found.duration, watch)
    return described(room / OUT, stage.name, picture.width, picture.height)


def _rung(room: Path, found: Probe, stage: Stage, watch: Run | None) -> Made:
    picture, rung = found.picture, stage.rung
    width, height = frame_size(picture, rung.side)
    kbits = rung.kbits + rung.sound_kbits
    bounds = limits.for_pass(found.duration, int(found.duration * kbits * 250) + 64 * MB)
    video = ["-map", f"0:{picture.index}", "-vf", _filters(picture, width, height), *_x264(picture, rung)]
    sound = _sound_arguments(found, rung.sound_kbits)
    run(room, [*_begin(found), *video, *sound, *_CLEAN, *_HLS], bounds, found.duration, watch)
    # The smallest version also as one file: for browsers without script or HLS, and to take away.
    plain = _plain_file(room, "video.mp4", bounds) if rung.side <= 480 else ""
    return described(room / OUT, stage.name, width, height, plain=plain)


def _audio(room: Path, found: Probe, stage: Stage, watch: Run | None) -> Made:
    bounds = limits.for_pass(found.duration, int(found.duration * 256 * 250) + 64 * MB)
    sound = _sound_arguments(found, SOUND_KBITS if found.picture else 128)
    run(room, [*_begin(found), "-vn", *sound, *_CLEAN, *_HLS], bounds, found.duration, watch)
    plain = _plain_file(room, "audio.m4a", bounds)
    return described(room / OUT, stage.name, plain=plain)


def _posters(room: Path, found: Probe, stage: Stage, watch: Run | None) -> Made:
    """Frames to choose a poster from; a place without a frame is left out, none at all is an error."""
    size = frame_size(found.picture, POSTER_SIDE)
    places = [round(found.duration * share, 2) for share in POSTERS]
    seconds_of: dict[str, float] = {}
    # Broadcast streams cannot always be entered in the middle; the beginning is always to be had.
    for number, second in enumerate([*places, 0.0], 1):
        name = f"poster-{number}.jpg"
        if (second or not seconds_of) and _poster(room, found, size, second, name, watch):
            seconds_of[name] = second
    if not seconds_of:
        raise MediaRefused("undecodable")
    return Made(stage.name, files_in(room / OUT), found.duration, *size, seconds_of=seconds_of)


def _poster(room: Path, found: Probe, size: tuple[int, int], second: float, name: str, watch: Run | None) -> bool:
    """Write the most telling of the 25 frames from `second` on; returns whether there was one."""
    filters = f"{_filters(found.picture, *size)},thumbnail=25,format=yuvj420p"
    start = ["-ss", str(second)] if second else []
    arguments = ["-v", "error", *reading(found.demuxer, *start), "-map", f"0:{found.picture.index}", "-an"]
    still = ["-vf", filters, "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "4", "-f", "image2", "-update", "1"]
    run(room, [*arguments, *still, *_CLEAN, f"{OUT}/{name}"], limits.for_pass(60, 16 * MB), 0.0, watch)
    return (room / OUT / name).is_file()


def _begin(found: Probe) -> list[str]:
    # A recording that is longer than it says ends where it said it would, or a little later.
    return ["-v", "error", *reading(found.demuxer), "-t", f"{found.duration + 5:.2f}"]


def _filters(picture: Picture, width: int, height: int) -> str:
    deinterlaced = "yadif=deint=interlaced," if picture.is_interlaced else ""
    tones = _TO_SDR if picture.is_hdr else ""
    return f"{deinterlaced}scale={width}:{height}:flags=bilinear,{tones}setsar=1,format=yuv420p"


def _x264(picture: Picture, rung: Rung) -> list[str]:
    # Key frames at the same moments in every version, whatever the rate of frames.
    return [
        *("-c:v", "libx264", "-preset", rung.preset, "-crf", str(rung.crf), "-profile:v", "high"),
        *("-maxrate", f"{rung.kbits}k", "-bufsize", f"{2 * rung.kbits}k", "-threads", "2"),
        *("-r", frame_rate(picture.rate), "-force_key_frames", f"expr:gte(t,n_forced*{SEGMENT_SECONDS})"),
        *("-g", "600", "-sc_threshold", "0", "-flags:v", "+bitexact+cgop"),
    ]


def _sound_arguments(found: Probe, kbits: int) -> list[str]:
    sound = found.sound
    if sound is None:
        return ["-an"]
    track = ["-map", f"0:{sound.index}"]
    if sound.can_copy and sound.kbits <= kbits * 1.25:
        # Broadcast streams carry AAC in frames of their own, which MP4 does not know.
        unframed = ["-bsf:a", "aac_adtstoasc"] if found.demuxer in ("mpegts", "aac") else []
        return [*track, "-c:a", "copy", *unframed]
    channels = min(sound.channels, 2)
    return [*track, "-c:a", "aac", "-b:a", f"{kbits * channels // 2}k", "-ac", str(channels), "-ar", "48000"]


def _plain_file(room: Path, name: str, bounds: limits.Limits) -> str:
    """One progressive file out of the finished segments, without encoding anything again."""
    joined = room / "joined"
    with joined.open("wb") as whole:
        for part in (INIT, *(segment for segment, _ in segment_lengths((room / OUT / PLAYLIST).read_text()))):
            with (room / OUT / part).open("rb") as piece:
                shutil.copyfileobj(piece, whole)
    opened = ["-v", "error", "-protocol_whitelist", "file", "-f", "mov", "-i", "file:joined"]
    # Three times: the segments, the joined file and this one lie side by side for a moment.
    bounds = limits.Limits(bounds.wall_seconds, bounds.cpu_seconds, 3 * bounds.output_bytes, bounds.memory_bytes)
    run(room, [*opened, "-c", "copy", *_CLEAN, "-movflags", "+faststart", "-f", "mp4", f"{OUT}/{name}"], bounds)
    joined.unlink()
    return name


def _switch(made: Path, target: Path) -> None:
    """Put the finished folder where the earlier one was."""
    with _moved_away(target):
        os.replace(made, target)


@contextmanager
def _moved_away(target: Path) -> Iterator[None]:
    if not target.exists():
        yield
        return
    with tempfile.TemporaryDirectory(prefix="old-", dir=target.parent) as bin_name:
        os.replace(target, Path(bin_name) / target.name)
        yield
