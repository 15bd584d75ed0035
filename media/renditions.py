"""The sizes in which pictures are shown; made by the worker, named on the image, never made in a reader's request."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.images.models import AbstractImage

TOPIC_RENDITIONS = "media.renditions"

# key → Wagtail filter. Lists are 8:5, the lead 16:9, portraits square, body pictures keep their shape.
SIZES = {
    "list": "fill-480x300|format-webp|webpquality-78",
    "list2": "fill-960x600|format-webp|webpquality-72",
    "wide": "fill-960x540|format-webp|webpquality-74",
    "wide2": "fill-1600x900|format-webp|webpquality-70",
    "square": "fill-400x400|format-webp|webpquality-78",
    "body": "width-860|format-webp|webpquality-76",
    "body2": "width-1600|format-webp|webpquality-70",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture as a template needs it: addresses, size in CSS pixels, alternative text."""

    src: str
    width: int
    height: int
    src2: str
    width2: int
    alt: str = ""


def make_renditions(image: AbstractImage) -> dict[str, list]:
    """Make every missing size of `image` and return key → [file name, width, height]."""
    found = {r.filter_spec: r for r in image.renditions.all()}
    files = {}
    for key, spec in SIZES.items():
        rendition = found.get(spec) or image.get_rendition(spec)
        files[key] = [rendition.file.name, rendition.width, rendition.height]
    return files


def picture(files: dict[str, list], key: str, alt: str = "") -> Picture | None:
    """The picture `key` (and its larger sibling) out of stored names, or None while the worker is not done."""
    if key not in files:
        return None
    name, width, height = files[key]
    name2, width2, _ = files.get(f"{key}2", files[key])
    base = settings.MEDIA_URL
    return Picture(f"{base}{name}", width, height, f"{base}{name2}", width2, alt)
