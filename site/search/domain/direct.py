"""Direct answers: when the query names a thing that has a page, that page comes first."""

from dataclasses import dataclass

from core.registries import direct_answers
from core.serving.state import SiteState
from search.analysis.fold import fold
from search.analysis.query import Query

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Direct:
    """A page that is what was asked for."""

    title: str
    path: str
    text: str = ""


def direct_answer(query: Query, state: SiteState) -> Direct | None:
    """The column, city or unit of exactly this name, or what other apps know; None without one."""
    asked = query.text
    if len(asked) < SHORTEST:
        return None
    for section in state.part("sections").values():
        if asked in (fold(section.title), fold(section.short_title)):
            return Direct(section.title, section.path, section.slogan)
    for city in state.part("cities").values():
        if asked in (city.name, city.short_name):
            return Direct(city.name, city.path)
    for function in direct_answers:
        if found := function(asked, state):
            return Direct(*found)
    return None
