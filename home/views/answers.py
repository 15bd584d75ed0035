"""What the plain views of the front door share: one way to answer, one way to narrow a listing."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from columns.entry_types import entry_choices
from core.listing.facets import facets_of
from core.listing.filters import Filters, filters_from
from core.listing.pager import list_page
from core.serving.views import private_to_cookie
from core.serving.visit import Visit


def answer(visit: Visit, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page for readers, which caches keep like every other one."""
    return private_to_cookie(render(visit.request, template, {**visit.context(), **context}))


def narrowed_listing(visit: Visit, **fixed: Any) -> dict[str, Any]:
    """Entries of one place with the filters that are left: `fixed` are filters that belong to the page, not the reader.

    Place and unit are never the reader's to choose here: the page is about one.
    """
    state, query, kinds = visit.state, visit.request.GET, dict(entry_choices())
    asked = replace(filters_from(query, state, kinds), city="", unit="")
    filters = replace(asked, **fixed)
    facets = facets_of(filters, state, kinds)
    groups = (facets.sections, facets.years, facets.themes, facets.kinds)
    return {
        "filters": asked,
        "is_filtered": asked != Filters(),
        "facets": facets,
        "chosen": [choice.label for group in groups for choice in group if choice.is_chosen],
        "everything": facets_of(Filters(**fixed), state, kinds),
        "listing": list_page(filters, query.get("page", ""), state),
        "feed": filters,
    }
