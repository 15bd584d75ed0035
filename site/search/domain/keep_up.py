"""Keeping the index equal to what is public: by messages of the outbox, and by comparing both."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from core.models import BasePage
from search.domain.pages import OWNER, findable_pages, text_of_page, texts_of_pages
from search.domain.store import Index
from search.engines.chosen import maintained_engines
from search.models import Document

BATCH = 100


@dataclass(slots=True)
class Difference:
    """Ids of pages for which index and database differ."""

    missing: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.surplus)


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


def difference() -> Difference:
    """Compare every public page with its document."""
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
    return found


def repair(found: Difference) -> None:
    """Put right what `difference` found."""
    for batch in _batches([*found.missing, *found.stale, *found.surplus]):
        index_pages(batch)


def rebuild() -> int:
    """Make every document anew, batch by batch; readers go on finding the old ones meanwhile."""
    Document.objects.filter(owner=OWNER).update(fingerprint="")
    ids = list(findable_pages().order_by("pk").values_list("pk", flat=True))
    for batch in _batches(sorted({*ids, *Document.objects.filter(owner=OWNER).values_list("owner_id", flat=True)})):
        index_pages(batch)
    for engine in maintained_engines():
        engine.finish()
    return len(ids)


def _batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))
