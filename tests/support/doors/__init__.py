"""Every door of Wagtail through which something public can change, as one function each."""

from tests.support.doors import admin, apis, commands, shell  # noqa: F401  (they fill the list)
from tests.support.doors.office import DOORS, Office

__all__ = ["DOORS", "Office"]
