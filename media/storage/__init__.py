"""Where files lie: a private and a public place, on the local disk or in object storage, with the same rules.

Both storages (`local.ImmutableFileStorage`, `objects.ImmutableObjectStorage`) offer, besides Django's methods:
`put(key, path)`, `keys(prefix)`, `delete_keys(keys)`, `delete_prefix(prefix)`, `local_copy(name)`,
`take(source, wanted)` and, for the private one, `url(name)`, which is signed and valid for at most 300 seconds.
"""

from pathlib import Path

from django.core.files.storage import Storage, storages

from media.storage.local import ImmutableFileStorage
from media.storage.names import content_hash, naming_order

__all__ = ["ImmutableFileStorage", "content_hash", "private_storage", "public_storage", "put_folder"]


def private_storage() -> Storage:
    """The storage of originals, documents and renditions (a callable, so that no path enters a migration)."""
    return storages["private"]


def public_storage() -> Storage:
    """The storage of what anonymous readers may have: unsigned addresses."""
    return storages["default"]


def put_folder(folder: Path, prefix: str, storage: Storage | None = None) -> list[str]:
    """Store every file below `folder` under `prefix` and return the keys; playlists go last.

    Nothing may name the prefix before this returns; what a failed run left is removed by `delete_prefix`.
    """
    target = storage or private_storage()
    files = sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: naming_order(path.name))
    keys = []
    for path in files:
        keys.append(f"{prefix.rstrip('/')}/{path.relative_to(folder).as_posix()}")
        target.put(keys[-1], path)
    return keys
