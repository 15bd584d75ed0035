"""Words outside the body that the search page knows an entry by."""

from columns.models.entry import EntryPage
from columns.models.interview import InterviewPage
from core.kept.passages import Passage
from core.models import BasePage
from core.registries import search_passages, search_texts


@search_texts.register
def words_of_entry(page: BasePage) -> str:
    """What the entry type names: authors, hosts, outlet."""
    return page.search_words() if isinstance(page, EntryPage) else ""


@search_passages.register
def transcript_of_interview(page: BasePage) -> list[Passage]:
    """What is said in the video of an interview."""
    video = page.video if isinstance(page, InterviewPage) else None
    return [Passage(video.transcript, "#transcript", "视频文字稿")] if video and video.transcript else []
