"""The same picture a second time: found by its content, among the pictures that the account may use."""

from typing import TYPE_CHECKING

from wagtail.images.utils import find_image_duplicates
from wagtail.permissions import policy_registry

from media.models import Image

if TYPE_CHECKING:
    from accounts.models import User


def twin_of(image: Image, user: "User") -> Image | None:
    """The oldest picture with the same content that `user` may choose; `image` may be stored already or not.

    An upload is written anew before it is compared, always in the same way: the same photograph gives the same bytes.
    """
    if not image.file_hash:
        image._set_image_file_metadata()
    policy = policy_registry.get_by_type(Image)
    return find_image_duplicates(image, user, policy).order_by("pk").first()
