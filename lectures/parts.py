"""What lectures lend to the site: series as sections of listings, words for the search page, the band of the home page."""

from core.listing.sections import Section
from core.models import BasePage
from core.registries import home_bands, search_texts, section_sources
from core.serving.bands import HomeBand
from core.serving.state import SiteState
from core.serving.visit import Visit
from lectures.listed import coming
from lectures.models import LecturePage

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
    """Speakers, venues, transcript."""
    return page.search_words() if isinstance(page, LecturePage) else ""


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
