"""Which public texts cite other editions, and what this edition made of the articles they cite: for the editors."""

import re
from dataclasses import dataclass

from core.serving.state import SiteState
from regulations.models import Citation
from regulations.reading.catalogue import EditionInfo, InstrumentInfo
from regulations.reading.comparison import Compared, comparison_of
from regulations.reading.names import name_of

MOST = 500
_ARTICLE = re.compile(r"(?:art|point)-\d+(?:_\d+)?")


@dataclass(frozen=True, slots=True)
class Affected:
    """A live page that cites a place of another edition; `became` tells what it is now."""

    page_id: int
    title: str
    path: str
    name: str
    edition: str
    became: str
    is_changed: bool


def affected_by(info: InstrumentInfo, edition: EditionInfo, state: SiteState) -> list[Affected]:
    """Citations of all other editions of the text, changed places first, recent pages first; at most 500.

    One statement, however many there are, and what each pair of editions costs once per site version.
    """
    others = {other.id: other for other in info.editions if other.id != edition.id}
    rows = Citation.objects.filter(edition__in=others).order_by("-page__display_date", "pk")
    columns = ("page_id", "page__title", "page__url_path", "edition_id", "anchor", "last_anchor", "text")
    fates: dict[int, dict[str, Compared]] = {}
    found: dict[tuple[int, str, int], Affected] = {}
    for page_id, title, url_path, edition_id, anchor, last, text in rows.values_list(*columns)[:MOST]:
        if edition_id not in fates:
            fates[edition_id] = _fates(edition_id, edition.id, state)
        pairs = [pair for article in _articles(anchor, last) if (pair := fates[edition_id].get(article)) is not None]
        became = "；".join(dict.fromkeys(_became(pair) for pair in pairs)) or "没有这一条"
        is_changed = not pairs or any(pair.kind != "same" for pair in pairs)
        name = "至".join(filter(None, [name_of(anchor), name_of(last)])) or text
        label = others[edition_id].edition.label
        found[page_id, name, edition_id] = Affected(
            page_id, title, state.path(url_path), name, label, became, is_changed
        )
    return sorted(found.values(), key=lambda one: not one.is_changed)


def _fates(old_id: int, new_id: int, state: SiteState) -> dict[str, Compared]:
    return {anchor: pair for pair in comparison_of(old_id, new_id, state) for anchor in pair.key[0].split()}


def _articles(anchor: str, last: str) -> list[str]:
    """The cited article; of a range every article between its ends."""
    ends = [match[0] for end in (anchor, last) if (match := _ARTICLE.match(end))]
    if len(ends) < 2:
        return ends
    kind, first = ends[0].split("_")[0].split("-")
    stop = int(ends[1].split("_")[0].split("-")[1])
    return [f"{kind}-{number}" for number in range(int(first), min(stop, int(first) + 200) + 1)]


def _became(pair: Compared) -> str:
    told = pair.label + ("、移动" if pair.is_moved else "")
    return f"{pair.old_label}{told}，现为{pair.new_label}" if pair.new_label else f"{pair.old_label}{told}"
