"""Models of core."""

from core.models.base_page import BasePage
from core.models.corrections import Correction
from core.models.former_paths import FormerPath
from core.models.kept import KeptPage
from core.models.people import Byline, NamedPerson, RelatedUnit
from core.models.records import AuditEntry, SiteVersion, SpineOpen
from core.models.site_settings import FriendLink, SiteSettings
from core.models.sources import Source

__all__ = [
    "AuditEntry",
    "BasePage",
    "Byline",
    "Correction",
    "FormerPath",
    "FriendLink",
    "KeptPage",
    "NamedPerson",
    "RelatedUnit",
    "SiteSettings",
    "SiteVersion",
    "Source",
    "SpineOpen",
]
