"""Recordings that want something else than to be seen: nothing is fetched, nothing hangs, the editor is told."""

import contextlib
import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from media.transcoding import MediaRefused, make, probe, stages
from tests.support.recordings import AAC, H264, PICTURE, SOUND


@pytest.fixture
def canary():
    """A listener that no file may make anybody call: (its address, the calls)."""
    calls = []
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                calls.append(connection.recv(200))
                connection.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", calls
        done.set()
        thread.join()


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I", len(body) + 8) + kind + body


def patched(data: bytes, kind: bytes, offset: int, value: bytes) -> bytes:
    """`data` with `value` written `offset` bytes behind the name of the first box `kind`."""
    at = data.index(kind) + 4 + offset
    return data[:at] + value + data[at + len(value) :]


def nested(kind: bytes, depth: int) -> bytes:
    inside = b""
    for _ in range(depth):
        inside = box(kind, inside)
    return FTYP + box(b"moov", inside)


FTYP = box(b"ftyp", b"isom", bytes(4), b"isommp42")


def playlists(url: str) -> dict[str, tuple[bytes, str]]:
    """Name → content and the code of its refusal."""
    return {
        "hls": (f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{url}.ts\n#EXT-X-ENDLIST\n".encode(), "playlist"),
        "hls-key": (
            f'#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{url}"\n#EXTINF:9,\n/etc/hostname\n'.encode(),
            "playlist",
        ),
        "concat": (f"ffconcat version 1.0\nfile '{url}'\n".encode(), "playlist"),
        "dash": (f"<?xml version='1.0'?><MPD><Period><BaseURL>{url}</BaseURL></Period></MPD>".encode(), "playlist"),
        "sdp": (b"v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n", "sdp"),
        "hls-late": (f"\n\n  #extm3u\n{url}.ts\n".encode(), "playlist"),
        "m3u-bare": (f"{url}.ts\n".encode(), "text"),
        "concat-protocol": (f"concat:{url}|/etc/hostname\n".encode(), "text"),
        "cue": (f'FILE "{url}" WAVE\n  TRACK 01 AUDIO\n'.encode(), "playlist"),
        "smil": (f"<smil><body><video src='{url}'/></body></smil>".encode(), "playlist"),
        "xspf": (
            f"<?xml version='1.0'?><playlist><track><location>{url}</location></track></playlist>".encode(),
            "web_page",
        ),
        "qtl": (
            f"<?xml version='1.0'?><?quicktime type='application/x-quicktime-media-link'?><embed src='{url}'/>".encode(),
            "web_page",
        ),
        "ram": (f"rtsp://{url[7:]}\n".encode(), "text"),
        "svg": (f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}'/></svg>".encode(), "web_page"),
    }


def disguised(url: str) -> dict[str, bytes]:
    """Name → content that begins like a recording."""
    lines = f"#EXTM3U\n#EXTINF:9,\n{url}.ts\n".encode()
    return {
        "hls-in-boxes": FTYP + box(b"mdat", lines),
        "hls-behind-riff": b"RIFF\0\0\1\0AVI " + lines,
        "hls-as-subtitle": b"RIFF\xff\xff\0\0AVI LIST\x04\0\0\0hdrlGAB2\0" + lines,
        "reference-movie": FTYP
        + box(
            b"moov",
            box(b"rmra", box(b"rmda", box(b"rdrf", bytes(4), b"url ", struct.pack(">I", len(url)), url.encode()))),
        ),
        "flv-with-address": b"FLV\x01\x05\0\0\0\x09\0\0\0\0" + flv_notes(url),
        "asf-with-script": b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c"
        + struct.pack("<Q", 400)
        + url.encode("utf-16-le"),
        "id3-with-link": b"ID3\x03\0\0\0\0\x01\x00APIC"
        + struct.pack(">I", len(url) + 8)
        + b"\0\0\0-->\0\x03\0"
        + url.encode()
        + bytes(200),
        "deep-matroska": b"\x1a\x45\xdf\xa3\x80" + b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" * 500,
        "endless-wave": b"RIFF\xff\xff\xff\xffWAVEfmt \xff\xff\xff\xff" + bytes(100),
        "wave-without-rate": b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x02\0"
        + bytes(8)
        + b"\x04\0\x10\0data\xff\xff\xff\x7f"
        + bytes(64),
        "nested": nested(b"moov", 2000),
        "nested-notes": nested(b"udta", 2000),
        "endless-box": FTYP + struct.pack(">I", 1) + b"moov" + struct.pack(">Q", 2**63 - 1) + bytes(64),
        "tiny-box": FTYP + struct.pack(">I", 2) + b"moov" + bytes(64),
        "only-a-name": FTYP,
        "no-tracks": FTYP + box(b"moov", box(b"mvhd", bytes(100))),
        "noise": FTYP + bytes(range(256)) * 400,
        "matroska": b"\x1a\x45\xdf\xa3" + b"\xff" * 4000,
        "asf": b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c" + b"\xff" * 4000,
        "mp3": b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + bytes(4000),
        "flv": b"FLV\x01\x05\0\0\0\x09" + b"\xff" * 4000,
        "ts": (b"G" + b"\xff" * 187) * 50,
    }


def flv_notes(url: str) -> bytes:
    """A script tag that names an address where players look for the rest."""
    body = (
        b"\x02\0\x0aonMetaData\x08\0\0\0\x01\0\x09keyframes\x02"
        + struct.pack(">H", len(url))
        + url.encode()
        + b"\0\0\x09"
    )
    return b"\x12" + struct.pack(">I", len(body))[1:] + bytes(7) + body + struct.pack(">I", len(body) + 11)


def lying(plain: bytes) -> dict[str, bytes]:
    """A sound recording that says wrong things about itself."""
    return {
        "huge-frame": patched(plain, b"avc1", 24, struct.pack(">HH", 65535, 65535)),
        "many-samples": patched(plain, b"stsz", 8, struct.pack(">I", 2**32 - 1)),
        "no-time-scale": patched(plain, b"mdhd", 12, bytes(4)),
        "endless-samples": patched(plain, b"stts", 8, struct.pack(">II", 2**31 - 1, 2**31 - 1)),
        "wild-offsets": patched(plain, b"stco", 8, struct.pack(">I", 2**32 - 1)),
        "no-frame": patched(plain, b"avc1", 24, bytes(4)),
        "wild-edit": patched(plain, b"elst", 8, struct.pack(">II", 2**32 - 1, 2**31)),
        "other-file": patched(plain, b"dref", 8, struct.pack(">I", 12) + b"alis" + bytes(4)),
        "cut": plain[: len(plain) // 3],
    }


def pointing_elsewhere(plain: bytes, entry: bytes) -> bytes:
    """The recording, whose first track has its samples where `entry` says (its movie box comes last)."""
    at = plain.index(b"dref") - 4
    size = int.from_bytes(plain[at : at + 4])
    new = box(b"dref", bytes(4), struct.pack(">I", 1), entry)
    data = bytearray(plain[:at] + new + plain[at + size :])
    for parent in (b"moov", b"trak", b"mdia", b"minf", b"dinf"):
        place = plain.rindex(parent, 0, at) - 4
        data[place : place + 4] = struct.pack(">I", int.from_bytes(data[place : place + 4]) + len(new) - size)
    return bytes(data)


def forty_hours(plain: bytes) -> bytes:
    """The recording with another time scale and length in its movie header."""
    return patched(plain, b"mvhd", 12, struct.pack(">II", 1000, 40 * 3600 * 1000))


def code_of(path) -> str:
    began = time.monotonic()
    try:
        probe(path)
    except MediaRefused as refusal:
        return refusal.code
    finally:
        assert time.monotonic() - began < 30, path.name
    return "taken"


def test_playlists_are_refused_by_name(tmp_path, canary):
    url, calls = canary
    said = {}

    for name, (data, _) in playlists(url).items():
        (tmp_path / name).write_bytes(data)
        said[name] = code_of(tmp_path / name)

    assert said == {name: code for name, (_, code) in playlists(url).items()}
    assert calls == []


def test_what_begins_like_a_recording_fetches_nothing_and_is_refused(tmp_path, canary):
    url, calls = canary
    said = {}

    for name, data in disguised(url).items():
        (tmp_path / name).write_bytes(data)
        said[name] = code_of(tmp_path / name)

    assert calls == []
    assert set(said.values()) <= {
        "external",
        "damaged",
        "no_streams",
        "undecodable",
        "codec",
        "too_short",
        "timeout",
        "memory",
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(disguised(url))


def test_a_recording_that_lies_about_itself_ends_in_time(studio, tmp_path):
    plain = studio.plain.read_bytes()

    for name, data in lying(plain).items():
        (tmp_path / name).write_bytes(data)
        assert code_of(tmp_path / name) != "failed"


def test_samples_in_other_places_are_refused_and_not_fetched(studio, tmp_path, canary):
    url, calls = canary
    plain = studio.plain.read_bytes()
    entries = {
        "url": box(b"url ", bytes(4), url.encode(), b"\0"),
        "file": box(b"url ", bytes(4), b"file:///etc/passwd\0"),
        "alias": box(b"alis", bytes(4), b"\0\0\0\0\0\x96\0\0\x06volume", bytes(140)),
        "here": box(b"url ", b"\0\0\0\1"),
        "here-by-an-empty-address": box(b"url ", bytes(4), b"\0"),
    }
    said = {}

    for name, entry in entries.items():
        (tmp_path / name).write_bytes(pointing_elsewhere(plain, entry))
        said[name] = code_of(tmp_path / name)

    assert said == {
        "url": "external",
        "file": "external",
        "alias": "external",
        "here": "taken",
        "here-by-an-empty-address": "taken",
    }
    assert calls == []


def test_a_download_that_was_cut_off_is_said_to_be_one_and_a_broken_live_recording_is_taken(studio, tmp_path):
    endings = {"download.mp4": "faststart", "live.mp4": "frag_keyframe+empty_moov"}
    said = {}

    for name, flags in endings.items():
        whole = studio.make(name, *PICTURE, *SOUND, *H264, *AAC, "-g", "10", "-movflags", flags).read_bytes()
        (tmp_path / name).write_bytes(whole[: len(whole) * 2 // 3])
        said[name] = code_of(tmp_path / name)

    assert said == {"download.mp4": "damaged", "live.mp4": "taken"}


def test_a_box_that_ends_beyond_the_largest_file_is_no_fault_of_ours(studio, tmp_path):
    plain = studio.plain.read_bytes()
    head = int.from_bytes(plain[:4])
    beyond = struct.pack(">I", 1) + b"free" + struct.pack(">Q", 2**62)
    (tmp_path / "beyond.mp4").write_bytes(plain[:head] + beyond + plain[head:])

    assert code_of(tmp_path / "beyond.mp4") == "damaged"


def test_a_length_of_forty_hours_is_refused(studio, tmp_path):
    (tmp_path / "declared.mp4").write_bytes(forty_hours(studio.plain.read_bytes()))
    frames = ["-f", "lavfi", "-i", "color=s=64x64:r=1:d=10", "-vf", "setpts=N*16000/TB", "-fps_mode", "passthrough"]
    stretched = [studio.make(f"stretched.{ending}", *frames, *H264) for ending in ("mp4", "mkv")]

    said = [code_of(path) for path in (tmp_path / "declared.mp4", *stretched)]

    assert said == ["too_long"] * 3


def test_a_frame_too_large_is_refused(studio):
    wide = studio.make("wide.mkv", "-f", "lavfi", "-i", "color=s=16000x256:r=5:d=1", *H264)

    assert code_of(wide) == "dimensions"


def test_too_many_tracks_are_refused(studio):
    tracks = [word for _ in range(20) for word in ("-map", "0:a")]
    many = studio.make("many.mkv", *SOUND, *tracks, "-c:a", "pcm_s16le")

    assert code_of(many) in ("too_many_streams", "damaged")


def test_names_never_reach_the_command_line(studio, tmp_path):
    strange = tmp_path / "-i concat:http:%d.mp4"
    strange.write_bytes(studio.plain.read_bytes())

    assert probe(strange).duration == 2.0


def test_a_stage_reads_a_file_only_as_what_it_was_found_to_be(studio, tmp_path, canary):
    url, calls = canary
    found = probe(studio.make("k.mkv", *PICTURE, *SOUND, *H264, *AAC))
    swapped = tmp_path / "swapped.mkv"
    swapped.write_text(f"#EXTM3U\n#EXTINF:9,\n{url}.ts\n")
    (tmp_path / "out").mkdir()

    with pytest.raises(MediaRefused):
        make(swapped, found, stages(found)[0], tmp_path / "out")

    assert calls == []


ENDLESS = """
import sys
from pathlib import Path
from manage import add_source_root
add_source_root()
from media.transcoding.ffmpeg import run, workroom
from media.transcoding.limits import for_pass
with workroom(Path(sys.argv[1])) as room:
    print(room, flush=True)
    run(room, ["-v", "error", "-re", "-f", "lavfi", "-i", "sine=d=600", "-f", "null", "-"], for_pass(600, 1000))
"""


def test_the_reader_of_a_file_dies_with_its_parent(studio):
    parent = subprocess.Popen([sys.executable, "-c", ENDLESS, str(studio.plain)], stdout=subprocess.PIPE, text=True)
    room = Path(parent.stdout.readline().strip())
    wait_for(lambda: readers_in(room) == ["ffmpeg"])

    parent.kill()
    parent.wait()

    wait_for(lambda: readers_in(room) == [])
    parent.stdout.close()
    shutil.rmtree(room)


def readers_in(room: Path) -> list[str]:
    """Names of the processes that work in the folder."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and os.readlink(entry / "cwd") == str(room):
                found.append("ffmpeg" if "ffmpeg" in os.readlink(entry / "exe") else "python")
    return found


def wait_for(condition) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_what_is_no_film_is_said_to_be_none(studio, tmp_path):
    still = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=1:d=1"]
    coded = studio.make("pictures.mov", *still, "-c:v", "png")
    (tmp_path / "words.srt").write_text("1\n00:00:00,000 --> 00:00:02,000\n只有字\n")
    words = studio.make("words.mp4", "-i", str(tmp_path / "words.srt"), "-c:s", "mov_text")

    assert [code_of(coded), code_of(words)] == ["codec", "no_streams"]


def test_a_picture_of_enormous_frames_is_refused(studio, tmp_path):
    small = studio.make("small.avi", "-f", "lavfi", "-i", "color=s=64x64:r=25:d=2", "-c:v", "mjpeg").read_bytes()
    size = struct.pack(">HH", 64, 64)
    (tmp_path / "large.avi").write_bytes(small.replace(b"\x08" + size, b"\x08" + struct.pack(">HH", 60000, 60000)))

    assert code_of(tmp_path / "large.avi") in ("dimensions", "undecodable")


def test_a_flash_film_that_declares_forty_hours_is_refused(studio, tmp_path):
    film = studio.make("film.flv", *PICTURE, "-c:v", "flv1").read_bytes()
    (tmp_path / "long.flv").write_bytes(patched(film, b"duration", 5, struct.pack(">d", 40 * 3600.0)))

    assert code_of(tmp_path / "long.flv") == "too_long"
