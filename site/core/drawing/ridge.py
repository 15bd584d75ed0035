"""Ridges: the hills of a cover, and the outline of Mount Tai that stands on every footer."""

import math
from functools import cache
from random import Random
from typing import Final

_COVER_WIDTH: Final = 640
_COVER_FLOOR: Final = 420
_RIDGE_WIDTH: Final = 1440
_RIDGE_FLOOR: Final = 120


def skyline(dice: Random, base: float, height: float, steps: int) -> str:
    """Return the outline of one range of hills across a cover."""
    points = [(0, base)]
    for step in range(steps):
        swell = abs(math.sin(step / steps * math.pi * 2.3 + dice.random() * 0.7 + dice.random())) ** 1.4
        points.append((round((step + 1) * _COVER_WIDTH / steps), base - height * swell * (0.45 + 0.7 * dice.random())))
    return _outline(points, _COVER_FLOOR)


@cache
def ridge() -> str:
    """Return the footer ridge: three ranges, the summit left of the centre."""
    ranges = ((11, 112, 96, 40, 0.34), (5, 116, 62, 30, 0.42), (8, 120, 40, 24, 0.2))
    paths = "".join(
        f'<path class="r{number}" d="{_range(Random(seed), base, height, steps, peak)}"/>'
        for number, (seed, base, height, steps, peak) in enumerate(ranges, start=1)
    )
    return (
        '<svg class="ridge" viewBox="0 0 1440 118" preserveAspectRatio="xMidYMax slice" '
        f'aria-hidden="true" focusable="false">{paths}</svg>'
    )


def _range(dice: Random, base: float, height: float, steps: int, peak: float) -> str:
    points = []
    for step in range(steps + 1):
        t = step / steps
        rise = 0.28 + 0.72 * math.exp(-((t - peak) ** 2) / 0.02)
        points.append((round(t * _RIDGE_WIDTH), base - height * rise * (0.55 + 0.45 * dice.random())))
    return _outline(points, _RIDGE_FLOOR)


def _outline(points: list[tuple[int, float]], floor: int) -> str:
    """Return an outline closed at ``floor``, in whole relative steps: the shortest way to write it."""
    x, exact_y = points[0]
    y = round(exact_y)
    steps = []
    for next_x, next_exact_y in points[1:]:
        next_y = round(next_exact_y)
        steps.append(f"{next_x - x} {next_y - y}".replace(" -", "-"))
        x, y = next_x, next_y
    return f"M0 {floor}V{round(exact_y)}l{' '.join(steps)}V{floor}H0z"
