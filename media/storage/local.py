"""Files on the local disk."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import FileSystemStorage, Storage

from media.storage.names import ImmutableNames, checked_key, checked_prefix
from media.storage.signing import SIGNED_SECONDS, signed_address


class ImmutableFileStorage(ImmutableNames, FileSystemStorage):
    """A folder; with `is_signed`, its addresses are signed and answered by `media.views.original`."""

    def __init__(self, *args: object, is_signed: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.is_signed = is_signed

    def url(self, name: str | None, expire: int = SIGNED_SECONDS, filename: str = "") -> str:
        """Address of the file: lasting, or signed and valid for `expire` seconds."""
        if self.is_signed and name:
            return signed_address(self.base_url, name, expire, filename)
        return super().url(name)

    def put(self, key: str, path: Path) -> None:
        """Store the file at `path` under exactly `key`; readers see all of it or nothing."""
        with self._landing(key) as scratch:
            shutil.copyfile(path, scratch)

    def take(self, source: Storage, wanted: dict[str, str]) -> None:
        """Have the files of another folder here too: key here → name there. A second name on disk, not a copy."""
        for key, name in wanted.items():
            there, here = source.path(name), self.path(checked_key(key))
            if os.path.exists(here) and os.path.samefile(there, here):
                continue
            with self._landing(key) as scratch:
                try:
                    os.link(there, scratch)
                except FileNotFoundError:
                    raise
                except OSError:  # another file system, or one without links
                    shutil.copyfile(there, scratch)

    @contextmanager
    def _landing(self, key: str) -> Iterator[str]:
        """A name beside the place of `key`, moved there when the block ends well."""
        target = Path(self.path(checked_key(key)))
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
        try:
            yield str(scratch)
            if self.file_permissions_mode is not None:
                scratch.chmod(self.file_permissions_mode)
            scratch.replace(target)
        finally:
            scratch.unlink(missing_ok=True)

    def keys(self, prefix: str) -> Iterator[tuple[str, int]]:
        """Key and size in bytes of every file below `prefix`."""
        root = Path(self.path(checked_prefix(prefix)))
        for folder, _, names in os.walk(root):
            for name in sorted(names):
                path = Path(folder, name)
                if not name.startswith("."):
                    yield path.relative_to(self.location).as_posix(), path.stat().st_size

    def delete_prefix(self, prefix: str) -> None:
        """Remove everything below `prefix` at once: after one rename nothing of it answers any more."""
        root = Path(self.path(checked_prefix(prefix)))
        gone = root.with_name(f".gone-{secrets.token_hex(6)}")
        try:
            root.rename(gone)
        except FileNotFoundError:
            return
        shutil.rmtree(gone, ignore_errors=True)

    @contextmanager
    def local_copy(self, name: str) -> Iterator[Path]:
        """A path from which programs may read the file while the block lasts; not theirs to change."""
        yield Path(self.path(name))
