"""Names of stored files: made from the content, checked before use, with the type that players expect."""

import hashlib
import mimetypes
import os
import re
import secrets
from functools import partial

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.db import transaction

SIGNED_SECONDS = 300
VIDEO_PREFIX = "video/"
SEGMENT = ".m4s"
TEMPORARY_PREFIX = "temporary/"  # may be removed after a day, by the server itself
KEY = re.compile(r"[A-Za-z0-9_\-]+[A-Za-z0-9._\-]*(/[A-Za-z0-9_\-]+[A-Za-z0-9._\-]*)*")
# What neither the system nor nginx can be relied on to know.
TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".aac": "audio/aac",
    ".wav": "audio/wav",
    ".mkv": "video/x-matroska",
    ".webm": "video/webm",
    ".ts": "video/mp2t",
    ".vtt": "text/vtt; charset=utf-8",
    ".webp": "image/webp",
    ".avif": "image/avif",
}


def content_hash(content: File) -> str:
    """SHA-256 of the file's bytes, as 64 hexadecimal digits; leaves the file at its start."""
    digest = hashlib.sha256()
    content.seek(0)
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    return digest.hexdigest()


def hashed_name(name: str, digest: str) -> str:
    """`folder/ab/abcdef…-random.ext` for a file whose SHA-256 is `digest`; `name` lends folder and extension.

    The hash says what is inside, the random part keeps the address unguessable.
    """
    folder, base = os.path.split(name)
    extension = os.path.splitext(base)[1].lower()
    return os.path.join(folder, digest[:2], f"{digest[:24]}-{secrets.token_hex(6)}{extension}")


def checked_key(key: str) -> str:
    """`key`, or `SuspiciousFileOperation` unless it is plain folders and a file name: no `..`, no leading dot or slash."""
    if len(key) > 500 or not KEY.fullmatch(key):
        raise SuspiciousFileOperation(f"not a key: {key[:80]!r}")
    return key


def checked_prefix(prefix: str) -> str:
    """`prefix` without and with exactly one slash at its end, or `SuspiciousFileOperation`."""
    return f"{checked_key(prefix.removesuffix('/'))}/"


def naming_order(key: str) -> tuple[bool, bool, bool]:
    """Sorts files that name others behind those they name; what plays by itself goes first, thousands of segments after.

    Whole files, segments, playlists, the master playlist.
    """
    return key.endswith("master.m3u8"), key.endswith(".m3u8"), key.endswith(SEGMENT)


def public_cache_control(key: str) -> str:
    """How long a public file may be kept: for ever, as its name holds its hash; videos can be withdrawn from caches."""
    return "public, max-age=300, s-maxage=5" if key.startswith(VIDEO_PREFIX) else "public, max-age=31536000, immutable"


def content_type_of(name: str) -> str:
    """The media type by the extension, for answers and stored objects."""
    extension = os.path.splitext(name)[1].lower()
    return TYPES.get(extension) or mimetypes.guess_type(name)[0] or "application/octet-stream"


class ImmutableNames:
    """Mixin of storages: files never change under their name nor vanish before the transaction that drops them is through."""

    def save(self, name: str | None, content: File, max_length: int | None = None) -> str:
        """Store `content` under a name made from its hash."""
        hashed = hashed_name(name or content.name or "file", content_hash(content))
        return super().save(hashed, content, max_length=max_length)

    def delete(self, name: str) -> None:
        """Remove the file once the surrounding transaction is committed; a rollback keeps it."""
        transaction.on_commit(partial(super().delete, name), robust=True)

    def delete_keys(self, keys: list[str]) -> None:
        """Remove these files at once."""
        for key in keys:
            super().delete(key)
