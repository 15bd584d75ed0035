"""What core knows of a column: enough for lists, kickers and covers. The columns app loads them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A listing page. `tool` names an icon, `cover_kind` a generator of `core.drawing`."""

    id: int
    title: str
    short_title: str
    path: str
    slogan: str
    tool: str
    tool_line: str
    cover_kind: str
    theme_values: tuple[str, ...]
    # Columns of one group stand together: `stories`, `practice`, `media`, `notices`, `lectures`.
    group: str
    summary: str
    keywords: str
    column_type: str

    @property
    def is_notices(self) -> bool:
        """Whether this is a list of official papers."""
        return self.group == "notices"

    @property
    def is_lectures(self) -> bool:
        """Whether this is a series of lectures."""
        return self.group == "lectures"

    @property
    def is_media(self) -> bool:
        """Whether this is a list of what other media reported."""
        return self.group == "media"
