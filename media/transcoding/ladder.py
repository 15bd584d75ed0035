"""Which versions a recording is given, in the order in which they are made."""

import math
from dataclasses import dataclass
from enum import StrEnum

from media.transcoding.probe import Picture, Probe

SEGMENT_SECONDS = 4
COPY_SEGMENT_MAX = 12  # seconds; a copy with rarer key frames is only kept until it is replaced
MODE_SLACK = 1.15  # a size this close to the next rung is not worth a rung of its own


class Kind(StrEnum):
    """What a stage makes; also the name of its folder, but for `rung`."""

    COPY = "copy"
    RUNG = "rung"
    AUDIO = "audio"
    POSTERS = "posters"


@dataclass(frozen=True, slots=True)
class Rung:
    """A size of the ladder by its shorter side, with x264's settings; kb/s are upper bounds."""

    side: int
    preset: str
    crf: int
    kbits: int
    sound_kbits: int


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the work; `name` is also the folder that it fills."""

    kind: Kind
    name: str
    rung: Rung | None = None


# Measured together: under 1.1 seconds of processor time for a second of 1080p25.
RUNGS = (
    Rung(480, "veryfast", 24, 1200, 96),
    Rung(720, "veryfast", 24, 2500, 128),
    Rung(1080, "superfast", 23, 4800, 128),
)


def stages(found: Probe) -> list[Stage]:
    """Every stage for this recording: what makes it playable soonest comes first."""
    if found.picture is None:
        return [Stage(Kind.AUDIO, "audio")]
    copy = [Stage(Kind.COPY, "copy")] if found.picture.can_copy else []
    rungs = [Stage(Kind.RUNG, f"{rung.side}p", rung) for rung in _rungs(found.picture)]
    audio = [Stage(Kind.AUDIO, "audio")] if found.sound else []
    return [*copy, *rungs[:1], Stage(Kind.POSTERS, "posters"), *rungs[1:], *audio]


def is_copy_enough(found: Probe, bandwidth: int, longest_segment: float) -> bool:
    """Whether the stream copy may stay the best version, so that the largest rung is not encoded."""
    picture = found.picture
    if picture is None or picture.is_turned or longest_segment > COPY_SEGMENT_MAX:
        return False
    rungs = _rungs(picture)
    side = min(picture.width, picture.height)
    return len(rungs) > 1 and side <= RUNGS[-1].side and bandwidth <= 1500 * (rungs[-1].kbits + rungs[-1].sound_kbits)


def frame_size(picture: Picture, side: int) -> tuple[int, int]:
    """Width and height, both even, whose shorter side is at most `side`: never larger than the recording."""
    scale = min(1.0, side / min(picture.width, picture.height))
    return tuple(max(2, 2 * round(length * scale / 2)) for length in (picture.width, picture.height))


def frame_rate(rate: float) -> str:
    """The steady rate for a recording of about `rate` frames a second: at most 30, doubled rates halved."""
    if not 1 <= rate <= 1000:
        return "25"
    while rate > 31:
        rate /= 2
    for exact, name in ((24000 / 1001, "24000/1001"), (30000 / 1001, "30000/1001")):
        if math.isclose(rate, exact, abs_tol=0.008):
            return name
    return str(max(5, round(rate)))


def _rungs(picture: Picture) -> list[Rung]:
    side = min(picture.width, picture.height)
    chosen = [rung for rung in RUNGS if rung.side <= side]
    if not chosen:
        # Smaller than the ladder: one version in its own size.
        smallest = RUNGS[0]
        return [Rung(side - side % 2 or 2, smallest.preset, smallest.crf, smallest.kbits, smallest.sound_kbits)]
    above = [rung for rung in RUNGS if rung.side > side]
    if above and side > chosen[-1].side * MODE_SLACK:
        full = above[0]
        chosen.append(Rung(side - side % 2, full.preset, full.crf, full.kbits, full.sound_kbits))
    return chosen
