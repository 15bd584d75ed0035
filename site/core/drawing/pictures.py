"""Raster pictures in the site's palette that stand in for photographs in the demonstration content."""

import math
from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Final

from PIL import Image, ImageDraw

from core.drawing.palette import (
    APRICOT,
    GREEN_0,
    GREEN_1,
    GREEN_2,
    GREEN_3,
    GREEN_4,
    GREEN_5,
    GREEN_MID,
    INK,
    RED,
    SKY,
    WHITE,
)

_OVERSAMPLING: Final = 2
_QUALITY: Final = 85


class Canvas:
    """A drawing surface measured in hundredths of its shorter side, so a picture fits any format."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        """Prepare a picture of ``width`` × ``height`` pixels, filled with ``ground``."""
        self.image = Image.new("RGB", (width * _OVERSAMPLING, height * _OVERSAMPLING), ground)
        self.pen = ImageDraw.Draw(self.image)
        self.unit = min(self.image.size) / 100
        self.right = self.image.width / self.unit
        self.bottom = self.image.height / self.unit

    def area(self, points: list[tuple[float, float]], colour: str) -> None:
        """Fill a polygon."""
        self.pen.polygon([(x * self.unit, y * self.unit) for x, y in points], fill=colour)

    def band(self, top: float, bottom: float, colour: str) -> None:
        """Fill the full width between two heights."""
        self.area([(0, top), (self.right, top), (self.right, bottom), (0, bottom)], colour)

    def line(self, points: list[tuple[float, float]], colour: str, thickness: float) -> None:
        """Draw a polyline with round joints."""
        size = max(1, round(thickness * self.unit))
        self.pen.line([(x * self.unit, y * self.unit) for x, y in points], fill=colour, width=size, joint="curve")

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """Fill a circle."""
        self.pen.circle((x * self.unit, y * self.unit), radius * self.unit, fill=colour)

    def ring(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a thin circle."""
        self.pen.circle((x * self.unit, y * self.unit), radius * self.unit, outline=colour, width=_OVERSAMPLING)

    def jpeg(self) -> bytes:
        """Return the picture at its nominal size."""
        width, height = self.image.size
        buffer = BytesIO()
        smooth = self.image.resize((width // _OVERSAMPLING, height // _OVERSAMPLING), Image.Resampling.LANCZOS)
        smooth.save(buffer, "JPEG", quality=_QUALITY, optimize=True)
        return buffer.getvalue()


def picture_jpeg(seed: int, kind: str, width: int, height: int) -> bytes:
    """Return a JPEG, the same for the same arguments; ``kind`` is one of ``PICTURES``, else ``KeyError``."""
    ground, draw = PICTURES[kind]
    canvas = Canvas(width, height, ground)
    draw(canvas, Random(f"{kind}{seed}"))
    return canvas.jpeg()


def _hills(canvas: Canvas, dice: Random, base: float, height: float, colour: str) -> None:
    steps, points = dice.choice([9, 11, 13]), [(0.0, canvas.bottom), (0.0, base)]
    for step in range(1, steps + 1):
        swell = abs(math.sin(step / steps * math.pi * 2.3 + dice.random() * 1.7)) ** 1.4
        points.append((step / steps * canvas.right, base - height * swell * (0.45 + 0.7 * dice.random())))
    canvas.area([*points, (canvas.right, canvas.bottom)], colour)


def _ridges(canvas: Canvas, dice: Random) -> None:
    """Ranges of hills on levels, one sun."""
    canvas.disc(canvas.right * dice.uniform(0.25, 0.75), dice.uniform(22, 38), dice.uniform(10, 16), RED)
    for level in range(10, 60, 5):
        canvas.line([(0, level), (canvas.right, level)], GREEN_4, 0.2)
    for share, height, colour in (
        (0.48, 30, GREEN_4),
        (0.6, 30, GREEN_3),
        (0.72, 26, GREEN_2),
        (0.83, 20, GREEN_1),
        (0.94, 12, GREEN_0),
    ):
        _hills(canvas, dice, canvas.bottom * share, height, colour)


def _quarters(canvas: Canvas, dice: Random) -> None:
    """Quarter circles struck from the corners of squares, one red disc."""
    tones = [(GREEN_1, GREEN_4), (GREEN_4, GREEN_1), (GREEN_0, GREEN_3), (GREEN_5, GREEN_2), (GREEN_3, GREEN_0)]
    side = 100 / 3
    columns, rows = math.ceil(canvas.right / side), math.ceil(canvas.bottom / side)
    hot = dice.randrange(columns), dice.randrange(rows)
    for column in range(columns):
        for row in range(rows):
            x, y = column * side, row * side
            back, front = dice.choice(tones)
            pixels = math.ceil(side * canvas.unit / _OVERSAMPLING)
            tile = Canvas(pixels, pixels, back)
            corner = dice.choice([(0, 0), (100, 0), (0, 100), (100, 100)])
            rings = dice.choice([1, 2, 4])
            for number in range(rings):
                tile.disc(*corner, 100 - number * 100 / rings, back if number % 2 else front)
            if (column, row) == hot:
                tile.band(0, 100, GREEN_0)
                tile.disc(50, 50, 36, RED)
                tile.disc(50, 50, 4, GREEN_0)
            canvas.image.paste(tile.image, (round(x * canvas.unit), round(y * canvas.unit)))


def _dovetails(canvas: Canvas, dice: Random) -> None:
    """Boards locked into boards, one tenon red."""
    tones = dice.sample([GREEN_0, GREEN_1, GREEN_2, GREEN_3, GREEN_4, GREEN_MID], 6)
    pitch, depth = canvas.bottom / 5, canvas.bottom / 10
    hot, tooth = dice.randrange(1, 4), dice.randrange(1, 4)
    for row, tone in enumerate(tones):
        top, x = (row - 0.3) * pitch, -dice.uniform(0, 35)
        edge: list[tuple[float, float]] = [(-40, canvas.bottom), (-40, top)]
        tenons = []
        while x < canvas.right:
            tenons.append([(x, top), (x - 4, top + depth), (x + 18, top + depth), (x + 14, top)])
            edge += tenons[-1]
            x += 35
        canvas.area([*edge, (x + 40, top), (x + 40, canvas.bottom)], tone)
        canvas.line([*edge[1:], (x, top)], GREEN_5, 0.6)
        if row == hot:
            canvas.area(tenons[tooth % len(tenons)], RED)


def _strings(canvas: Canvas, dice: Random) -> None:
    """Straight strings with a curved envelope, one snapped red line."""
    fix = canvas.right * dice.uniform(0.3, 0.7)
    webs = (
        ((-5, -5), (fix, canvas.bottom + 5), (canvas.right + 5, -5), GREEN_1),
        ((-5, canvas.bottom + 5), (fix, -5), (canvas.right + 5, canvas.bottom + 5), INK),
    )
    for (ax, ay), (bx, by), (cx, cy), colour in webs:
        for step in range(33):
            t = step / 32
            start = (ax + (bx - ax) * t, ay + (by - ay) * t)
            canvas.line([start, (bx + (cx - bx) * t, by + (cy - by) * t)], colour, 0.3)
    left, right = dice.uniform(20, 80), dice.uniform(20, 80)
    canvas.line([(0, left), (canvas.right, right)], RED, 1.2)
    canvas.disc(fix, left + (right - left) * fix / canvas.right, 2.8, RED)


def _arm(canvas: Canvas, foot: tuple[float, float], scale: float, colour: str, joint: str) -> None:
    """Draw one robot arm standing on ``foot``; a negative scale turns it round."""
    size = abs(scale)

    def at(x: float, y: float) -> tuple[float, float]:
        return foot[0] + x * scale, foot[1] + y * size

    base = [at(-9, 0), at(9, 0), at(9, -5), at(4.5, -5), at(4.5, -14), at(-4.5, -14), at(-4.5, -5), at(-9, -5)]
    canvas.area(base, colour)
    bends = [at(0, -15), at(-12, -38), at(13, -50), at(22, -34)]
    for start, end, thickness in zip(bends, bends[1:], (6, 4.8, 3.6), strict=False):
        canvas.line([start, end], colour, thickness * size)
    canvas.line([at(18, -23), at(18, -30), at(26, -30), at(26, -23)], colour, 1.8 * size)
    canvas.line([at(22, -35), at(22, -30)], colour, 1.8 * size)
    for bend, radius in zip(bends, (6, 5, 4), strict=False):
        canvas.disc(*bend, radius * size, colour)
        canvas.disc(*bend, radius * size * 0.43, joint)


def _workshop(canvas: Canvas, dice: Random) -> None:
    """Robot arms at a production line before hills, a river and a red sun."""
    sun = canvas.right * dice.uniform(0.6, 0.8)
    canvas.disc(sun, 31, 18, RED)
    for radius in (25, 31, 38):
        canvas.ring(sun, 31, radius, GREEN_3)
    for share, height, colour in ((0.46, 30, GREEN_4), (0.56, 26, GREEN_3), (0.66, 18, GREEN_2)):
        _hills(canvas, dice, canvas.bottom * share, height, colour)
    floor = canvas.bottom * 0.81
    canvas.band(floor - 12, canvas.bottom, GREEN_1)
    for level in range(5):
        canvas.line([(0, floor - 10 + level * 1.8), (canvas.right, floor - 10 + level * 1.8)], GREEN_2, 0.3)
    canvas.band(floor, canvas.bottom, GREEN_0)
    canvas.band(floor, floor + 2.6, INK)
    for number in range(int(canvas.right / 4.5)):
        x = 2.2 + number * 4.5
        canvas.line([(x, floor + 4.5), (x, floor + (6.6 if number % 5 else 8.6))], GREEN_3, 0.4)
    _arm(canvas, (canvas.right * 0.25, floor), 1.1, INK, RED)
    _arm(canvas, (canvas.right * 0.62, floor), -0.62, GREEN_0, GREEN_4)
    _arm(canvas, (canvas.right * 0.87, floor), -0.85, GREEN_0, APRICOT)
    for share, size, colour in ((0.05, 8, GREEN_4), (0.37, 9, WHITE), (0.48, 6.5, APRICOT), (0.74, 7.5, WHITE)):
        left = canvas.right * share
        box = [(left, floor - size), (left + size * 1.35, floor - size), (left + size * 1.35, floor), (left, floor)]
        canvas.area(box, colour)


PICTURES: Final[dict[str, tuple[str, Callable[[Canvas, Random], None]]]] = {
    "ridges": (SKY, _ridges),
    "quarters": (GREEN_4, _quarters),
    "dovetails": (GREEN_5, _dovetails),
    "strings": (GREEN_5, _strings),
    "workshop": (SKY, _workshop),
}
