"""Keeping the index equal to what is public: by messages of the outbox, and by comparing both."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from core.models import BasePage, KeptPage
from core.serving.state import current_state
from search.domain.pages import OWNER, findable_pages, text_of_page, texts_of_pages
from search.domain.store import Index
from search.domain.things import Key, index_things, stale_things
from search.engines.chosen import maintained_engines
from search.models import Document, Passage

TOPIC_INDEX = "search.index"
BATCH = 100


@dataclass(slots=True)
class Difference:
    """Ids of pages for which index and database differ, and keys of things."""

    missing: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)
    stale_things: list[Key] = field(default_factory=list)
    surplus_things: list[Key] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.surplus or self.stale_things or self.surplus_things)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many are missing, how many stale, how many too many; a missing thing counts as stale."""
        stale, surplus = len(self.stale) + len(self.stale_things), len(self.surplus) + len(self.surplus_things)
        return len(self.missing), stale, surplus


def site_index() -> Index:
    """The index of the site."""
    return Index(maintained_engines())


@transaction.atomic
def index_pages(page_ids: Iterable[int]) -> None:
    """Bring the documents of these pages up to what is public now. Safe to repeat, in any order."""
    page_ids = list(page_ids)
    # The rows are held until the end, so that a withdrawal at the same time comes entirely before or after.
    list(BasePage._base_manager.select_for_update().filter(pk__in=page_ids).order_by("pk").values_list("pk"))
    texts = texts_of_pages(page_ids)
    known = dict(Document.objects.filter(owner=OWNER, owner_id__in=page_ids).values_list("owner_id", "fingerprint"))
    index = site_index()
    index.put(text for text in texts if known.get(text.owner_id) != text.fingerprint)
    index.drop(OWNER, set(known) - {text.owner_id for text in texts})


def forget_page(page_id: int) -> None:
    """Take a page out at once, in the caller's transaction."""
    site_index().drop(OWNER, [page_id])


def says_something_else(kept: KeptPage) -> bool:
    """Whether the stored passages hold text that the page does not say any more: a correction must not be quoted."""
    passages = Passage.objects.filter(document__owner=OWNER, document__owner_id=kept.page_id, landing__startswith="#")
    stored = list(passages.values_list("text", flat=True))
    now = _bare(kept.text)
    titles = Document.objects.filter(owner=OWNER, owner_id=kept.page_id).values_list("title", flat=True)
    return any(_bare(text) not in now for text in [*stored, *titles])


def _bare(text: str) -> str:
    return "".join(text.split())


def difference() -> Difference:
    """Compare every public page and thing with its document."""
    found = Difference()
    known = dict(Document.objects.filter(owner=OWNER).values_list("owner_id", "fingerprint"))
    for batch in _batches(list(findable_pages().order_by("pk").values_list("pk", flat=True))):
        for page in findable_pages().filter(pk__in=batch).order_by("pk").specific():
            stored = known.pop(page.pk, None)
            if stored is None:
                found.missing.append(page.pk)
            elif stored != text_of_page(page).fingerprint:
                found.stale.append(page.pk)
    found.surplus = sorted(known)
    found.stale_things, found.surplus_things = stale_things(current_state())
    return found


def repair(found: Difference) -> None:
    """Put right what `difference` found."""
    for batch in _batches([*found.missing, *found.stale, *found.surplus]):
        index_pages(batch)
    if found.stale_things or found.surplus_things:
        index_things(current_state())


def rebuild() -> int:
    """Make every document anew, batch by batch; readers go on finding the old ones meanwhile."""
    Document.objects.update(fingerprint="")
    ids = list(findable_pages().order_by("pk").values_list("pk", flat=True))
    for batch in _batches(sorted({*ids, *Document.objects.filter(owner=OWNER).values_list("owner_id", flat=True)})):
        index_pages(batch)
    number = index_things(current_state())
    for engine in maintained_engines():
        engine.finish()
    return len(ids) + number


def _batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))
