"""What a higher app puts on the home page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class HomeBand:
    """A band of the home page: its template, what it shows, the style sheet it needs beside that of the home page. Without a template nothing is shown, until `until`."""

    template: str
    context: dict[str, Any]
    until: datetime | None = None
    stylesheet: str = ""
