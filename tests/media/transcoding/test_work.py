"""The stages: what they write, how they end, what they leave."""

import hashlib
import os
import subprocess
import sys
import time

import pytest

from media.transcoding import Cancelled, Made, MediaRefused, Run, confine, make, master_playlist, probe, stages, work
from media.transcoding.ffmpeg import packaged_binary
from media.transcoding.limits import Limits
from media.transcoding.manifest import segment_lengths
from tests.support.recordings import H264, SOUND

BRIGHT = "log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"


def card(size: str, rate: str, seconds: int) -> list[str]:
    return ["-f", "lavfi", "-i", f"testsrc2=s={size}:r={rate}:d={seconds}"]


ODD = {
    "odd.mp4": [*card("321x241", "13", 2), "-c:v", "libx264", "-pix_fmt", "yuv444p"],
    "upright.mkv": [*card("180x320", "60", 2), *H264, "-vf", "select='mod(n,3)'", "-fps_mode", "vfr"],
    "bright.mkv": [*card("320x180", "25", 2), "-c:v", "libx265", "-preset", "ultrafast",
                   "-pix_fmt", "yuv420p10le", "-x265-params", BRIGHT],
    "broadcast.ts": [*card("320x180", "25", 2), *SOUND, *H264, "-c:a", "aac"],
    "talk.mp3": [*SOUND, "-c:a", "libmp3lame"],
}  # fmt: skip


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def everything(path, out) -> dict[str, Made]:
    found = probe(path)
    return {stage.name: make(path, found, stage, out) for stage in stages(found)}


def played(folder) -> str:
    """What ffmpeg sees in a version, played by its playlist."""
    words = ["-hide_banner", "-i", str(folder / "index.m3u8"), "-f", "null", "-"]
    return subprocess.run([packaged_binary(), *words], capture_output=True, text=True, timeout=60).stderr


@pytest.mark.slow
def test_every_version_of_a_recording(studio, out):
    made = everything(studio.plain, out)

    assert list(made) == ["copy", "180p", "posters", "audio"]
    assert sorted(os.listdir(out)) == ["180p", "audio", "copy", "posters"]
    for name, version in made.items():
        assert [file.name for file in version.files] == sorted(os.listdir(out / name))
        for file in version.files:
            data = (out / name / file.name).read_bytes()
            assert (file.size, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
            assert b"36.65" not in data
    small = made["180p"]
    assert (small.width, small.height, small.plain, small.duration) == (320, 180, "video.mp4", 2.0)
    assert (made["audio"].plain, list(made["posters"].seconds_of)) == (
        "audio.m4a",
        [f"poster-{number}.jpg" for number in range(1, 6)],
    )
    log = played(out / "180p")
    assert ("320x180" in log, "Audio: aac" in log) == (True, True)
    assert Made.from_json(small.to_json()) == small


@pytest.mark.slow
def test_segments_are_cut_at_the_same_moments_in_every_version(studio, out):
    source = studio.make("nine.mp4", *card("854x576", "30000/1001", 9), *H264, "-g", "70")

    made = everything(source, out)

    cuts = [segment_lengths((out / name / "index.m3u8").read_text()) for name in ("480p", "576p")]
    assert cuts[0] == cuts[1]
    assert [round(length) for _, length in cuts[0]] == [4, 4, 1]
    addresses = [line for line in master_playlist(list(made.values())).splitlines() if not line.startswith("#")]
    assert (addresses[0], set(addresses[1:])) == ("480p/index.m3u8", {"copy/index.m3u8", "576p/index.m3u8"})


@pytest.mark.slow
@pytest.mark.parametrize("name", ODD)
def test_odd_recordings_come_out_plain(studio, out, name):
    made = everything(studio.make(name, *ODD[name]), out)

    encoded = [version for version in made.values() if version.bandwidth and version.name != "copy"]
    assert encoded
    for version in encoded:
        log = played(out / version.name)
        assert 1.9 < version.duration < 2.2
        assert ("yuv420p(" in log, version.width % 2, version.height % 2) == (version.width > 0, 0, 0)


def test_progress_is_told(studio, out):
    source = studio.make("long.mp4", *card("640x360", "25", 12), *H264)
    found, told = probe(source), []

    make(source, found, stages(found)[1], out, Run(tell=told.append))

    percents = [progress.percent for progress in told]
    assert percents == sorted(percents)
    assert 0 < percents[-1] <= 100
    assert any(progress.remaining is not None for progress in told)


def test_a_stopped_stage_leaves_the_earlier_one(studio, out):
    found = probe(studio.plain)
    stage = stages(found)[0]
    make(studio.plain, found, stage, out)
    before = sorted(os.listdir(out / "copy"))

    with pytest.raises(Cancelled):
        make(studio.plain, found, stages(found)[1], out, Run(is_cancelled=lambda: True))

    assert (os.listdir(out), sorted(os.listdir(out / "copy"))) == (["copy"], before)


def test_a_stage_done_again_replaces_the_earlier_one(studio, out):
    found = probe(studio.plain)
    stage = stages(found)[0]
    first = make(studio.plain, found, stage, out)
    (out / "copy" / "stray.m4s").write_bytes(b"x")

    again = make(studio.plain, found, stage, out)

    assert again == first
    assert sorted(os.listdir(out / "copy")) == [file.name for file in again.files]


@pytest.mark.parametrize(
    ("bounds", "codes"),
    [
        (Limits(wall_seconds=0.2, cpu_seconds=60, output_bytes=10**9), {"timeout"}),
        (Limits(wall_seconds=60, cpu_seconds=1, output_bytes=10**9), {"timeout"}),
        (Limits(wall_seconds=60, cpu_seconds=60, output_bytes=20_000), {"output"}),
        (Limits(wall_seconds=60, cpu_seconds=60, output_bytes=10**9, memory_bytes=250_000_000), {"memory", "failed"}),
    ],
    ids=["clock", "processor", "output", "memory"],
)
def test_every_limit_ends_the_program(studio, out, monkeypatch, bounds, codes):
    source = studio.make("heavy.mp4", *card("1280x720", "25", 20), *H264)
    found = probe(source)
    monkeypatch.setattr(work.limits, "for_pass", lambda *_: bounds)
    began = time.monotonic()

    with pytest.raises(MediaRefused) as caught:
        make(source, found, stages(found)[1], out)

    assert caught.value.code in codes
    assert time.monotonic() - began < 30
    assert os.listdir(out) == []


def test_the_program_has_no_network_where_the_system_allows_it():
    confined = [
        sys.executable,
        "-I",
        confine.__file__,
        str(10**9),
        "5",
        "1000",
        str(os.getpid()),
        "/bin/cat",
        "/proc/net/dev",
    ]
    is_allowed = subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode == 0

    lines = subprocess.run(confined, capture_output=True, text=True).stdout.splitlines()[2:]

    assert is_allowed is False or [line.split(":")[0].strip() for line in lines] == ["lo"]
