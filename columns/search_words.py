"""Words outside the body that the search page knows an entry by."""

from columns.models.entry import EntryPage
from core.models import BasePage
from core.registries import search_texts


@search_texts.register
def words_of_entry(page: BasePage) -> str:
    """What the entry type names: authors, hosts, outlet."""
    return page.search_words() if isinstance(page, EntryPage) else ""
