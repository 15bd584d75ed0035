"""One visit of one page: request, state, page; what templates and page types need to answer it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.models import BasePage
from core.serving.state import SiteState
from core.serving.visitor import Visitor


@dataclass
class Visit:
    """Given to `BasePage.public_context`; `is_preview` means that nothing kept from publication may be used."""

    request: HttpRequest
    state: SiteState
    page: BasePage | None
    is_preview: bool = False

    @cached_property
    def now(self) -> datetime:
        """One clock reading for the whole answer."""
        return timezone.now()

    def context(self) -> dict[str, Any]:
        """What every template of the site gets."""
        path = self.state.path(self.page.url_path) if self.page is not None and self.page.url_path else ""
        return {
            "page": self.page,
            "site": self.state,
            "visit": self,
            "visitor": self.visitor,
            "page_url": self.state.absolute(path or self.request.path_info),
        }

    @property
    def classes(self) -> str:
        """Classes of the root element: the reader's view, and a mourning that the settings order for this moment."""
        on_home = self.page is not None and self.page.pk == self.state.root_id
        is_grey = self.state.settings.is_grey(self.now, on_home)
        return " ".join(name for name, is_on in (("elder", self.visitor.elder), ("grey", is_grey)) if is_on)

    @property
    def next_change_at(self) -> datetime | None:
        """When this answer goes stale by the clock alone, for whoever keeps it; None when only a change can do that."""
        times = [self.state.settings.next_grey_change(self.now)]
        if self.page is not None:
            times.append(self.page.next_change_at(self.now))
        return min((at for at in times if at is not None), default=None)

    @property
    def visitor(self) -> Visitor:
        """The reader's wishes."""
        return self.request.visitor
