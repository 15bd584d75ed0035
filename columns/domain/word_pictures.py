"""Pictures of a Word file into the image library, each picture once."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from columns.domain.errors import ImportRefused
from columns.word import WordDocument, WordImage
from media.models import Image

if TYPE_CHECKING:
    from accounts.models import User

MAX_TITLE = 255
NO_RIGHT = "这份稿件带有图片，而您的账号不能往图片库里添加图片。请联系系统管理员。"


@dataclass(slots=True)
class StoredPictures:
    """Library ids by index in the document, how many are new, and the files written so far."""

    ids: list[int] = field(default_factory=list)
    new: int = 0
    reused: int = 0
    files: list[Image] = field(default_factory=list)

    def forget_files(self) -> None:
        """Remove the files of pictures whose rows were rolled back."""
        for image in self.files:
            image.file.storage.delete(image.file.name)


def store_pictures(document: WordDocument, folder: Path, user: "User | None", stored: StoredPictures) -> StoredPictures:
    """Put every picture of `document` into the library, or find it there by its content; fills and returns `stored`.

    The reader has written the pictures anew already, without metadata and within our size. Raises `ImportRefused`
    when `user` may not add pictures.
    """
    collection = _collection(user) if document.images else None
    for number, picture in enumerate(document.images, start=1):
        data = (folder / picture.file).read_bytes()
        image = _same_picture(data, picture, user)
        if image is not None:
            stored.reused += 1
        else:
            image = _new_picture(data, picture, f"{document.title or '稿件'} 图{number}", user, collection)
            stored.files.append(image)
            image.save()
            stored.new += 1
        stored.ids.append(image.pk)
    return stored


def _collection(user: "User | None") -> Collection:
    if user is None:
        return Collection.get_first_root_node()
    policy = policy_registry.get_by_type(Image)
    collection = policy.collections_user_has_permission_for(user, "add").first()
    if collection is None:
        raise ImportRefused(NO_RIGHT)
    return collection


def _same_picture(data: bytes, picture: WordImage, user: "User | None") -> Image | None:
    """A picture of the library with the same content that `user` may choose."""
    # The column with an index holds SHA-1, the stored name the beginning of SHA-256.
    sha1 = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    candidates = Image.objects.filter(file_hash=sha1, file__contains=picture.sha256[:24])
    if user is not None:
        policy = policy_registry.get_by_type(Image)
        allowed = policy.instances_user_has_any_permission_for(user, ["choose", "change"])
        candidates = candidates.filter(pk__in=allowed.values("pk"))
    return candidates.order_by("pk").first()


def _new_picture(
    data: bytes, picture: WordImage, title: str, user: "User | None", collection: Collection | None
) -> Image:
    content = ContentFile(data, name=picture.file)
    content.is_clean = True
    image = Image(
        title=(picture.caption or picture.alt or title)[:MAX_TITLE],
        description=picture.alt[:MAX_TITLE],
        file=content,
        uploaded_by_user=user,
        collection=collection,
    )
    image._set_image_file_metadata()
    return image
