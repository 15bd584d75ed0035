"""The guard of child rows (bylines, people, attachments): those of a public page change only inside the spine."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from core.publishing.errors import OutsideSpine
from core.publishing.scope import current_change

if TYPE_CHECKING:
    from collections.abc import Iterable


class GuardedChildQuerySet(models.QuerySet):
    """Bulk writes to rows of public pages: refused outside the spine, noted inside it."""

    def update(self, **changes: Any) -> int:
        """Guards the pages that the rows belong to, and the one that they are given to."""
        target = changes.get("page", changes.get("page_id"))
        guard_rows(self.model, {*self._page_ids(), getattr(target, "pk", target)})
        return super().update(**changes)

    update.alters_data = True

    def delete(self) -> tuple[int, dict[str, int]]:
        """Guards the pages that the rows belong to."""
        guard_rows(self.model, self._page_ids())
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def bulk_create(self, objects: "Iterable[models.Model]", *args: Any, **kwargs: Any) -> list:
        """Guards the pages that the new rows belong to."""
        objects = list(objects)
        guard_rows(self.model, {row.page_id for row in objects})
        return super().bulk_create(objects, *args, **kwargs)

    def _page_ids(self) -> set[int]:
        return set(self.order_by().values_list("page_id", flat=True))


def guard_rows(model: type[models.Model], page_ids: "set[int | None]") -> None:
    """Refuse a write to rows of public pages outside the spine; inside it, note which pages it changes."""
    pages = apps.get_model("core", "BasePage")._base_manager.order_by("pk")
    public = list(pages.filter(pk__in=page_ids - {None}, live=True).values_list("pk", flat=True))
    if not public:
        return
    change = current_change()
    if change is None:
        raise OutsideSpine(f"{model.__name__} of a public page outside the publishing spine")
    for page_id in public:
        change.touch(page_id, "rows", [model._meta.model_name])


def before_row_save(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """`pre_save` of a child row. A page that is saved writes all its rows again: the same row is no change."""
    before = sender._base_manager.filter(pk=instance.pk).values().first() if instance.pk else None
    if before == {field.attname: getattr(instance, field.attname) for field in sender._meta.concrete_fields}:
        return
    guard_rows(sender, {instance.page_id, before["page_id"] if before else None})


def before_row_delete(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """`pre_delete` of a child row."""
    guard_rows(sender, {instance.page_id})
