"""Home page and standard pages."""

from home.models.home_page import HomeColumn, HomeHeadlineLink, HomePage, HomePick
from home.models.standard_page import StandardPage

__all__ = ["HomeColumn", "HomeHeadlineLink", "HomePage", "HomePick", "StandardPage"]
