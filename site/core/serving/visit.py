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
    def visitor(self) -> Visitor:
        """The reader's wishes."""
        return self.request.visitor
