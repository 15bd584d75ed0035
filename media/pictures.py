"""Making an uploaded picture safe: decoded once, turned upright, written anew without metadata."""

import io

import pillow_heif
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

pillow_heif.register_heif_opener()

MAX_PIXELS = 60_000_000
MAX_SIDE = 3200
READABLE = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF", "MPO")
JPEG_QUALITY = 90


def clean_picture(file: File) -> ContentFile:
    """A new JPEG or PNG (when the picture has transparency) with the same look and nothing else inside.

    EXIF, GPS, thumbnails, comments and trailing bytes are gone; the longest side is at most `MAX_SIDE` pixels.
    Raises `ValidationError` with a Chinese message for anything that is no readable picture or is too large.
    """
    try:
        file.seek(0)
        with Pillow.open(file, formats=READABLE) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise ValidationError(
                    f"图片有 {width}×{height} 像素，太大了。请缩到 {MAX_PIXELS // 10_000} 万像素以内再传。"
                )
            picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
            picture = ImageOps.exif_transpose(picture)
            picture.thumbnail((MAX_SIDE, MAX_SIDE), Pillow.Resampling.LANCZOS)
            return _write(picture)
    except ValidationError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Pillow.DecompressionBombError) as error:
        raise ValidationError("读不出这张图片。请用 JPG、PNG、WebP 或 HEIC 格式，并确认文件没有损坏。") from error


def _write(picture: Pillow.Image) -> ContentFile:
    transparent = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    out = io.BytesIO()
    if transparent:
        picture.convert("RGBA").save(out, "PNG", optimize=True)
        return ContentFile(out.getvalue(), name="picture.png")
    picture.convert("RGB").save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return ContentFile(out.getvalue(), name="picture.jpg")
