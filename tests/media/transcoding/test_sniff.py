"""What a file is by its first bytes, and what an editor is told of everything else."""

import os

import pytest

from media.transcoding.refusal import MediaRefused
from media.transcoding.sniff import demuxer_of

TAKEN = {
    b"\0\0\0\x20ftypisom": "mov",
    b"\0\0\0\x14ftypqt  ": "mov",
    b"\0\0\0\x08wide": "mov",
    b"\x1a\x45\xdf\xa3": "matroska",
    b"RIFF\0\0\0\0AVI LIST": "avi",
    b"RIFF\0\0\0\0WAVEfmt ": "wav",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11": "asf",
    b"FLV\x01\x05": "flv",
    b"\x00\x00\x01\xba\x44": "mpeg",
    (b"G" + bytes(187)) * 6: "mpegts",
    bytes(4) + (b"G" + bytes(191)) * 6: "mpegts",
    b"ID3\x04": "mp3",
    b"\xff\xfb\x90\x00": "mp3",
    b"\xff\xf1\x50\x80": "aac",
}
REFUSED = {
    b"": "empty",
    b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n": "playlist",
    b"\xef\xbb\xbf\n#EXTM3U\n": "playlist",
    b"ffconcat version 1.0\nfile 'http://127.0.0.1:9/x'\n": "playlist",
    b"file '/etc/passwd'\n": "playlist",
    b"[playlist]\nFile1=http://127.0.0.1:9/\n": "playlist",
    b"<ASX version='3'><entry/></ASX>": "playlist",
    b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>': "playlist",
    b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n": "sdp",
    b"<!doctype html><script>alert(1)</script>": "web_page",
    b"<svg xmlns='http://www.w3.org/2000/svg'/>": "web_page",
    b"\0\0\0\x18ftypheic": "picture",
    b"\0\0\0\x18ftypavif": "picture",
    b"\x89PNG\r\n\x1a\n": "picture",
    b"\xff\xd8\xff\xe0": "picture",
    b"GIF89a": "picture",
    b"RIFF\0\0\0\0WEBPVP8 ": "picture",
    b"%PDF-1.7": "document",
    b"PK\x03\x04": "document",
    b".RMF\0\0\0": "real",
    "WEBVTT\n\n字幕".encode(): "text",
    "第一行".encode("gb18030"): "text",
    b"MZ\x90\0\x03\0": "unknown",
    b"\xff\xff\xff\xff": "unknown",
}


@pytest.fixture
def file(tmp_path):
    def write(data: bytes):
        path = tmp_path / "upload.mp4"
        path.write_bytes(data)
        return path

    return write


def code_of(path) -> str:
    with pytest.raises(MediaRefused) as caught:
        demuxer_of(path)
    return caught.value.code


def test_known_containers_name_their_one_reader(file):
    assert {data: demuxer_of(file(data)) for data in TAKEN} == TAKEN


def test_everything_else_is_refused_with_a_reason(file):
    assert {data: code_of(file(data)) for data in REFUSED} == REFUSED


def test_a_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    assert code_of(tmp_path / "pipe") == "not_file"


def test_an_enormous_file_is_refused(tmp_path):
    with (tmp_path / "huge.mp4").open("wb") as huge:
        huge.truncate(51 * 1024**3)

    assert code_of(tmp_path / "huge.mp4") == "too_large"
