"""What a recording costs: seconds until an H.264 upload plays, CPU of the whole ladder for a second of 1080p25.

`CLIP_SECONDS` is the length of the trial recording; the bars are those of reliability and performance.
"""

import os
import resource
import tempfile
import time
from pathlib import Path

CLIP_SECONDS = int(os.environ.get("CLIP_SECONDS", "120"))
BAR_PLAYABLE = 0.05  # seconds of waiting for a second of recording
BAR_LADDER = 1.2  # seconds of processor time for a second of recording


def compare() -> bool:
    """Print both figures; False when one of them misses its bar."""
    import django

    import tests.bench.content  # noqa: F401  (puts the sources on the path)

    django.setup()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        return _compare(Path(name))


def _compare(folder: Path) -> bool:
    from media.transcoding import Kind, make, probe, stages

    clip = _clip(folder)
    began = time.monotonic()
    found = probe(clip)
    planned = stages(found)
    make(clip, found, planned[0], folder)
    playable = (time.monotonic() - began) / CLIP_SECONDS
    print(f"{CLIP_SECONDS} s of 1080p25, {found.size / 1e6:.0f} MB")
    print(f"{'playable after':<20}{playable:>8.3f} of its length, at most {BAR_PLAYABLE}")
    before = _cpu()
    for stage in planned:
        if stage.kind is not Kind.COPY:
            at = _cpu()
            make(clip, found, stage, folder)
            print(f"{stage.name:<20}{(_cpu() - at) / CLIP_SECONDS:>8.3f} CPU seconds per second")
    ladder = (_cpu() - before) / CLIP_SECONDS
    print(f"{'whole ladder':<20}{ladder:>8.3f} CPU seconds per second, at most {BAR_LADDER}")
    return playable <= BAR_PLAYABLE and ladder <= BAR_LADDER


def _clip(folder: Path) -> Path:
    """Moving shapes over a still ground with grain, as a camera in a hall records them, and a tone."""
    from tests.support.recordings import AAC, Studio

    card = ["-f", "lavfi", "-i", f"testsrc2=s=1920x1080:r=25:d={CLIP_SECONDS},noise=alls=6:allf=t"]
    tone = ["-f", "lavfi", "-i", f"sine=d={CLIP_SECONDS}"]
    camera = ["-c:v", "libx264", "-preset", "ultrafast", "-b:v", "8M", "-g", "50", "-pix_fmt", "yuv420p"]
    return Studio(folder).make("camera.mp4", *card, *tone, *camera, *AAC)


def _cpu() -> float:
    """Processor time of all ended children, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
