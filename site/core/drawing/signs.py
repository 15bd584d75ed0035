"""Pictures of what is not there: a joint that does not fit, a broken ruler, a ruler with a gap."""

from collections.abc import Callable
from html import escape
from typing import Final


def sign(name: str) -> str:
    """Return the named sign: ``joint`` (404, 410), ``broken`` (500) or ``gap`` (nothing found); else ``KeyError``."""
    view, label, draw = _SIGNS[name]
    return f'<svg viewBox="0 0 {view}" role="img" aria-label="{escape(label)}">{draw()}</svg>'


def _ticks(starts: range, top: int) -> str:
    """Return the marks of a ruler, every fifth one long."""
    return "".join(f"M{x} {top}v{10 if number % 5 else 20}" for number, x in enumerate(starts))


def _joint() -> str:
    posts = "".join(f"M{x} 40V380" for x in (120, 200, 240, 320, 360, 440))
    scale = "".join(f"M{x} 410v-6" for x in range(120, 450, 10))
    return (
        f'<path class="dash" d="{posts}"/>'
        '<path class="lg-a" d="M120 250h40v90h80V200h80v140h80v-90h40v150H120z"/>'
        '<g transform="rotate(-7 280 140) translate(34 -22)">'
        '<path class="lg-b" d="M120 60h320v110h-48v62h-56v-62h-24v-52h-64v52h-24v62h-56v-62h-48z"/></g>'
        f'<path class="tk" d="{scale}"/>'
    )


def _broken() -> str:
    rings = "".join(f'<circle class="ring" cx="286" cy="210" r="{radius}"/>' for radius in (60, 110, 160))
    return (
        f'{rings}<g transform="rotate(-9 140 230)"><path class="lg-a" d="M20 190h236l-18 22 20 16-22 20 16 22H20z"/>'
        f'<path class="tkw" d="{_ticks(range(32, 240, 10), 190)}"/></g>'
        '<g transform="rotate(6 430 200)"><path class="lg-a" d="M330 160h210v80H328l16-22-20-20 22-16z"/>'
        f'<path class="tkw" d="{_ticks(range(352, 540, 10), 160)}"/></g>'
        '<path class="rope" d="M232 214C252 300 320 268 338 190"/>'
        '<circle class="lg-b" cx="232" cy="214" r="9"/><circle class="lg-b" cx="338" cy="190" r="9"/>'
    )


def _gap() -> str:
    return (
        '<path class="dash" d="M200 20V130M344 20V130"/>'
        '<path class="lg-a" d="M0 50h190v64H0zM354 50h190v64H354z"/>'
        f'<path class="tkw" d="{_ticks(range(10, 190, 10), 50)}{_ticks(range(364, 540, 10), 50)}"/>'
        '<path class="rope" d="M200 82H344"/>'
        '<path class="lg-b" d="M200 74l-10 8 10 8zM344 74l10 8-10 8z"/>'
    )


_SIGNS: Final[dict[str, tuple[str, str, Callable[[], str]]]] = {
    "joint": ("560 420", "一副没有对上的榫卯：上半块悬着，歪了一点，榫眼和榫头错开", _joint),
    "broken": ("560 420", "一把断成两截的尺子，断口处用细线相连", _broken),
    "gap": ("544 150", "一把尺子，中间一段空着", _gap),
}
