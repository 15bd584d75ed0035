"""Parts of an upload on the local disk: each is written to its place in the one file, which is then given its name."""

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from media.enums import UploadState
from media.models.uploads import PART_BYTES, Upload, UploadPart
from media.storage.names import TEMPORARY_PREFIX
from media.uploads import refusals

FOLDER = f"{TEMPORARY_PREFIX}uploads"
RESERVE_BYTES = 1024**3
CHUNK = 1024 * 1024


class DiskReceiver:
    """Takes parts through our own address."""

    def __init__(self, storage: FileSystemStorage) -> None:
        self.storage = storage

    def check_room(self, wanted: int) -> None:
        """Refuse at the start what would fill the disk; `wanted` counts what other uploads will still bring."""
        folder = Path(self.storage.location)
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < wanted + RESERVE_BYTES:
            raise refusals.disk_full()

    def begin(self, upload: Upload) -> str:
        """Make the empty file; there is no number to remember."""
        with _disk_errors():
            path = self._path(upload)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        return ""

    def address(self, upload: Upload, part: UploadPart) -> dict[str, object]:
        """Where to send a part."""
        return {"url": reverse("media_upload_part", args=(upload.pk, part.number)), "headers": {}, "is_ours": True}

    def write(self, upload: Upload, part: UploadPart, source: BinaryIO) -> None:
        """Read one part from the request and write it to its place; nothing is written of a damaged or short one."""
        size = upload.part_size(part.number)
        data = bytearray()
        while len(data) <= size and (chunk := source.read(min(CHUNK, size + 1 - len(data)))):
            data += chunk
        if len(data) != size or hashlib.sha256(data).hexdigest() != part.sha256:
            raise refusals.damaged(part.number)
        with _disk_errors(), self._alone(upload) as file:
            # Asked again with the file to ourselves: the check of the whole must not meet a late writer.
            if not Upload.objects.filter(pk=upload.pk, state=UploadState.RECEIVING).exists():
                raise refusals.not_receiving()
            os.pwrite(file.fileno(), data, (part.number - 1) * PART_BYTES)
            os.fsync(file.fileno())
            UploadPart.objects.filter(pk=part.pk, sha256=part.sha256).update(is_here=True)

    def note_arrived(self, upload: Upload) -> None:
        """Nothing to ask: each part was noted when it was written."""

    def close(self, upload: Upload) -> None:
        """Wait for writers that are still at it."""
        if self._path(upload).exists():
            with self._alone(upload):
                pass

    @contextmanager
    def reading(self, upload: Upload) -> Iterator[BinaryIO]:
        """The file, before or after it got its name."""
        path = self._path(upload)
        with open(path if path.exists() else self.storage.path(upload.key), "rb") as file:
            yield file

    def keep(self, upload: Upload) -> None:
        """Give the file its name; done already is done."""
        target = Path(self.storage.path(upload.key))
        path = self._path(upload)
        if path.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            if self.storage.file_permissions_mode is not None:
                path.chmod(self.storage.file_permissions_mode)
            path.replace(target)

    def discard(self, upload: Upload) -> None:
        """Remove whatever is there."""
        self._path(upload).unlink(missing_ok=True)
        Path(self.storage.path(upload.key)).unlink(missing_ok=True)

    def _path(self, upload: Upload) -> Path:
        return Path(self.storage.path(f"{FOLDER}/{upload.pk.hex}"))

    @contextmanager
    def _alone(self, upload: Upload) -> Iterator[BinaryIO]:
        try:
            file = self._path(upload).open("r+b", buffering=0)
        except FileNotFoundError:
            raise refusals.not_receiving() from None
        with file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file


@contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise refusals.disk_full() from error
        raise refusals.storage_away() from error
