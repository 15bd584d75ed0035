"""What a file is by its first bytes: the one reader it will be given to, or why it is not taken."""

import os
import stat
from pathlib import Path

from media.transcoding import limits
from media.transcoding.refusal import MediaRefused

HEAD_BYTES = 4096
_PICTURE_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"jxl ", b"crx ")
_BOXES = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_STARTS = (
    (b"\x1a\x45\xdf\xa3", "matroska"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf"),
    (b"FLV\x01", "flv"),
    (b"\x00\x00\x01\xba", "mpeg"),
    (b"ID3", "mp3"),
)
_FOREIGN = (
    (b".RMF", "real"),
    (b"%PDF", "document"),
    (b"PK\x03\x04", "document"),
    (b"Rar!", "document"),
    (b"7z\xbc\xaf", "document"),
    (b"\xd0\xcf\x11\xe0", "document"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
)
_WRITTEN = (
    (b"#extm3u", "playlist"),
    (b"ffconcat", "playlist"),
    (b"file ", "playlist"),
    (b"[playlist]", "playlist"),
    (b"[reference]", "playlist"),
    (b"<asx", "playlist"),
    (b"<smil", "playlist"),
    (b"v=0", "sdp"),
)


def demuxer_of(path: Path) -> str:
    """The name of the only demuxer that may read this file; raises MediaRefused for everything else."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise MediaRefused("not_file")
        if status.st_size == 0:
            raise MediaRefused("empty")
        if status.st_size > limits.FILE_BYTES:
            raise MediaRefused("too_large")
        head = file.read(HEAD_BYTES)
    return demuxer_of_head(head)


def demuxer_of_head(head: bytes) -> str:
    """The same for the first bytes of a recording."""
    return _demuxer(head) or _refuse(head)


def _demuxer(head: bytes) -> str:
    for start, demuxer in _STARTS:
        if head.startswith(start):
            return demuxer
    if head[4:8] == b"ftyp":
        # Pictures of telephones are boxes too; their brand says so.
        return "" if head[8:12] in _PICTURE_BRANDS else "mov"
    if head[4:8] in _BOXES:
        return "mov"
    if head[:4] in (b"RIFF", b"RF64"):
        return {b"AVI ": "avi", b"WAVE": "wav"}.get(head[8:12], "")
    for first, packet in ((0, 188), (4, 192)):
        if len(head) > first + 4 * packet and all(head[first + n * packet] == 0x47 for n in range(5)):
            return "mpegts"
    return _bare_audio(head)


def _bare_audio(head: bytes) -> str:
    """A frame header of MPEG audio or of ADTS at the very beginning."""
    if len(head) < 4 or head[0] != 0xFF:
        return ""
    if head[1] & 0xF6 == 0xF0:
        return "aac"
    is_layer = head[1] & 0xE0 == 0xE0 and head[1] & 0x18 != 0x08 and head[1] & 0x06 != 0
    return "mp3" if is_layer and head[2] >> 4 not in (0, 15) and head[2] & 0x0C != 0x0C else ""


def _refuse(head: bytes) -> str:
    """Raise the refusal that tells the editor most."""
    for start, code in _FOREIGN:
        if head.startswith(start):
            raise MediaRefused(code)
    if head[4:8] == b"ftyp" or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        raise MediaRefused("picture")
    written = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, code in _WRITTEN:
        if written.startswith(start):
            raise MediaRefused(code)
    if written.startswith(b"<"):
        raise MediaRefused("playlist" if b"<mpd" in written or b"<asx" in written else "web_page")
    raise MediaRefused("unknown" if b"\0" in head else _text_code(head))


def _text_code(head: bytes) -> str:
    # A long text cut inside a character is still a text.
    for encoding in ("utf-8", "gb18030"):
        try:
            head[: max(len(head) - 4, 4)].decode(encoding)
        except UnicodeDecodeError:
            continue
        return "text"
    return "unknown"
