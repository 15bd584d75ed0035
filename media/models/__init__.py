"""Images, documents, videos, the register of what live pages show, and uploads under way."""

from media.models.documents import Document
from media.models.images import Image, Rendition
from media.models.production import CaptionTrack, Production
from media.models.uploads import Upload, UploadPart
from media.models.use import PublicUse
from media.models.videos import Video

__all__ = [
    "CaptionTrack",
    "Document",
    "Image",
    "Production",
    "PublicUse",
    "Rendition",
    "Upload",
    "UploadPart",
    "Video",
]
