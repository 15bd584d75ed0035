"""绳: an ink line snapped many times; straight strings, curved envelope, one red line."""

import math
from random import Random
from typing import NamedTuple

from core.drawing.palette import GREEN_1, GREEN_3, GREEN_5, INK, RED, RED_ON_INK, SKY, disc, stroked

Corner = tuple[float, float]


class _Threads(NamedTuple):
    """What a pattern of strings is made of: chance, the x of the fixed point, two colours."""

    dice: Random
    fix: int
    first: str
    second: str


def threads(dice: Random) -> tuple[str, str]:
    """Return the shapes and the background of a 绳 cover."""
    dark = dice.random() < 0.45
    ground = INK if dark else dice.choice([SKY, GREEN_5])
    first, second = (GREEN_3, GREEN_5) if dark else (GREEN_1, INK)
    fix = dice.randrange(200, 440)
    pattern = dice.choice([_web_crossed, _web_framed, _web_tent, _turned_squares, _plumb_lines])
    shapes = pattern(_Threads(dice, fix, first, second))
    left, right = dice.randrange(60, 340), dice.randrange(60, 340)
    red = RED_ON_INK if dark else RED
    shapes += stroked(red, f"M-10 {left}L650 {right}", 5)
    return shapes + disc(red, fix, left + (right - left) * (fix + 10) / 660, 11), ground


def _web(colour: str, corners: tuple[Corner, Corner, Corner], count: int, width: float = 1.6) -> str:
    """Return ``count`` strings from points on the first side to points on the second."""
    (ax, ay), (bx, by), (cx, cy) = corners
    outline = ""
    for step in range(count + 1):
        t = step / count
        outline += f"M{ax + (bx - ax) * t:.0f} {ay + (by - ay) * t:.0f}"
        outline += f"L{bx + (cx - bx) * t:.0f} {by + (cy - by) * t:.0f}"
    return stroked(colour, outline, width)


def _web_crossed(given: _Threads) -> str:
    below = _web(given.first, ((-20, -20), (given.fix, 420), (660, -20)), 26)
    return below + _web(given.second, ((-20, 420), (given.fix, -20), (660, 420)), 26, 1)


def _web_framed(given: _Threads) -> str:
    return (
        _web(given.first, ((-20, 420), (-20, -20), (660, -20)), 26)
        + _web(given.first, ((660, -20), (660, 420), (-20, 420)), 26)
        + _web(given.second, ((-20, 200), (given.fix, 420), (660, 240)), 14, 1)
    )


def _web_tent(given: _Threads) -> str:
    reach = given.dice.randrange(300, 420)
    peak, foot = (given.fix, -40), (given.fix, 420)
    right = _web(given.first, (peak, foot, (given.fix + reach, 420)), 24)
    return right + _web(given.first, (peak, foot, (given.fix - reach, 420)), 24)


def _turned_squares(given: _Threads) -> str:
    left, right = given.fix - 330, given.fix + 330
    corners: list[Corner] = [(left, -130), (right, -130), (right, 530), (left, 530)]
    turn, outline = given.dice.choice([0.06, 0.09, 0.12]), ""
    for _ in range(26):
        outline += "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in corners) + "z"
        following = corners[1:] + corners[:1]
        corners = [
            (x + (nx - x) * turn, y + (ny - y) * turn) for (x, y), (nx, ny) in zip(corners, following, strict=True)
        ]
    return stroked(given.first, outline, 1.6)


def _plumb_lines(given: _Threads) -> str:
    pitch, phase = given.dice.uniform(0.01, 0.02), given.dice.uniform(0, math.tau)
    outline = ""
    for x in range(8, 640, 12):
        outline += f"M{x} 0V{210 + 130 * math.sin(x * pitch + phase) + 34 * math.sin(x * pitch * 3):.0f}"
    return stroked(given.first, outline, 3)
