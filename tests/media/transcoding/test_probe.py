"""What is known of a recording before anything is done with it."""

import pytest

from media.transcoding import MediaRefused, Probe, probe
from media.transcoding.probe import Picture, Sound, parse
from tests.support.recordings import AAC, H264, PICTURE, SOUND

HEAD = "Input #0, mov, from 'file:input':\n  Metadata:\n    title           : a\n"
STREAM = "  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(progressive), {}, 60 kb/s, {}\n"
FULL = "1920x1080 [SAR 1:1 DAR 16:9]"


def said(duration: str = "00:00:12.00", size: str = FULL, rate: str = "25 fps, 25 tbr") -> str:
    return f"{HEAD}  Duration: {duration}, start: 0.000000\n" + STREAM.format(size, rate)


def test_an_ordinary_recording(studio):
    found = probe(studio.plain)

    assert found == Probe(
        demuxer="mov",
        duration=2.0,
        picture=Picture(index=0, codec="h264", width=320, height=180, rate=25.0, can_copy=True),
        sound=Sound(index=1, codec="aac", channels=1, kbits=found.sound.kbits, can_copy=True),
        size=studio.plain.stat().st_size,
    )


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("a.mp3", [*SOUND, "-c:a", "libmp3lame"], ("mp3", None, "mp3", False)),
        ("a.wav", SOUND, ("wav", None, "pcm_s16le", False)),
        ("s.mkv", [*PICTURE, *H264], ("matroska", "h264", None, True)),
        ("w.wmv", [*PICTURE, *SOUND, "-c:v", "wmv2", "-c:a", "wmav2"], ("asf", "wmv2", "wmav2", False)),
        ("d.mpg", [*PICTURE, *SOUND, "-c:v", "mpeg2video", "-c:a", "mp2"], ("mpeg", "mpeg2video", "mp2", False)),
        ("t.ts", [*PICTURE, *SOUND, *H264, *AAC], ("mpegts", "h264", "aac", True)),
        ("x.avi", [*PICTURE, *SOUND, "-c:v", "mpeg4", "-c:a", "mp3"], ("avi", "mpeg4", "mp3", False)),
        ("f.flv", [*PICTURE, *SOUND, *H264, *AAC], ("flv", "h264", "aac", True)),
        ("v.webm", [*PICTURE, *SOUND, "-c:v", "libvpx", "-c:a", "libopus"], ("matroska", "vp8", "opus", False)),
    ],
)
def test_what_an_archive_holds(studio, name, words, expected):
    found = probe(studio.make(name, *words))

    picture, sound = found.picture, found.sound
    can_copy = bool(picture and picture.can_copy)
    assert (found.demuxer, picture and picture.codec, sound and sound.codec, can_copy) == expected
    assert 1.8 < found.duration < 2.3


def test_a_recording_without_a_length_is_counted(studio):
    live = studio.make("live.mkv", *PICTURE, *H264, "-live", "1")

    assert 1.9 <= probe(live).duration <= 2.1


def test_a_turned_telephone_stands_upright(studio):
    turned = studio.make("turned.mp4", "-display_rotation", "90", "-i", str(studio.plain), "-c", "copy")

    picture = probe(turned).picture

    assert (picture.width, picture.height, picture.is_turned) == (180, 320, True)


def test_shape_rate_and_depth_are_read():
    wide = parse(said(size="720x576 [SAR 64:45 DAR 16:9]", rate="50k tbr"), "mov", 1).picture
    deep = parse(said().replace("yuv420p(progressive)", "yuv420p10le(tv, bt2020nc/bt2020/smpte2084)"), "mov", 1).picture
    laced = parse(said().replace("progressive", "tv, top first"), "mov", 1).picture

    assert (wide.width, wide.height, wide.rate) == (1024, 576, 50_000.0)
    assert (deep.is_hdr, deep.can_copy) == (True, False)
    assert (laced.is_interlaced, laced.can_copy) == (True, False)


@pytest.mark.parametrize(
    ("log", "code"),
    [
        (said(duration="40:00:00.00"), "too_long"),
        (said(size="20000x20000"), "dimensions"),
        (said(size="8192x8192"), "dimensions"),
        (said(size="8000x20"), "dimensions"),
        (said(size="0x0"), "dimensions"),
        (said() + STREAM.format("16x16", "25 fps") * 16, "too_many_streams"),
        (said().replace("h264 (High)", "gopher"), "codec"),
        (HEAD + "  Duration: 00:00:01.00\n  Stream #0:0: Data: bin_data\n", "no_streams"),
        (HEAD + "  Duration: 00:00:01.00\n  Stream #0:0: Video: mjpeg, yuvj420p, 9x9 (attached pic)\n", "no_streams"),
        ("[in#0] Error opening input: Invalid data found\n", "damaged"),
    ],
)
def test_what_is_out_of_bounds_is_refused(log, code):
    with pytest.raises(MediaRefused) as caught:
        parse(log, "mov", 1)

    assert caught.value.code == code


def test_a_title_cannot_pose_as_a_stream():
    posing = said().replace("title           : a", "title           : a\n                    :   Duration: 40:00:00.00")

    assert parse(posing, "mov", 1).duration == 12.0
