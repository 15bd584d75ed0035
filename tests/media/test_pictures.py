"""An uploaded picture is written anew: upright, small enough, with nothing else inside."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from media import pictures
from media.pictures import MAX_SIDE, clean_picture
from tests.support.pictures import encoded, heic, jpeg, noise, photo_with_place, png_header

UNREADABLE = "读不出这张图片。请用 JPG、PNG、WebP 或 HEIC 格式，并确认文件没有损坏。"


def clean(data: bytes) -> tuple[bytes, Image.Image]:
    written = clean_picture(ContentFile(data, name="a")).read()
    return written, Image.open(io.BytesIO(written))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_position_author_and_comment_are_gone_and_the_picture_stands_upright(kind):
    data = photo_with_place((320, 200), kind)

    written, picture = clean(data)

    assert (dict(Image.open(io.BytesIO(data)).getexif()) != {}, dict(picture.getexif())) == (True, {})
    assert (picture.size, b"GEHEIM" in written, b"Exif" in written) == ((200, 320), False, False)


def test_bytes_behind_the_picture_are_gone():
    data = jpeg() + b"<script>GEHEIM</script>" * 50

    assert b"GEHEIM" not in clean(data)[0]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (jpeg(), "JPEG"),
        (heic(), "JPEG"),
        (encoded(noise().convert("CMYK"), "JPEG"), "JPEG"),
        (encoded(noise().convert("L"), "PNG"), "JPEG"),
        (encoded(noise().convert("P"), "GIF"), "JPEG"),
        (encoded(noise(), "WEBP"), "JPEG"),
        (encoded(noise(), "AVIF", speed=10), "JPEG"),
        (encoded(noise().convert("RGBA"), "PNG"), "PNG"),
        (encoded(noise().convert("LA"), "PNG"), "PNG"),
        (encoded(noise().convert("1"), "PNG"), "JPEG"),
    ],
    ids=["jpeg", "heic", "cmyk", "grey", "gif", "webp", "avif", "rgba", "grey and alpha", "black and white"],
)
def test_every_kind_becomes_jpeg_or_png(data, kind):
    _, picture = clean(data)

    assert (picture.format, picture.size) == (kind, (320, 200))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_large_pictures_are_made_smaller_without_changing_their_look(mode):
    half = Image.new("RGB", (7000, 700), "red")
    half.paste("blue", (3500, 0, 7000, 700))

    _, picture = clean(encoded(half.convert(mode), "PNG"))

    width, height = picture.size
    assert (width <= MAX_SIDE, abs(width / height - 10) < 0.05) == (True, True)
    before = Image.open(io.BytesIO(encoded(half.convert(mode), "PNG"))).convert("RGB")
    for share in (0.1, 0.4, 0.6, 0.9):
        now = picture.convert("RGB").getpixel((int(width * share), height // 2))
        then = before.getpixel((int(7000 * share), 350))
        assert max(abs(a - b) for a, b in zip(now, then, strict=True)) < 12


def test_a_see_through_picture_stays_see_through():
    picture = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    picture.paste((255, 0, 0, 255), (0, 0, 20, 30))

    _, written = clean(encoded(picture, "PNG"))

    assert [written.getpixel((x, 15))[3] for x in (5, 35)] == [255, 0]


BROKEN = {
    "nothing": b"",
    "text": b"hello",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "half a jpeg": jpeg()[:4000],
    "head of a jpeg": jpeg()[:200],
    "head of a png": b"\x89PNG\r\n\x1a\n",
    "no pixels": png_header(0, 0),
    "promised pixels": png_header(2000, 2000),
    "head of a heic": b"\0\0\0\x18ftypheic" + bytes(50),
    "head of an avif": b"\0\0\0\x18ftypavif" + bytes(50),
    "head of a webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "head of a gif": b"GIF89a",
    "photoshop": b"8BPS\0\x01" + bytes(100),
    "tiff": encoded(noise(), "TIFF"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_picture_is_refused_in_chinese(name):
    with pytest.raises(ValidationError) as refusal:
        clean(BROKEN[name])

    assert refusal.value.messages == [UNREADABLE]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (png_header(9000, 9000), "图片有 9000×9000 像素，太大了。请缩到 4000 万像素以内再传。"),
        (png_header(30000, 30000), "图片的像素太多。请缩小以后再传。"),
    ],
    ids=["81 million", "900 million"],
)
def test_a_bomb_is_refused_before_it_is_decoded(data, message, monkeypatch):
    # Pillow's default; the Word reader lifts it in its own process, and its tests run in this one.
    monkeypatch.setattr("PIL.Image.MAX_IMAGE_PIXELS", 89_478_485)

    with pytest.raises(ValidationError) as refusal:
        clean(data)

    assert refusal.value.messages == [message]


def test_each_kind_has_its_own_limit(monkeypatch):
    monkeypatch.setitem(pictures.MAX_PIXELS, "WEBP", 50_000)
    monkeypatch.setattr(pictures, "MAX_PIXELS_PROGRESSIVE", 50_000)

    refused = []
    for data in (encoded(noise(), "WEBP"), jpeg(progressive=True), jpeg(), encoded(noise(), "PNG")):
        try:
            clean(data)
        except ValidationError:
            refused.append(True)
        else:
            refused.append(False)

    assert refused == [True, True, False, False]
