"""What all pages share, kept in the process per site version: site, menu, columns, cities, counts, finished bands.

Rule: read the version first, load after, store under the version that was read;
the version is bumped last in the transaction that changes something. A process therefore never keeps old data under a
new number.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from core.registries import state_parts

MAX_KEPT = 2000
# The version, and the site with its root page beside it.
CURRENT = """SELECT v.number, s.id, s.root_page_id, p.url_path FROM core_siteversion v
LEFT JOIN wagtailcore_site s
  ON s.id = (SELECT id FROM wagtailcore_site ORDER BY is_default_site DESC, id LIMIT 1)
LEFT JOIN core_basepage p ON p.id = s.root_page_id WHERE v.id = 1"""
_current: "SiteState | None" = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A value and the instant at which it goes stale by itself (None: with the version only)."""

    value: Any
    until: datetime | None = None


class SiteState:
    """Everything read at one version. Parts are loaded when first asked for."""

    def __init__(self, version: int, site: tuple[int, int, str] | None = None) -> None:
        self.version = version
        self._parts: dict[str, Any] = {}
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.RLock()
        if site is None:
            sites = Site.objects.order_by("-is_default_site", "pk")
            site = sites.values_list("pk", "root_page_id", "root_page__url_path").first() or (0, 0, "/")
        self.site_id, self.root_id, self.root_path = site
        self.root_url = settings.SITE_BASE_URL.rstrip("/")

    def part(self, name: str) -> Any:
        """The registered part `name` of the state; one load per version."""
        if name not in self._parts:
            with self._lock:
                if name not in self._parts:
                    self._parts[name] = state_parts[name](self)
        return self._parts[name]

    @property
    def settings(self) -> Any:
        """The operator's lines."""
        return self.part("settings")

    @property
    def menu(self) -> Any:
        """The main navigation."""
        return self.part("menu")

    @property
    def host(self) -> str:
        """Host name of the site, without scheme (`SiteDomain`)."""
        return urlsplit(self.root_url).netloc

    def absolute(self, path: str) -> str:
        """Absolute address of a public path."""
        return f"{self.root_url}{path}"

    def keep(self, key: Hashable, build: Callable[[], Kept], now: datetime | None = None) -> Any:
        """The value of `build()`, worked out once per version and again when its own time has come."""
        found = self._kept.get(key)
        if found is None or (found.until is not None and found.until <= (now or timezone.now())):
            found = build()
            with self._lock:
                self._kept[key] = found
                if len(self._kept) > MAX_KEPT:
                    self._kept.popitem(last=False)
        return found.value

    def path(self, url_path: str) -> str:
        """Public path of a page: `/home/chucai/` → `/chucai/`."""
        return url_path[len(self.root_path) - 1 :] if url_path.startswith(self.root_path) else ""

    def url_parts(self, url_path: str) -> tuple[int, str, str] | None:
        """Wagtail's (site id, root url, path), or None for a page outside the site."""
        path = self.path(url_path)
        return (self.site_id, self.root_url, path) if path else None


def read_version() -> int:
    """The current version number: one statement, 0.01 ms on SQLite."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM core_siteversion WHERE id = 1")
        row = cursor.fetchone()
    return row[0] if row else 0


def state_at(version: int, site: tuple[int, int, str] | None = None) -> SiteState:
    """The state of `version`, which the caller has just read from the database, `site` (id, root id, root path) with it."""
    global _current
    state = _current
    if state is None or state.version != version:
        state = SiteState(version, site)
        _current = state
    return state


def current_state() -> SiteState:
    """The state of the version that is current now: one statement, which tells where the site starts as well."""
    with connection.cursor() as cursor:
        cursor.execute(CURRENT)
        row = cursor.fetchone()
    if row is None:
        return state_at(0)
    version, site_id, root_id, root_path = row
    return state_at(version, (site_id, root_id, root_path) if site_id else None)


def known_root_path() -> str:
    """Path of the site's root page as the last request found it; read from the database once per process."""
    return (_current or current_state()).root_path


def forget_state() -> None:
    """Drop the state of this process (tests, forks)."""
    global _current
    _current = None
