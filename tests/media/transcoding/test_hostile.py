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
        "svg": (f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}'/></svg>".encode(), "web_page"),
    }


def disguised(url: str) -> dict[str, bytes]:
    """Name → content that begins like a recording."""
    lines = f"#EXTM3U\n#EXTINF:9,\n{url}.ts\n".encode()
    return {
        "hls-in-boxes": FTYP + box(b"mdat", lines),
        "hls-behind-riff": b"RIFF\0\0\1\0AVI " + lines,
        "hls-as-subtitle": b"RIFF\xff\xff\0\0AVI LIST\x04\0\0\0hdrlGAB2\0" + lines,
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


def lying(plain: bytes) -> dict[str, bytes]:
    """A sound recording that says wrong things about itself."""
    return {
        "huge-frame": patched(plain, b"avc1", 24, struct.pack(">HH", 65535, 65535)),
        "many-samples": patched(plain, b"stsz", 8, struct.pack(">I", 2**32 - 1)),
        "cut": plain[: len(plain) // 3],
    }


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
    assert set(said.values()) <= {"damaged", "no_streams", "undecodable", "codec", "too_short", "timeout", "memory"}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(disguised(url))


def test_a_recording_that_lies_about_itself_ends_in_time(studio, tmp_path):
    plain = studio.plain.read_bytes()

    for name, data in lying(plain).items():
        (tmp_path / name).write_bytes(data)
        assert code_of(tmp_path / name) != "failed"


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
