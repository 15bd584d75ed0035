"""Images, documents, videos, and the register of what live pages show."""

from media.models.documents import Document
from media.models.images import Image, Rendition
from media.models.use import PublicUse
from media.models.videos import Video

__all__ = ["Document", "Image", "PublicUse", "Rendition", "Video"]
