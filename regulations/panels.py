"""The panel with which any entry names the provisions it speaks of, and what its page shows of them."""

from typing import Any

from wagtail.admin.panels import InlinePanel, Panel

from core.models import BasePage
from core.registries import editor_panels, fact_sources
from regulations.reading.interpretations import link_facts


@editor_panels.register
def provision_panel(model: type[BasePage]) -> list[Panel]:
    """Below the text of every entry."""
    return [InlinePanel("provision_links", heading="对应的条例和工作要点", label="一处条款")]


@fact_sources.register
def provision_facts(page: BasePage) -> dict[str, Any]:
    """The provisions of an entry, kept with it."""
    return {"provisions": found} if page.is_entry and (found := link_facts(page)) else {}
