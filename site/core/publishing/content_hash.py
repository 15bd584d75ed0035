"""A stable hash of what a page says: over its content and everything it shows, never over a revision."""

import hashlib
import json
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import AbstractPage, ReferenceIndex, Revision

# Identity, tree, address, state, clock, locks, comments and what is derived from the content: none of it is content.
NOT_CONTENT = frozenset(
    """pk id page_ptr basepage_ptr path depth numchild translation_key locale content_type owner draft_title slug
    url_path live has_unpublished_changes expired go_live_at expire_at first_published_at last_published_at
    latest_revision latest_revision_created_at live_revision alias_of locked locked_at locked_by
    wagtail_admin_comments public_id ever_public section cover_files index_entries""".split()
)
# A child added to a live page has no key in the revision and one in the row after publishing.
CHILD_NOT_CONTENT = frozenset({"pk", "id", "sort_order", "translation_key", "locale"})


def content_hash(page: AbstractPage | Revision) -> str:
    """SHA-256, 64 hexadecimal digits, of the page's content and of fingerprints of all it shows.

    Equal through publish, copy, alias, revert, move, unpublish and lock; different after one changed block, one more
    child row or a replaced picture. A `Revision` is hashed by its stored content.
    """
    if isinstance(page, Revision):
        specific = page.as_object()
        content = page.content
    else:
        specific = page.specific
        content = specific.serializable_data()
    data = {"type": specific._meta.label_lower, "shown": fingerprints(specific)}
    data["content"] = _content(type(specific), content)
    # The encoder of revisions: a time in the row has more digits than the same time in a stored revision.
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def remember_shown(page: AbstractPage) -> None:
    """Find once what an instance shows that nobody changes any more: the effects of a change and its hash ask for it."""
    page.remembered_shown = shown_objects(page)


def shown_objects(page: AbstractPage) -> list[models.Model]:
    """Every object the page points at by key, block or rich text, except pages: those are links, not things shown."""
    if (remembered := page.__dict__.get("remembered_shown")) is not None:
        return remembered
    keys = {
        (content_type_id, str(pk)) for content_type_id, pk, *_ in ReferenceIndex._extract_references_from_object(page)
    }
    found = []
    for content_type_id in sorted({content_type_id for content_type_id, _ in keys}):
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is None or issubclass(model, AbstractPage) or not hasattr(model, "content_fingerprint"):
            continue
        found += model._base_manager.filter(pk__in=[pk for ct, pk in keys if ct == content_type_id]).order_by("pk")
    return found


def fingerprints(page: AbstractPage) -> list[str]:
    """One line per shown object: its kind, its key, what of it is visible."""
    return sorted(f"{item._meta.label_lower}:{item.pk}:{item.content_fingerprint()}" for item in shown_objects(page))


@cache
def _shape(model: type[models.Model]) -> tuple[frozenset[str], dict[str, str], frozenset[str]]:
    streams = frozenset(f.name for f in model._meta.get_fields() if isinstance(f, StreamField))
    children = {r.get_accessor_name(): r.field.name for r in get_all_child_relations(model)}
    many = frozenset(f.name for f in get_all_child_m2m_relations(model))
    return streams, children, many


def _content(model: type[models.Model], content: dict[str, Any]) -> dict[str, Any]:
    streams, children, many = _shape(model)
    out = {}
    for key, value in content.items():
        if key in NOT_CONTENT:
            continue
        if key in streams:
            value = json.loads(value or "[]") if isinstance(value, str) else value
        elif key in children:
            drop = CHILD_NOT_CONTENT | {children[key]}
            value = [{k: v for k, v in row.items() if k not in drop} for row in _in_order(value)]
        elif key in many:
            value = sorted(value)
        out[key] = value
    return out


def _in_order(rows: list[dict]) -> list[dict]:
    def position(numbered: tuple[int, dict]) -> tuple[bool, int, int]:
        index, row = numbered
        order = row.get("sort_order")
        return order is None, order or 0, index

    return [row for _, row in sorted(enumerate(rows), key=position)]
