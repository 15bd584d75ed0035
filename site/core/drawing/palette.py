"""The colours every drawing uses, and the frame that turns shapes into an SVG element."""

from html import escape
from typing import Final

GREEN_0: Final = "#06403a"
GREEN_1: Final = "#0b5d52"
GREEN_2: Final = "#2f8575"
GREEN_3: Final = "#79b8a6"
GREEN_4: Final = "#b5dace"
GREEN_5: Final = "#e1efe9"
GREEN_MID: Final = "#4e9c8b"
SKY: Final = "#cfe5dc"
INK: Final = "#16201d"
RED: Final = "#c2392b"
RED_ON_INK: Final = "#e4604f"
APRICOT: Final = "#dfa94a"
WHITE: Final = "#fdfefd"

SERIF: Final = "Source Han Serif SC,Noto Serif CJK SC,Noto Serif SC,Songti SC,STSong,serif"


def framed(shapes: str, background: str, label: str = "", size: tuple[int, int] = (640, 400)) -> str:
    """Return an inline SVG that is cropped to its box; without a label it is hidden from readers."""
    width, height = size
    naming = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'
    return (
        f'<svg class="cv" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid slice" {naming}>'
        f'<path fill="{background}" d="M0 0h{width}v{height}H0z"/>{shapes}</svg>'
    )


def filled(colour: str, outline: str) -> str:
    """Return one filled path."""
    return f'<path fill="{colour}" d="{outline}"/>'


def stroked(colour: str, outline: str, width: float) -> str:
    """Return one path drawn as a line."""
    return f'<path fill="none" stroke="{colour}" stroke-width="{width:g}" d="{outline}"/>'


def disc(colour: str, x: float, y: float, radius: int) -> str:
    """Return one filled circle at whole coordinates."""
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius}" fill="{colour}"/>'
