"""The site's mark as pictures of fixed size, for whatever shows no SVG: old browsers, home screens, shared links.

`static/img/` holds what `icon_files` draws; a test compares them.
"""

from io import BytesIO

from PIL import Image, ImageDraw

PAPER, GREEN, RED = "#fdfefd", "#0b5d52", "#b0281c"
GRID = 48
# The two tenons of `static/img/favicon.svg`, on its grid.
UPPER = [
    (2, 2),
    (46, 2),
    (46, 18),
    (35, 18),
    (35, 34),
    (31, 34),
    (31, 8),
    (17, 8),
    (17, 34),
    (13, 34),
    (13, 18),
    (2, 18),
]
LOWER = [
    (2, 21), (10, 21), (10, 37), (20, 37), (20, 11), (28, 11), (28, 37), (38, 37), (38, 21), (46, 21), (46, 46), (2, 46)
]  # fmt: skip


def icon_files() -> dict[str, bytes]:
    """File name → bytes of every drawn icon."""
    return {
        "favicon.ico": _encoded(mark(32, margin=0), "ICO"),
        "touch-icon.png": _encoded(mark(180, margin=0.14), "PNG"),
        "icon-192.png": _encoded(mark(192, margin=0.16), "PNG"),
        "icon-512.png": _encoded(mark(512, margin=0.16), "PNG"),
    }


def mark(size: int, margin: float) -> Image.Image:
    """The mark on paper, `size` pixels square; `margin` is the share of the side that stays free all around."""
    fine = 4 * size
    picture = Image.new("RGB", (fine, fine), PAPER)
    pen = ImageDraw.Draw(picture)
    scale = fine * (1 - 2 * margin) / GRID
    for points, colour in ((UPPER, RED), (LOWER, GREEN)):
        corners = [(round(fine * margin + x * scale), round(fine * margin + y * scale)) for x, y in points]
        pen.polygon(corners, fill=colour)
    return picture.resize((size, size), Image.Resampling.LANCZOS).quantize(16).convert("P")


def _encoded(picture: Image.Image, kind: str) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **({"optimize": True} if kind == "PNG" else {"sizes": [picture.size]}))
    return buffer.getvalue()
