"""What readers can see, read straight from the tables, and what the spine wrote about it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.models import Site, get_page_models

from core.models import AuditEntry, BasePage, KeptPage
from core.publishing import scope
from core.publishing.content_hash import content_hash
from core.publishing.errors import PublicChangeRefused
from core.publishing.scope import TOPIC_PUBLIC_CHANGE, PublicChange
from delivery.models import OutboxMessage

# Readers see none of these: identity, drafts, clocks and locks. Written out here on purpose, not taken from the spine.
INVISIBLE = {
    "id",
    "basepage_ptr_id",
    "public_id",
    "content_type_id",
    "translation_key",
    "locale_id",
    "draft_title",
    "owner_id",
    "numchild",
    "depth",
    "has_unpublished_changes",
    "latest_revision_id",
    "latest_revision_created_at",
    "live_revision_id",
    "first_published_at",
    "last_published_at",
    "go_live_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by_id",
    "alias_of_id",
    "ever_public",
    "cover_files",
}


@dataclass(frozen=True)
class Written:
    """How many audit entries and outbox messages of a public change there are."""

    audit: int
    outbox: int

    @classmethod
    def now(cls) -> "Written":
        """All that exist."""
        return cls(AuditEntry.objects.count(), OutboxMessage.objects.filter(topic=TOPIC_PUBLIC_CHANGE).count())

    def __sub__(self, other: "Written") -> "Written":
        return Written(self.audit - other.audit, self.outbox - other.outbox)


def public_state() -> dict[int, dict[str, Any]]:
    """Page id → every column and child row that a reader could see, drafts included (they may become live)."""
    state = {}
    for model in get_page_models():
        relations = [r for r in get_all_child_relations(model) if not r.related_model.__module__.startswith("wagtail")]
        children = {relation.get_accessor_name(): _rows_by_page(relation) for relation in relations}
        own = model._base_manager.filter(content_type__model=model._meta.model_name)
        for row in own.order_by().values():
            seen = {name: _plain(value) for name, value in row.items() if name not in INVISIBLE}
            state[row["id"]] = seen | {name: rows[row["id"]] for name, rows in children.items()}
    return state


def unkept_pages() -> set[int]:
    """Pages that are live without a kept body, or the other way round."""
    return set(BasePage.objects.filter(live=True).values_list("pk", flat=True)) ^ set(
        KeptPage.objects.values_list("pk", flat=True)
    )


def site_roots() -> list[tuple]:
    """Where the site starts."""
    return list(Site.objects.order_by("pk").values_list("pk", "root_page_id", "is_default_site"))


def differences(before: dict[int, dict], after: dict[int, dict]) -> str:
    """One word per page whose public face changed, sorted and joined by ` | `.

    `live+` and `live-` for a page that came or went, else the changed columns; `gone` for a deleted public page.
    """
    words = []
    for page_id in before.keys() | after.keys():
        was, is_now = before.get(page_id, {"live": False}), after.get(page_id, {"live": False})
        if was == is_now or not (was["live"] or is_now["live"]):
            continue
        if page_id not in after:
            words.append("gone")
        elif was["live"] != is_now["live"]:
            words.append("live+" if is_now["live"] else "live-")
        else:
            words.append(",".join(sorted(name for name in is_now if was[name] != is_now[name])))
    return " | ".join(sorted(words))


def unaudited_pages(since: Written) -> list[str]:
    """Pages named by audit entries written since, whose hash there is not that of what is public now."""
    hashes: dict[int, str | None] = {}
    for entry in AuditEntry.objects.order_by("pk")[since.audit :]:
        hashes |= {int(page_id): entry.hashes.get(page_id) for page_id in entry.touched}
    pages = {page.pk: page for page in BasePage.objects.filter(pk__in=hashes, live=True).specific()}
    now = {page_id: content_hash(pages[page_id]) if page_id in pages else None for page_id in hashes}
    return [f"{page_id}: {hashes[page_id]} is {now[page_id]}" for page_id in hashes if hashes[page_id] != now[page_id]]


def tree_problems() -> list[str]:
    """Paths of pages that hang wrong: no parent, wrong depth, wrong count of children. One statement, unlike treebeard's."""
    rows = list(BasePage._base_manager.order_by("path").values_list("path", "depth", "numchild"))
    step = BasePage.steplen
    children = Counter(path[:-step] for path, _, _ in rows)
    paths = {path for path, _, _ in rows} | {""}
    return [
        path
        for path, depth, numchild in rows
        if path[:-step] not in paths or depth * step != len(path) or numchild != children[path]
    ]


@contextmanager
def refusing_gate() -> Iterator[list[str]]:
    """A registered gate that refuses everything; gives the verbs it was asked about."""
    asked: list[str] = []

    def refuse(change: PublicChange) -> None:
        asked.append(change.verb)
        raise PublicChangeRefused("不行。")

    scope.gate(refuse)
    try:
        yield asked
    finally:
        scope._gates.remove(refuse)


def _plain(value: Any) -> Any:
    return list(value.raw_data) if hasattr(value, "raw_data") else value


def _rows_by_page(relation: models.ManyToOneRel) -> dict[int, list[dict]]:
    rows = defaultdict(list)
    for row in relation.related_model._base_manager.order_by("sort_order", "pk").values():
        rows[row[relation.field.attname]].append({name: value for name, value in row.items() if name != "id"})
    return rows
