"""Generated covers for entries without a photograph.

A cover is an inline SVG of at most 4 KB, the same for the same kind and seed, without ids or
inline styles, so it is safe under a strict content security policy. Kinds follow the four
instruments: ``gui`` 规, ``ju`` 矩, ``zhun`` 准, ``sheng`` 绳; ``tan`` is the lecture hall, ``jian``
bamboo slips; every other kind gets the ruler. Each carries one red thing.
"""

import math
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from random import Random

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
    disc,
    filled,
    framed,
    stroked,
)
from core.drawing.ridge import skyline
from core.drawing.threads import threads

Drawn = tuple[str, str]
"""Shapes and the background they stand on."""


@lru_cache(maxsize=4000)
def cover(kind: str, seed: int, label: str = "") -> str:
    """Return the cover of one entry; ``label`` names it for readers, without one it is decoration."""
    draw = KINDS.get(kind, _ruler)
    shapes, background = draw(Random(f"{kind}{seed}"))
    return framed(shapes, background, label)


def _quarters(dice: Random) -> Drawn:
    """规: quarter circles struck from the corners of a board of 4 × 3 squares."""
    tones = [
        (GREEN_1, GREEN_4),
        (GREEN_4, GREEN_1),
        (GREEN_0, GREEN_3),
        (GREEN_5, GREEN_2),
        (GREEN_3, GREEN_0),
        (WHITE, GREEN_1),
    ]
    ground: dict[str, str] = defaultdict(str)
    arcs: dict[str, str] = defaultdict(str)
    hot = dice.choice([4, 5, 6, 7])
    for square in range(12):
        x, y = square % 4 * 160, square // 4 * 160 - 40
        back, front = (GREEN_0, "") if square == hot else dice.choice(tones)
        ground[back] += f"M{x} {y}h160v160h-160z"
        if front:
            arcs[front] += _quarter_rings(dice, x, y)
    red_x, red_y = hot % 4 * 160 + 80, hot // 4 * 160 + 40
    shapes = "".join(filled(colour, outline) for colour, outline in ground.items() if colour != GREEN_4)
    shapes += "".join(f'<path fill="{c}" fill-rule="evenodd" d="{d}"/>' for c, d in arcs.items())
    return shapes + disc(RED, red_x, red_y, 58) + disc(GREEN_0, red_x, red_y, 7), GREEN_4


def _quarter_rings(dice: Random, x: int, y: int) -> str:
    """Return quarter circles round one corner of a square, to be filled even-odd."""
    right, down = dice.choice([(1, 1), (-1, 1), (1, -1), (-1, -1)])
    rings = dice.choice([1, 1, 2, 4])
    corner = f"M{x + 80 - 80 * right} {y + 80 - 80 * down}"
    sweep = 1 if right == down else 0
    return "".join(
        f"{corner}h{right * radius}a{radius} {radius} 0 0 {sweep} {-right * radius} {down * radius}z"
        for radius in range(160, 0, -160 // rings)
    )


def _dovetails(dice: Random) -> Drawn:
    """矩: boards locked into boards by dovetails, one tenon red."""
    tones = dice.sample([GREEN_1, GREEN_2, GREEN_3, GREEN_0, GREEN_4, GREEN_MID], 6)
    hot_row, hot_tooth = dice.randrange(1, 4), dice.randrange(1, 3)
    boards = ""
    for row, tone in enumerate(tones):
        top, first = row * 84 - 20, 44 - dice.choice([0, 40, 80, 120])
        boards += filled(tone, f"M-200 {top}H{first}" + "l-15 44h82l-15-44h88" * 6 + "V460H-200z")
        if row == hot_row:
            boards += filled(RED, f"M{first + hot_tooth * 140} {top}l-15 44h82l-15-44z")
    return f'<g stroke="{WHITE}" stroke-width="2.5" stroke-opacity=".55">{boards}</g>', GREEN_5


def _levels(dice: Random) -> Drawn:
    """准: ranges of hills drawn on levels, one sun."""
    shapes = disc(RED, dice.randrange(150, 500), dice.randrange(95, 150), dice.randrange(42, 66))
    levels = "".join(f"M0 {y}.5H640" for y in range(40, 240, 22))
    shapes += f'<path stroke="{GREEN_3}" stroke-opacity=".5" d="{levels}"/>'
    for base, height, tone in (
        (190, 120, GREEN_4),
        (235, 120, GREEN_3),
        (285, 105, GREEN_2),
        (330, 80, GREEN_1),
        (375, 50, GREEN_0),
    ):
        shapes += filled(tone, skyline(dice, base, height, steps=dice.choice([9, 11, 13])))
    return shapes, SKY


def _hall(dice: Random) -> Drawn:
    """坛: plan of a lecture hall, rows of seats around one speaker, one seat lit."""
    grounds = [(GREEN_0, GREEN_3, APRICOT), (INK, GREEN_2, GREEN_4), (GREEN_1, GREEN_4, WHITE)]
    ground, seats, lit = dice.choice(grounds)
    middle, rows = dice.choice([200, 320, 440]), ""
    for row in range(9):
        radius = 70 + row * 44
        gap = math.pi * radius / int(math.pi * radius / 34)
        rows += (
            f'<path stroke-opacity="{1 - row * 0.075:.2g}" stroke-dasharray="0 {gap:.2f}" '
            f'd="M{middle + radius} 360a{radius} {radius} 0 0 0-{2 * radius} 0"/>'
        )
    radius = 70 + dice.randrange(2, 5) * 44
    chairs = int(math.pi * radius / 34)
    angle = math.pi * round(dice.uniform(0.3, 0.7) * chairs) / chairs
    shapes = f'<g fill="none" stroke="{seats}" stroke-width="14" stroke-linecap="round">{rows}</g>'
    shapes += disc(lit, middle + radius * math.cos(angle), 360 - radius * math.sin(angle), 10)
    return shapes + disc(RED, middle, 360, 24), ground


def _slips(dice: Random) -> Drawn:
    """简: bamboo slips bound by two cords, one slip red."""
    slips: dict[str, str] = defaultdict(str)
    writing: dict[str, str] = defaultdict(str)
    hands = ["17 9 31 9 11 9", "26 9 9 9 22 9", "12 9 34 9 19 9"]
    hot = dice.randrange(5, 14)
    for number in range(19):
        x, top = 14 + number * 33, 30 + dice.randrange(-8, 9)
        tone = RED if number == hot else dice.choice([GREEN_1, GREEN_1, GREEN_2, GREEN_2, GREEN_3, GREEN_0])
        slips[tone] += f"M{x} {top}h26v340h-26z"
        writing[dice.choice(hands)] += f"M{x + 13} {top + 26}v{dice.randrange(210, 290)}"
    shapes = "".join(filled(tone, outline) for tone, outline in slips.items())
    strokes = "".join(f'<path stroke-dasharray="{hand}" d="{outline}"/>' for hand, outline in writing.items())
    shapes += f'<g stroke="{WHITE}" stroke-opacity=".55" stroke-width="5">{strokes}</g>'
    return shapes + stroked(INK, "M0 118H640M0 288H640", 3), GREEN_5


def _ruler(dice: Random) -> Drawn:
    """尺: five scales of different division, one measure marked in red."""
    tones = dice.sample([GREEN_0, GREEN_1, GREEN_2, GREEN_3, GREEN_4], 5)
    hot, shapes = dice.randrange(1, 4), ""
    for row, tone in enumerate(tones):
        top, pitch, offset = row * 80, dice.choice([10, 16, 20, 32]), dice.randrange(-60, 0)
        mark = INK if tone in (GREEN_3, GREEN_4) else WHITE
        shapes += filled(tone, f"M0 {top}h640v80H0z")
        if row == hot:
            left = offset + pitch * 5 * dice.randrange(2, 5)
            shapes += filled(RED, f"M{left} {top}h{pitch * 5}v80h-{pitch * 5}z")
        for step, height in ((pitch, 14), (pitch * 5, 40)):
            shapes += (
                f'<path stroke="{mark}" stroke-width="{height}" stroke-opacity=".7" '
                f'stroke-dasharray="2 {step - 2}" d="M{offset} {top + height // 2}H640"/>'
            )
    return shapes, GREEN_5


KINDS: dict[str, Callable[[Random], Drawn]] = {
    "gui": _quarters,
    "ju": _dovetails,
    "zhun": _levels,
    "sheng": threads,
    "tan": _hall,
    "jian": _slips,
}
