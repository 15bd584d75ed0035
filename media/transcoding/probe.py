"""What a recording holds, before anything else is done with it."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from media.transcoding import limits
from media.transcoding.boxes import declared_seconds, refusal_code
from media.transcoding.ffmpeg import ask, reading, run, workroom
from media.transcoding.refusal import MediaRefused
from media.transcoding.sniff import demuxer_of

_DURATION = re.compile(r"^  Duration: (?:(\d+):(\d\d):(\d\d\.\d+)|N/A)", re.M)
# Text of the file itself is indented further, so that a title cannot pose as a stream.
_STREAM = re.compile(r"^  Stream #0:(\d+)(?:\[0x[0-9a-f]+\])?(?:\([^)\n]*\))?: (Video|Audio|\w+): ([^\n]*)", re.M)
_SIZE = re.compile(r"(?:^|, )(\d{1,6})x(\d{1,6})(?=[,\s]|$)")
_SHAPE = re.compile(r"SAR (\d{1,6}):(\d{1,6})")
_RATE = re.compile(r"(\d+(?:\.\d+)?)(k?) (?:fps|tbr)")
_TURN = re.compile(r"rotation of (-?\d+(?:\.\d+)?) degrees")
_BITS = re.compile(r"(\d+) kb/s")
_VIDEO = set(
    "h264 hevc av1 vp8 vp9 mpeg4 msmpeg4v1 msmpeg4v2 msmpeg4v3 mpeg1video mpeg2video mjpeg prores dnxhd dvvideo wmv1 wmv2 "
    "wmv3 vc1 flv1 h263".split()
)
_AUDIO = set(
    "aac aac_latm mp3 mp2 ac3 eac3 opus vorbis flac alac wmav1 wmav2 wmapro wmalossless amr_nb adpcm_ms adpcm_ima_wav "
    "adpcm_ima_qt adpcm_swf pcm_u8 pcm_s16le pcm_s16be pcm_s24le pcm_s24be pcm_s32le pcm_s32be pcm_f32le pcm_alaw "
    "pcm_mulaw pcm_dvd pcm_bluray".split()
)
_FULL_TURN = 360


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture track: size as it is shown (after rotation and pixel shape), frames per second."""

    index: int
    codec: str
    width: int
    height: int
    rate: float
    can_copy: bool
    is_interlaced: bool = False
    is_turned: bool = False
    is_hdr: bool = False


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound track."""

    index: int
    codec: str
    channels: int
    kbits: int
    can_copy: bool


@dataclass(frozen=True, slots=True)
class Probe:
    """What is known of a recording: `demuxer` that reads it, seconds, and at least one track."""

    demuxer: str
    duration: float
    picture: Picture | None
    sound: Sound | None
    size: int


def probe(path: Path) -> Probe:
    """Look at the recording at `path` and make sure that it can be decoded.

    Raises MediaRefused with a Chinese message; leaves nothing behind.
    """
    demuxer = demuxer_of(path)
    if demuxer == "mov":
        if declared_seconds(path) > limits.DURATION_SECONDS:
            raise MediaRefused("too_long")
        if code := refusal_code(path):
            raise MediaRefused(code)
    with workroom(path) as room:
        log = ask(room, ["-v", "info", *reading(demuxer)])
        found = parse(log, demuxer, path.stat().st_size)
        _decode_a_bit(room, found)
        if not found.duration:
            found = replace(found, duration=_counted(room, found))
    if found.duration > limits.DURATION_SECONDS:
        raise MediaRefused("too_long")
    if found.duration < limits.SHORTEST_SECONDS:
        raise MediaRefused("too_short")
    return found


def parse(log: str, demuxer: str, size: int) -> Probe:
    """The facts in what ffmpeg said about its input; raises MediaRefused. `duration` is 0 where it names none."""
    declared = _DURATION.search(log)
    if "exceeds max_streams" in log:
        raise MediaRefused("too_many_streams", log)
    if declared is None:
        raise MediaRefused("memory" if "Cannot allocate memory" in log else "damaged", log)
    hours, minutes, seconds = declared.groups()
    duration = int(hours) * 3600 + int(minutes) * 60 + float(seconds) if hours else 0.0
    if duration > limits.DURATION_SECONDS:
        raise MediaRefused("too_long")
    streams = list(_STREAM.finditer(log))
    if len(streams) > limits.STREAMS:
        raise MediaRefused("too_many_streams")
    pictures = [stream for stream in streams if stream.group(2) == "Video" and "(attached pic)" not in stream.group(3)]
    sounds = [stream for stream in streams if stream.group(2) == "Audio"]
    if not pictures and not sounds:
        raise MediaRefused("no_streams")
    ends = {stream.start(): following for stream, following in zip(streams, _ends(streams, len(log)), strict=True)}
    first = pictures[0] if pictures else None
    picture = _picture(first, log[first.end() : ends[first.start()]]) if first else None
    return Probe(demuxer, duration, picture, _sound(sounds[0]) if sounds else None, size)


def _ends(streams: list[re.Match[str]], end: int) -> list[int]:
    return [stream.start() for stream in streams[1:]] + ([end] if streams else [])


def _picture(stream: re.Match[str], notes: str) -> Picture:
    said = stream.group(3)
    codec = said.split(" ")[0].rstrip(",")
    if codec not in _VIDEO:
        raise MediaRefused("codec", said)
    size = _SIZE.search(said)
    if size is None:
        raise MediaRefused("damaged", said)
    width, height = int(size.group(1)), int(size.group(2))
    if not (0 < width <= limits.EDGE_PIXELS and 0 < height <= limits.EDGE_PIXELS):
        raise MediaRefused("dimensions")
    shape = _SHAPE.search(said)
    if shape and int(shape.group(2)) > 0 and int(shape.group(1)) > 0:
        width = round(width * int(shape.group(1)) / int(shape.group(2)))
    turn = _TURN.search(notes)
    degrees = abs(float(turn.group(1))) % _FULL_TURN if turn else 0.0
    if round(degrees / 90) % 2:
        width, height = height, width
    # One side a hundred times the other is no picture anybody can look at.
    if width * height > limits.FRAME_PIXELS or width < 2 or height < 2 or max(width, height) > 100 * min(width, height):
        raise MediaRefused("dimensions")
    is_interlaced = re.search(r"\b(top|bottom) (coded )?first", said) is not None
    plain_h264 = codec == "h264" and re.search(r"\((Constrained Baseline|Baseline|Main|High)\)", said) is not None
    return Picture(
        index=int(stream.group(1)),
        codec=codec,
        width=width,
        height=height,
        rate=_rate(said),
        can_copy=plain_h264 and "yuv420p" in said and "yuv420p10" not in said and not is_interlaced,
        is_interlaced=is_interlaced,
        is_turned=degrees != 0,
        is_hdr="smpte2084" in said or "arib-std-b67" in said,
    )


def _rate(said: str) -> float:
    match = _RATE.search(said)
    return float(match.group(1)) * (1000 if match.group(2) else 1) if match else 0.0


def _sound(stream: re.Match[str]) -> Sound:
    said = stream.group(3)
    codec = said.split(" ")[0].rstrip(",")
    if codec not in _AUDIO:
        raise MediaRefused("codec", said)
    bits = _BITS.search(said)
    channels = 1 if ", mono" in said else 2
    is_surround = ", mono" not in said and ", stereo" not in said
    kbits = int(bits.group(1)) if bits else 0
    can_copy = said.startswith("aac (LC)") and not is_surround and 0 < kbits <= 200
    return Sound(int(stream.group(1)), codec, channels, kbits, can_copy)


def _decode_a_bit(room: Path, found: Probe) -> None:
    """One frame of each track: what cannot be decoded is refused before anything waits for it."""
    tracks = [("v", found.picture), ("a", found.sound)]
    maps = [("-map", f"0:{track.index}", f"-frames:{kind}", "1") for kind, track in tracks if track is not None]
    try:
        ended = run(
            room,
            ["-v", "error", *reading(found.demuxer), *(word for words in maps for word in words), "-f", "null", "-"],
            limits.PROBE,
        )
    except MediaRefused as refusal:
        raise MediaRefused("undecodable" if refusal.code == "failed" else refusal.code, refusal.detail) from refusal
    if "Output file is empty" in ended.log:
        raise MediaRefused("undecodable", ended.log)


def _counted(room: Path, found: Probe) -> float:
    """Seconds of a recording that does not name them (made in a browser, cut off), by reading its packets."""
    return run(room, ["-v", "error", *reading(found.demuxer), "-c", "copy", "-f", "null", "-"], limits.PROBE).seconds
