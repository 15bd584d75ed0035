"""Files on disk that never change under their name and never vanish before the transaction that drops them is through."""

import hashlib
import os
import secrets

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import transaction


def private_storage() -> Storage:
    """The storage of originals and documents (a callable, so that no path enters a migration)."""
    return storages["private"]


def content_hash(content: File) -> str:
    """SHA-256 of the file's bytes, as 64 hexadecimal digits; leaves the file at its start."""
    digest = hashlib.sha256()
    content.seek(0)
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    return digest.hexdigest()


class ImmutableFileStorage(FileSystemStorage):
    """`folder/ab/abcdef…-random.ext`: the hash says what is inside, the random part keeps the address unguessable."""

    def save(self, name: str | None, content: File, max_length: int | None = None) -> str:
        """Store `content` under a name made from its hash; the given name only lends folder and extension."""
        folder, base = os.path.split(name or content.name or "file")
        extension = os.path.splitext(base)[1].lower()
        digest = content_hash(content)
        hashed = os.path.join(folder, digest[:2], f"{digest[:24]}-{secrets.token_hex(6)}{extension}")
        return super().save(hashed, content, max_length=max_length)

    def delete(self, name: str) -> None:
        """Remove the file once the surrounding transaction is committed; a rollback keeps it."""
        transaction.on_commit(lambda: super(ImmutableFileStorage, self).delete(name))
