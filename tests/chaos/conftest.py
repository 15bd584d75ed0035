"""The browser and the finished site of the browser tests."""

from tests.e2e.conftest import browser, template

__all__ = ["browser", "template"]
