"""姓氏印: the picture that stands where a portrait will be."""

from html import escape
from random import Random

from core.drawing.palette import GREEN_0, GREEN_1, GREEN_2, GREEN_3, GREEN_4, INK, RED, SERIF, WHITE, filled, framed

_RING_ON_INK = "#2e3a36"


def portrait(surname: str, seed: int = 0, label: str = "") -> str:
    """Return the surname, one character, on rings with a red square corner."""
    character = surname.strip()[:1]
    ground, ring, ink = Random(f"portrait{character}{seed}").choice(
        [(GREEN_1, GREEN_2, WHITE), (GREEN_4, GREEN_3, GREEN_0), (INK, _RING_ON_INK, GREEN_4)]
    )
    rings = "".join(f'<circle cx="200" cy="250" r="{radius}"/>' for radius in range(60, 330, 30))
    shapes = (
        f'<g fill="none" stroke="{ring}" stroke-width="2">{rings}</g>'
        f'<text x="200" y="262" text-anchor="middle" font-size="176" font-weight="700" '
        f'font-family="{SERIF}" fill="{ink}">{escape(character)}</text>'
    )
    return framed(shapes + filled(RED, "M330 20h50v50h-16v-34h-34z"), ground, label, (400, 400))
