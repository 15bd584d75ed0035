"""Making an uploaded picture safe: decoded once, turned upright, written anew without metadata."""

import io
from math import ceil

import pillow_heif
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from PIL import Image as Pillow
from PIL import ImageOps

pillow_heif.register_heif_opener()
Pillow.init()  # `Pillow.open(formats=…)` knows only plugins that are loaded

# Decoders differ in what a pixel costs them (measured: 4 bytes JPEG, 6.5 PNG, 9.6 progressive JPEG, 7.3 HEIF, 10 AVIF,
# 22 WebP); each kind may take about 250 MB.
MAX_PIXELS = {"JPEG": 60_000_000, "MPO": 60_000_000, "GIF": 60_000_000, "PNG": 40_000_000}
MAX_PIXELS |= {"HEIF": 31_000_000, "AVIF": 20_000_000, "WEBP": 11_000_000}
MAX_PIXELS_PROGRESSIVE = 26_000_000
MAX_SIDE = 3200
BAND = 256
READABLE = ("JPEG", "PNG", "GIF", "HEIF", "AVIF", "WEBP")  # MPO, of two-lens phones, comes through JPEG
JPEG_QUALITY = 90


def clean_picture(file: File) -> ContentFile:
    """A new JPEG or PNG (when the picture has transparency) with the same look and nothing else inside.

    EXIF, GPS, thumbnails, comments and trailing bytes are gone; the longest side is at most `MAX_SIDE` pixels.
    Raises `ValidationError` with a Chinese message for anything that is no readable picture or is too large.
    """
    try:
        file.seek(0)
        with Pillow.open(file, formats=READABLE) as picture:
            _refuse_too_large(picture)
            picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
            marks = picture.getexif()
            small = _small(picture)
        small.getexif().update(marks)
        upright = ImageOps.exif_transpose(small)
        upright.info.clear()  # Pillow would write a JPEG's comment again
        return _write(upright)
    except ValidationError:
        raise
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning) as error:
        raise ValidationError("图片的像素太多。请缩小以后再传。") from error
    except Exception as error:  # decoders raise nearly anything on damaged or hostile data
        raise ValidationError("读不出这张图片。请用 JPG、PNG、WebP 或 HEIC 格式，并确认文件没有损坏。") from error


def _refuse_too_large(picture: Pillow.Image) -> None:
    width, height = picture.size
    limit = MAX_PIXELS[picture.format]
    if picture.info.get("progressive"):
        limit = min(limit, MAX_PIXELS_PROGRESSIVE)
    if width * height > limit:
        raise ValidationError(f"图片有 {width}×{height} 像素，太大了。请缩到 {limit // 10_000} 万像素以内再传。")


def _small(picture: Pillow.Image) -> Pillow.Image:
    """The picture in RGB or RGBA, at most `MAX_SIDE` pixels long, without ever holding it twice at full size."""
    if picture.mode != "RGB" or "transparency" in picture.info:
        picture = _in_bands(picture)
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Pillow.Resampling.LANCZOS, reducing_gap=2.0)
    picture.load()  # a picture that was small enough has not been read yet, and its file is about to be closed
    return picture


def _in_bands(picture: Pillow.Image) -> Pillow.Image:
    """A copy in RGB or RGBA, converted band by band, by a whole factor smaller where it is too large."""
    is_transparent = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    mode = "RGBA" if is_transparent else "RGB"
    factor = ceil(max(picture.size) / (1.25 * MAX_SIDE))
    small = Pillow.new(mode, tuple(ceil(side / factor) for side in picture.size))
    for top in range(0, picture.height, BAND * factor):
        band = picture.crop((0, top, picture.width, min(picture.height, top + BAND * factor))).convert(mode)
        small.paste(band.reduce(factor) if factor > 1 else band, (0, top // factor))
    picture.close()  # the end of `with` closes only the file
    return small


def _write(picture: Pillow.Image) -> ContentFile:
    out = io.BytesIO()
    if picture.mode == "RGBA":
        picture.save(out, "PNG", optimize=True)
        return ContentFile(out.getvalue(), name="picture.png")
    picture.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return ContentFile(out.getvalue(), name="picture.jpg")
