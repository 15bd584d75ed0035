"""The choices of a listing's filter form, each with the number of entries that it leaves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.enums import Theme
from core.listing.counts import content_type_id, sums
from core.listing.filters import Filters
from core.serving.state import SiteState


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter: its value in the address, its name, how many entries it leaves."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """What a listing can be narrowed to from where the reader is; a choice that leaves nothing is not offered."""

    total: int
    sections: list[Choice]
    cities: list[Choice]
    years: list[Choice]
    themes: list[Choice]
    kinds: list[Choice]


def facets_of(filters: Filters, state: SiteState, kinds: dict[str, str]) -> Facets:
    """The choices of every filter, each counted under all the other filters; `kinds` maps model labels to names."""
    return facets_from(*sums(filters, state), filters, state, kinds)


def facets_from(
    total: int, numbers: dict[str, Counter], filters: Filters, state: SiteState, kinds: dict[str, str]
) -> Facets:
    """The choices out of counts that are known already."""
    years = sorted({*numbers["year"], filters.year} - {0}, reverse=True)
    return Facets(
        total,
        _choices(((s.id, s.id, s.title) for s in state.part("sections").values()), numbers["section"], filters.section),
        _choices(((c.id, c.code, c.short_name) for c in state.part("cities").values()), numbers["city"], filters.city),
        _choices(((year, year, f"{year}年") for year in years), numbers["year"], filters.year),
        _choices(((value, value, name) for value, name in Theme.choices), numbers["theme"], filters.theme),
        _choices(((content_type_id(k), k, name) for k, name in kinds.items()), numbers["kind"], filters.kind),
    )


def choices(filters: Filters, state: SiteState, kinds: dict[str, str], *, in_column: bool = False) -> dict[str, object]:
    """Context of the filter form and of the chips that repeat what is chosen; a column does not repeat itself."""
    return shown_choices(filters, facets_of(filters, state, kinds), in_column=in_column)


def shown_choices(filters: Filters, facets: Facets, *, in_column: bool = False) -> dict[str, object]:
    """Context of the filter form out of facets that are known already."""
    groups = [facets.cities, facets.years, facets.themes, facets.kinds]
    groups = groups if in_column else [facets.sections, *groups]
    chosen = [choice.label for group in groups for choice in group if choice.is_chosen]
    return {"filters": filters, "facets": facets, "chosen": chosen}


def _choices(rows: Iterable[tuple[Any, Any, Any]], numbers: dict, chosen: object) -> list[Choice]:
    """`rows`: (key in the counts, value in the address, name)."""
    found = [Choice(str(value), str(name), numbers[key], value == chosen) for key, value, name in rows]
    return [choice for choice in found if choice.count or choice.is_chosen]
