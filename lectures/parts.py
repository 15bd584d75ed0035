"""What lectures lend to the site: series as sections of listings, words for the search page, the band of the home page."""

from typing import Any

from django.utils import timezone

from core.kept.passages import Passage
from core.listing.filters import entries
from core.listing.sections import Section
from core.models import BasePage
from core.registries import home_bands, provision_seconds, search_passages, search_texts, section_sources
from core.serving.bands import HomeBand
from core.serving.state import Kept, SiteState
from core.serving.visit import Visit
from lectures.listed import Listed, coming, listed
from lectures.models import LectureMoment, LecturePage

COLUMN_TYPE, TOOL, TOOL_NAME = "视频", "tan", "坛"
AHEAD = 4


@section_sources.register
def series_sections(state: SiteState) -> list[Section]:
    """Every live series, out of what is known of the pages below the home page: no statement of its own."""
    return [
        Section(
            item.page_id,
            item.full_title,
            item.title,
            item.path,
            "",
            TOOL,
            TOOL_NAME,
            TOOL,
            (),
            "lectures",
            item.summary,
            "",
            COLUMN_TYPE,
        )
        for item, _ in state.part("top_pages")
        if item.model == "lectures.seriespage"
    ]


@search_texts.register
def words_of_lecture(page: BasePage) -> str:
    """Speakers, venues, hosts."""
    return page.search_words() if isinstance(page, LecturePage) else ""


@search_passages.register
def passages_of_archive(page: BasePage) -> list[Passage]:
    """Questions with their answers, slides: at their seconds while the recording may be played."""
    if not isinstance(page, LecturePage):
        return []
    is_played = page.shows_recordings(timezone.now())
    answers = [
        Passage(f"{row.question}\n{row.answer}", _at(row.second) if is_played else "#qa", "答问")
        for row in page.answers.all()
    ]
    slides = [Passage(row.title, _at(row.second), "课件") for row in page.slides.all() if is_played]
    return [*answers, *slides]


def _at(second: int | None) -> str:
    return "#qa" if second is None else f"?t={second}"


@provision_seconds.register
def seconds_about(state: SiteState, slug: str) -> dict[str, list[dict[str, Any]]]:
    """By anchor of the official text `slug`: lectures that speak about it, with the second to jump to."""
    found: dict[str, list[dict[str, Any]]] = {}
    for lecture in state.keep("lecture-moments", lambda: Kept(_with_moments(state))):
        for moment in lecture.facts["moments"]:
            if moment["instrument"] == slug:
                row = {
                    "text": f"{lecture.label} {moment['clock']}",
                    "path": f"{lecture.card.path}?t={moment['second']}",
                    "title": lecture.card.title,
                }
                found.setdefault(moment["anchor"], []).append(row)
    return found


def _with_moments(state: SiteState) -> list[Listed]:
    own = LectureMoment.objects.values("page_id")
    return listed(entries().filter(pk__in=own).order_by("lecturepage__last_ends_at", "pk"), state, timezone.now())


@home_bands.register
def next_lecture(visit: Visit) -> HomeBand | None:
    """The next lecture and the ones after it, until one of them changes its state."""
    ahead = coming(visit.state, visit.now)
    until = min((at for at in (lecture.next_change_at for lecture in ahead) if at), default=None)
    first = next((lecture for lecture in ahead if not lecture.facts["act"]), None)
    if first is None:
        return HomeBand("", {}, until)
    later = [lecture for lecture in ahead if lecture is not first][:AHEAD]
    return HomeBand("lectures/home_band.html", {"first": first, "later": later}, until, "css/lectures.css")
