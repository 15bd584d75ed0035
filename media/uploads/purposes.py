"""What uploads are for: who may start one, and what becomes of the finished file. Each app registers its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import Collection
from wagtail.permissions import policy_registry

from media.content_types import AUDIO_KINDS
from media.models import Upload, Video

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Purpose:
    """The terms of one kind of upload."""

    name: str
    # Whether the account may upload into the collection; asked at the start, at each part and at the end.
    may: Callable[["User", int | None], bool]
    # Makes the video of a checked upload; called once, inside the transaction that ends the upload.
    make: Callable[[Upload], Video]


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> Purpose:
    """Make a purpose known under its name."""
    if _purposes.get(purpose.name, purpose) != purpose:
        raise ValueError(f"purpose {purpose.name!r} is taken")
    _purposes[purpose.name] = purpose
    return purpose


def purpose_named(name: str) -> Purpose | None:
    """The purpose of that name, if there is one."""
    return _purposes.get(name)


def _may_add_to_library(user: "User", collection_id: int | None) -> bool:
    policy = policy_registry.get_by_type(Video)
    if collection_id is None:
        return policy.user_has_permission(user, "add")
    return policy.collections_user_has_permission_for(user, "add").filter(pk=collection_id).exists()


def make_video(upload: Upload) -> Video:
    """A private video with the title and in the collection that were asked for."""
    collection = Collection.objects.filter(pk=upload.collection_id).first() or Collection.get_first_root_node()
    return Video.objects.create(
        title=upload.title,
        type="audio" if upload.key.rsplit(".", 1)[-1] in AUDIO_KINDS else "video",
        file=upload.key,
        sha256=upload.sha256,
        collection=collection,
        uploaded_by_user=upload.owner,
    )


LIBRARY = register(Purpose("library", _may_add_to_library, make_video))
