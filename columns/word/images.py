"""Re-encodes the pictures of a Word file: upright, at most 2,560 px, without metadata."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, UnidentifiedImageError

from columns.word import limits

_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "DIB", "TIFF", "WEBP")
_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
_FEW_COLOURS = 256
_ORIENTATION = 0x0112  # EXIF tag
_ORIENTATIONS: dict[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
_LARGE = 16_000_000  # pixels
_FULL = 100_000  # Word gives crops in thousandths of a percent

Image.MAX_IMAGE_PIXELS = None  # checked below, before any pixel is decoded


class PictureProblem(Exception):
    """A picture that cannot be imported; the text is the Chinese label of the report."""


@dataclass(frozen=True, slots=True)
class Crop:
    """What Word hides of a picture: thousandths of a percent per side, degrees clockwise."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Encoded:
    """A finished picture: `suffix` is "jpg" or "png", sizes are pixels."""

    data: bytes
    suffix: str
    width: int
    height: int
    content_type: str


def reencode(data: bytes, crop: Crop) -> Encoded:
    """The picture anew, upright, cropped as Word shows it and stripped of metadata.

    Raises PictureProblem for unknown kinds, damaged data and more than 60 megapixels.
    """
    problem = _vector_kind(data)
    if problem:
        raise PictureProblem(problem)
    formats: tuple[str, ...] = _FORMATS
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        formats = _with_heif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=formats) as image:
                return _encoded(image, crop)
    except MemoryError as error:
        raise PictureProblem("过大的图片") from error
    except UnidentifiedImageError as error:
        raise PictureProblem("无法识别的图片") from error
    except PictureProblem:
        raise
    except Exception as error:
        # Decoders raise nearly anything on damaged data; the text must still arrive.
        raise PictureProblem("损坏的图片") from error


def _with_heif() -> tuple[str, ...]:
    """Load the HEIF decoder only when a picture needs it."""
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)
    pillow_heif.options.DECODE_THREADS = 1
    Image.init()
    return tuple(name for name in ("HEIF", "AVIF") if name in Image.OPEN)


def _vector_kind(data: bytes) -> str:
    if data[:4] == b"\xd7\xcd\xc6\x9a" or data[:6] in {b"\x01\x00\x09\x00\x00\x03", b"\x02\x00\x09\x00\x00\x03"}:
        return "WMF 矢量图"
    if data[:4] == b"\x01\x00\x00\x00" and data[40:44] == b" EMF":
        return "EMF 矢量图"
    head = data[:1024].lstrip().lower()
    return "SVG 矢量图" if b"<svg" in head else ""


def _encoded(image: Image.Image, crop: Crop) -> Encoded:
    width, height = image.size
    if width < 1 or height < 1 or width * height > limits.IMAGE_PIXELS:
        raise PictureProblem("过大的图片")
    content_type = Image.MIME.get(image.format or "", "") or "image/unknown"
    if image.format == "JPEG":
        image.draft("RGB" if image.mode != "L" else "L", (limits.IMAGE_EDGE, limits.IMAGE_EDGE))
    profile = image.info.get("icc_profile")
    orientation = image.getexif().get(_ORIENTATION, 1)
    image.load()
    # Crops count from the stored pixels; shrinking before turning saves a copy at full size.
    picture = _cropped(_plain_mode(image), crop)
    picture = _shrunk(picture)
    picture = _in_srgb(_upright(picture, orientation, crop.turn), profile)
    data, suffix = _written(picture)
    return Encoded(data, suffix, picture.width, picture.height, content_type)


def _upright(picture: Image.Image, orientation: object, turn: int) -> Image.Image:
    """Turned as Word shows it; the camera's own mark counts only where Word sets no turn."""
    move = _TURNS.get(turn) if turn else _ORIENTATIONS.get(orientation)
    return picture if move is None else picture.transpose(move)


def _plain_mode(image: Image.Image) -> Image.Image:
    """L, RGB or RGBA."""
    if image.mode in {"L", "RGB", "RGBA"} and "transparency" not in image.info:
        return image
    if image.mode in {"I;16", "I;16L", "I;16B", "I;16N", "I"}:
        return image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if image.mode in {"1", "F"}:
        return image.convert("L")
    has_alpha = "A" in image.mode or "a" in image.mode or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _cropped(picture: Image.Image, crop: Crop) -> Image.Image:
    left, top = crop.left * picture.width // _FULL, crop.top * picture.height // _FULL
    right = picture.width - crop.right * picture.width // _FULL
    bottom = picture.height - crop.bottom * picture.height // _FULL
    if right - left >= 1 and bottom - top >= 1 and (left, top, right, bottom) != (0, 0, *picture.size):
        picture = picture.crop((left, top, right, bottom))
    return picture


def _shrunk(picture: Image.Image) -> Image.Image:
    """At most IMAGE_EDGE pixels on the longer side; large ones band by band to save memory."""
    scale = limits.IMAGE_EDGE / max(picture.size)
    if scale >= 1:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    if picture.mode == "L" or picture.width * picture.height < _LARGE:
        return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    bands = [
        picture.getchannel(band).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0) for band in picture.getbands()
    ]
    return Image.merge(picture.mode, bands)


def _in_srgb(picture: Image.Image, profile: object) -> Image.Image:
    """Colours for screens without colour management, since the profile is stripped."""
    if not isinstance(profile, bytes) or picture.mode not in {"RGB", "RGBA"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return picture if turned is None else turned


def _written(picture: Image.Image) -> tuple[bytes, str]:
    """PNG for transparency and drawings of few colours, JPEG for everything else."""
    picture.info = {}
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    out = io.BytesIO()
    if picture.mode == "RGBA":
        picture.save(out, "PNG")
    elif picture.getcolors(_FEW_COLOURS) is not None and picture.mode == "RGB":
        picture.quantize(_FEW_COLOURS, dither=Image.Dither.NONE).save(out, "PNG")
    elif picture.mode == "L" and picture.getcolors(16) is not None:
        picture.save(out, "PNG")
    else:
        picture.save(out, "JPEG", quality=88, progressive=True)
        return out.getvalue(), "jpg"
    return out.getvalue(), "png"
