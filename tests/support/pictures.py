"""Pictures in memory, good and hostile."""

import io
import struct
import zlib

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS, ORIENTATION, ARTIST = 0x8825, 0x0112, 0x013B


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data)


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as bytes of one format."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def noise(size: tuple[int, int] = (320, 200)) -> Image.Image:
    """Something that does not compress to nothing."""
    return Image.effect_noise(size, 80).convert("RGB")


def jpeg(size: tuple[int, int] = (320, 200), **options: object) -> bytes:
    """A photograph."""
    return encoded(noise(size), "JPEG", **options)


def heic(size: tuple[int, int] = (320, 200)) -> bytes:
    """A photograph of a phone."""
    out = io.BytesIO()
    pillow_heif.from_pillow(noise(size)).save(out, quality=60)
    return out.getvalue()


def photo_with_place(size: tuple[int, int] = (320, 200), kind: str = "JPEG") -> bytes:
    """A photograph lying on its side, with GPS position, author and comment inside."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[ARTIST] = "GEHEIM-AUTHOR"
    exif.get_ifd(GPS).update({1: "N", 2: (36.0, 40.0, 12.0), 3: "E", 4: (117.0, 1.0, 30.0)})
    options = {"comment": b"GEHEIM-COMMENT"} if kind == "JPEG" else {}
    return encoded(noise(size), kind, exif=exif, **options)


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises pixels and has none: a decompression bomb where somebody believes it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
