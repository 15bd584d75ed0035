"""What readers see of the rows around an entry: unit, source, byline; worked out once at publication."""

from typing import Any

from accounts.models import Unit
from core.enums import BylineRole
from core.models import BasePage


def entry_facts(page: BasePage) -> dict[str, Any]:
    """Unit, further units, source, byline and the words beside the cover, as JSON."""
    return {
        "unit": page.unit.name if page.unit_id else "",
        # While this entry is public, its unit has a page; the address stays when the name changes.
        "unit_path": f"/schools/{page.unit.slug}/" if page.unit_id else "",
        "related_units": [row.unit.name for row in page.related_units.all()],
        "source": page.source.name if page.source_id else "",
        "bylines": bylines(page),
        "lead": _lead(page),
        "corrections": [[row.day.isoformat(), row.text] for row in page.corrections.all()],
        # What lists show of this type beside the title; see `core.listing.cards`.
        "line": page.list_line(),
    }


def unit_card(unit: Unit | None) -> dict[str, str]:
    """What the card of a school beside the text shows; empty without a unit."""
    if unit is None:
        return {}
    return {
        "name": unit.name,
        "category": unit.get_category_display(),
        "city": unit.city.short_name if unit.city_id else "",
        "introduction": unit.introduction,
        "website": unit.website,
    }


def bylines(page: BasePage) -> list[list[str]]:
    """[role, names] in the editors' order; several rows of one role are one line."""
    lines: dict[str, list[str]] = {}
    for line in page.bylines.all():
        lines.setdefault(str(BylineRole(line.role).label), []).append(line.name)
    return [[role, " ".join(names)] for role, names in lines.items()]


def _lead(page: BasePage) -> dict[str, str]:
    """Words beside the cover above the text; empty when the text begins with a picture of its own."""
    first = next((block for stream in page.body_blocks() for block in stream), None)
    if first is not None and first.block_type in ("figure", "gallery"):
        return {}
    photo = page.cover
    return {"alt": photo.description or photo.title, "credit": photo.credit} if photo else {"alt": "", "credit": ""}
