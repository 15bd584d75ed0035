"""How a visitor wants to see the site: 长辈版 and dark, out of the address or two cookies, never a session."""

from dataclasses import dataclass

from django.http import HttpRequest

COOKIE_AGE = 365 * 24 * 3600
CHOICES = {"view": ("standard", "elder"), "theme": ("light", "dark", "auto")}


@dataclass(frozen=True, slots=True)
class Visitor:
    """`elder`: 长辈版 is on. `theme`: `light`, `dark` or empty for what the system says."""

    elder: bool = False
    theme: str = ""


def visitor_of(request: HttpRequest) -> Visitor:
    """The wishes of this request: `?view=elder` wins over the cookie; anything unknown counts as nothing."""
    view = request.GET.get("view") or request.COOKIES.get("view", "")
    theme = request.GET.get("theme") or request.COOKIES.get("theme", "")
    return Visitor(view == "elder", theme if theme in ("light", "dark") else "")
