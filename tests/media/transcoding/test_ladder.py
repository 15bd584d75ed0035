"""Which versions a recording is given."""

import pytest

from media.transcoding import Probe, is_copy_enough, stages
from media.transcoding.ladder import frame_rate, frame_size
from media.transcoding.probe import Picture, Sound

SOUND = Sound(1, "aac", 2, 128, True)


def recording(width: int, height: int, can_copy: bool = True, **more) -> Probe:
    return Probe("mov", 60.0, Picture(0, "h264", width, height, 25.0, can_copy, **more), SOUND, 1)


@pytest.mark.parametrize(
    ("width", "height", "names"),
    [
        (1920, 1080, ["copy", "480p", "posters", "720p", "1080p", "audio"]),
        (3840, 2160, ["copy", "480p", "posters", "720p", "1080p", "audio"]),
        (1080, 1920, ["copy", "480p", "posters", "720p", "1080p", "audio"]),
        (1280, 720, ["copy", "480p", "posters", "720p", "audio"]),
        (1024, 576, ["copy", "480p", "posters", "576p", "audio"]),
        (854, 500, ["copy", "480p", "posters", "audio"]),
        (321, 241, ["copy", "240p", "posters", "audio"]),
    ],
)
def test_the_ladder_never_goes_above_the_recording(width, height, names):
    assert [stage.name for stage in stages(recording(width, height))] == names


def test_what_browsers_do_not_play_is_not_copied():
    assert stages(recording(640, 480, can_copy=False))[0].name == "480p"


def test_sound_alone_is_one_version():
    assert [stage.name for stage in stages(Probe("mp3", 60.0, None, SOUND, 1))] == ["audio"]


def test_a_good_copy_stays_the_best_version():
    full = recording(1920, 1080)

    assert is_copy_enough(full, 6_000_000, 5.0) is True
    assert is_copy_enough(full, 9_000_000, 5.0) is False
    assert is_copy_enough(full, 6_000_000, 13.0) is False
    assert is_copy_enough(recording(1920, 1080, is_turned=True), 6_000_000, 5.0) is False
    assert is_copy_enough(recording(3840, 2160), 6_000_000, 5.0) is False
    assert is_copy_enough(recording(640, 480), 600_000, 5.0) is False


def test_sizes_are_even():
    sizes = [(1920, 1080), (1080, 1920), (321, 241), (3, 200)]

    shown = [frame_size(Picture(0, "h264", *size, 25.0, True), 480) for size in sizes]

    assert shown == [(854, 480), (480, 854), (320, 240), (4, 200)]


def test_rates_are_steady_and_at_most_thirty():
    rates = [25, 50, 29.97, 59.94, 23.98, 29.83, 60, 15, 120, 0, 90_000]

    steady = [frame_rate(rate) for rate in rates]

    assert " ".join(steady) == "25 25 30000/1001 30000/1001 24000/1001 30 30 15 30 25 25"
