"""What a stage made: files with sizes and hashes, and the lines of the master playlist."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from media.transcoding.refusal import MediaRefused

PLAYLIST = "index.m3u8"
INIT = "init.mp4"
MASTER = "master.m3u8"
CONTENT_TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".jpg": "image/jpeg",
}
_CHUNK = 1024 * 1024
_OWN_NAME = re.compile(r"init\.mp4|seg-\d{5}\.m4s")


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file in the stage's folder."""

    name: str
    size: int
    sha256: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Made:
    """Everything one stage made; `duration` and `longest_segment` in seconds, `bandwidth` in bits a second at most.

    `plain` names the file that plays without HLS, if the stage made one; `width` is 0 where there is no picture.
    """

    name: str
    files: list[MadeFile]
    duration: float = 0.0
    width: int = 0
    height: int = 0
    codecs: str = ""
    bandwidth: int = 0
    longest_segment: float = 0.0
    plain: str = ""
    seconds_of: dict[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Made":
        """The inverse of `to_json`."""
        return cls(**{**data, "files": [MadeFile(**file) for file in data["files"]]})


def master_playlist(made: Sequence[Made]) -> str:
    """The playlist that names every version, the smallest picture first, sound alone last; addresses are relative."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    versions = [version for version in made if version.bandwidth]
    for version in sorted(versions, key=lambda version: (not version.width, version.height, version.bandwidth)):
        size = f",RESOLUTION={version.width}x{version.height}" if version.width else ""
        lines.append(f'#EXT-X-STREAM-INF:BANDWIDTH={version.bandwidth}{size},CODECS="{version.codecs}"')
        lines.append(f"{version.name}/{PLAYLIST}")
    return "\n".join(lines) + "\n"


def described(folder: Path, name: str, width: int = 0, height: int = 0, **more: Any) -> Made:
    """The manifest of a folder with an HLS version in it; raises MediaRefused when that is not whole."""
    lengths = segment_lengths((folder / PLAYLIST).read_text())
    if not lengths:
        raise MediaRefused("failed", "no segments")
    sizes = [(folder / segment).stat().st_size for segment, _ in lengths]
    peak = max(size * 8 / max(length, 1.0) for size, (_, length) in zip(sizes, lengths, strict=True))
    return Made(
        name=name,
        files=files_in(folder),
        duration=round(sum(length for _, length in lengths), 3),
        width=width,
        height=height,
        codecs=codecs_of((folder / INIT).read_bytes()),
        bandwidth=max(1, int(peak)),
        longest_segment=max(length for _, length in lengths),
        **more,
    )


def segment_lengths(playlist: str) -> list[tuple[str, float]]:
    """(file name, seconds) of each segment; raises MediaRefused for any name that is not ours."""
    found, length = [], 0.0
    for line in playlist.splitlines():
        if line.startswith("#EXTINF:"):
            length = float(line[8:].split(",")[0])
        elif line and not line.startswith("#"):
            if not _OWN_NAME.fullmatch(line):
                raise MediaRefused("failed", f"strange segment {line!r}")
            found.append((line, length))
    return found


def files_in(folder: Path) -> list[MadeFile]:
    """Every file of `folder` by name."""
    found = []
    for path in sorted(folder.iterdir()):
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        found.append(MadeFile(path.name, path.stat().st_size, digest.hexdigest(), CONTENT_TYPES[path.suffix]))
    return found


def codecs_of(header: bytes) -> str:
    """The names (RFC 6381) of the H.264 and AAC tracks that an initialisation segment declares."""
    names = []
    at = header.find(b"avcC")
    if at >= 0:
        names.append("avc1." + header[at + 5 : at + 8].hex())
    if b"mp4a" in header:
        names.append("mp4a.40.2")
    return ",".join(names)
