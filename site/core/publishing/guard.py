"""The guards below the verbs: no public row is written outside the spine, whatever code writes it."""

from typing import TYPE_CHECKING, Any

from core.publishing.columns import PRIVATE_COLUMNS, PRIVATE_FIELDS
from core.publishing.errors import OutsideSpine, PublicChangeRefused
from core.publishing.scope import change_public_state, current_change
from django.db import models, transaction
from wagtail.models import PageQuerySet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from core.models import BasePage


class GuardedPageQuerySet(PageQuerySet):
    """Page rows: bulk writes to public columns of public pages only inside the spine. treebeard and cascades end here."""

    def public(self) -> "GuardedPageQuerySet":
        """What anonymous readers may see. Every surface (pages, lists, feeds, search, sitemap) starts from this."""
        return self.filter(live=True, depth__gt=1)

    def update(self, **changes: Any) -> int:
        """Refuse public columns of public pages outside the spine; inside it, note what was touched."""
        public = set(changes) - PRIVATE_FIELDS
        if public:
            self._guard(public, becomes_live=bool(changes.get("live")))
        return super().update(**changes)

    update.alters_data = True

    def bulk_create(self, objects: "Iterable[BasePage]", *args: Any, **kwargs: Any) -> list:
        """Refuse live pages outside the spine."""
        objects = list(objects)
        if any(page.live for page in objects) and current_change() is None:
            raise OutsideSpine("bulk_create of live pages outside the publishing spine")
        return super().bulk_create(objects, *args, **kwargs)

    def _guard(self, public: set[str], becomes_live: bool) -> None:
        rows = self.order_by() if becomes_live else self.filter(live=True).order_by()
        change = current_change()
        if change is None:
            if rows.exists():
                raise OutsideSpine(f"update({', '.join(sorted(public))}) of public pages outside the publishing spine")
            return
        for page_id in list(rows.values_list("pk", flat=True)):
            change.touch(page_id, "bulk", sorted(public))


class GuardedChildQuerySet(models.QuerySet):
    """Child rows of pages (bylines, people, attachments): bulk writes to those of public pages only inside the spine."""

    def update(self, **changes: Any) -> int:
        """Refuse rows of public pages outside the spine."""
        self._guard()
        return super().update(**changes)

    update.alters_data = True

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse rows of public pages outside the spine."""
        self._guard()
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def bulk_create(self, objects: "Iterable[models.Model]", *args: Any, **kwargs: Any) -> list:
        """Refuse rows of public pages outside the spine."""
        objects = list(objects)
        for row in objects:
            refuse_child_of_public_page(row)
        return super().bulk_create(objects, *args, **kwargs)

    def _guard(self) -> None:
        if current_change() is None and self.filter(page__live=True).exists():
            raise OutsideSpine(f"{self.model.__name__} rows of public pages outside the publishing spine")


def guarded_save(page: "BasePage", save: "Callable[..., Any]", args: tuple, kwargs: dict) -> Any:
    """`save()` with a comparison of the row before and after; outside a verb it becomes a verb of its own."""
    with transaction.atomic():
        before = _row(page)
        if current_change() is not None:
            return _compared_save(page, save, args, kwargs, before)
        was_live = bool(before and before["live"])
        verb = {(False, True): "publish", (True, False): "unpublish"}.get((was_live, page.live), "edit")
        with change_public_state(page, f"save:{verb}", implicit=True):
            return _compared_save(page, save, args, kwargs, before)


def _compared_save(page: "BasePage", save: "Callable[..., Any]", args: tuple, kwargs: dict, before: dict | None) -> Any:
    result = save(*args, **kwargs)
    after = _row(page)
    if (before and before["live"]) or after["live"]:
        changed = sorted(
            name for name in after if name not in PRIVATE_COLUMNS and (before is None or before[name] != after[name])
        )
        if changed:
            current_change().touch(page.pk, _what(before, after), changed)
    if after["live"] and not after["ever_public"]:
        type(page)._base_manager.filter(pk=page.pk).update(ever_public=True)
        page.ever_public = True
    return result


def _row(page: "BasePage") -> dict | None:
    model = page.specific_class if page.pk and page.content_type_id and page.specific_class else type(page)
    return model._base_manager.filter(pk=page.pk).order_by().values().first() if page.pk else None


def _what(before: dict | None, after: dict) -> str:
    if before is None or not before["live"]:
        return "publish"
    if not after["live"]:
        return "unpublish"
    return "move" if before["url_path"] != after["url_path"] else "edit"


def refuse_delete_of_public(sender: type[models.Model], instance: "BasePage", **kwargs: Any) -> None:
    """`pre_delete` of any page: what was public once is withdrawn, never deleted."""
    if getattr(instance, "ever_public", False):
        raise PublicChangeRefused("这个页面公开过，不能删除，只能撤下。撤下后网址显示“内容已撤下”，稿件和记录都保留。")


def refuse_raw_save(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """`pre_save` of any page: `loaddata` writes rows without asking anybody."""
    if raw and current_change() is None:
        raise OutsideSpine("loaddata of pages outside the publishing spine")


def refuse_child_of_public_page(instance: models.Model, **kwargs: Any) -> None:
    """`pre_save` and `pre_delete` of a child row."""
    if current_change() is None and instance.page_id and instance.page.live:
        raise OutsideSpine(f"{type(instance).__name__} of a public page outside the publishing spine")
