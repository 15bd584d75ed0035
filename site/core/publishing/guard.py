"""The guards below the verbs: no public row is written outside the spine, whatever code writes it."""

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from wagtail.models import PageQuerySet

from core.listing.prepared import PreparedRows
from core.publishing.columns import PRIVATE_COLUMNS, PRIVATE_FIELDS
from core.publishing.errors import OutsideSpine, PublicChangeRefused
from core.publishing.scope import change_public_state, current_change, lock_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wagtail.models import AbstractPage

# No page has this key; see `PreparedRows`.
STAND_IN = -987_654_321
OVERTAKEN = {
    True: "这一页刚刚由别处发布，这次保存没有写入。请重新打开这一页，修改会存成新的草稿。",
    False: "这一页刚刚由别处撤下，这次保存没有写入。请重新打开这一页再改。",
}


class GuardedPageQuerySet(PageQuerySet):
    """Page rows: bulk writes to public columns of public pages only inside the spine. treebeard and cascades end here."""

    def public(self) -> "GuardedPageQuerySet":
        """What anonymous readers may see. Every surface (pages, lists, feeds, search, sitemap) starts from this."""
        return self.filter(live=True, depth__gt=1)

    def update(self, **changes: Any) -> int:
        """Refuse public columns of public pages outside the spine; inside it, note what was touched."""
        if changes.get("ever_public", True) is not True:
            raise PublicChangeRefused("“公开过”的记号不能去掉。")
        public = set(changes) - PRIVATE_FIELDS
        if public:
            self._guard(public, becomes_live=bool(changes.get("live")))
        return super().update(**changes)

    update.alters_data = True

    def bulk_create(self, objects: "Iterable[AbstractPage]", *args: Any, **kwargs: Any) -> list:
        """Refuse live pages outside the spine."""
        objects = list(objects)
        if any(page.live for page in objects) and current_change() is None:
            raise OutsideSpine("bulk_create of live pages outside the publishing spine")
        return super().bulk_create(objects, *args, **kwargs)

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        """All or nothing: the tree counts children down before a page that was public refuses to go."""
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def _guard(self, public: set[str], becomes_live: bool) -> None:
        rows = self.order_by() if becomes_live else self.filter(live=True).order_by()
        change = current_change()
        if change is None:
            if rows.exists():
                raise OutsideSpine(f"update({', '.join(sorted(public))}) of public pages outside the publishing spine")
            return
        for page_id in list(rows.values_list("pk", flat=True)):
            change.touch(page_id, "bulk", sorted(public))


def guarded_save(page: "AbstractPage", save: "Callable[..., Any]", args: tuple, kwargs: dict) -> Any:
    """`save()` with a comparison of the row before and after; outside a verb it becomes a verb of its own."""
    with transaction.atomic():
        lock_page(page)
        before = _row(page)
        if before is not None:
            _catch_up(page, before, kwargs.get("update_fields") or ())
        if current_change() is not None:
            return _compared_save(page, save, args, kwargs, before)
        was_live = bool(before and before["live"])
        if writes_live(kwargs.get("update_fields")):
            _refuse_overtaken(page, was_live)
        verb = {(False, True): "publish", (True, False): "unpublish"}.get((was_live, page.live), "edit")
        with change_public_state(page, f"save:{verb}", implicit=True):
            return _compared_save(page, save, args, kwargs, before)


def _catch_up(page: "AbstractPage", before: dict, written: "Iterable[str]") -> None:
    """Take over what others have changed since this instance was read: its place in the tree, its children, the mark.

    Written back as it was read, it would tear the tree (`numchild`, `path`) or let a withdrawn page be deleted.
    """
    page.ever_public = page.ever_public or before["ever_public"]
    has_moved = page.path != before["path"]
    page.path, page.depth = before["path"], before["depth"]
    if "numchild" not in written:  # a recursive copy counts its children itself
        page.numchild = before["numchild"]
    if has_moved:
        page.set_url_path(page.get_parent(update=True))


def writes_live(update_fields: "Iterable[str] | None") -> bool:
    """Whether a save with these `update_fields` writes the column `live`."""
    return update_fields is None or "live" in update_fields


def _refuse_overtaken(page: "AbstractPage", is_live: bool) -> None:
    """An instance that never decided about its publicity does not take back what others have decided since it was read.

    Wagtail's editing view saves a draft whole, `live` included: an autosave that was read before a publication and
    written after it would withdraw the page without anybody's wish.
    """
    if page.read_live is not None and page.read_live == page.live != is_live:
        raise PublicChangeRefused(OVERTAKEN[is_live])


def _compared_save(
    page: "AbstractPage", save: "Callable[..., Any]", args: tuple, kwargs: dict, before: dict | None
) -> Any:
    result = save(*args, **kwargs)
    after = _row(page)
    if (before and before["live"]) or after["live"]:
        changed = sorted(
            name for name in after if name not in PRIVATE_COLUMNS and (before is None or before[name] != after[name])
        )
        if changed:
            current_change().touch(page.pk, _what(before, after), changed)
    return result


def _row(page: "AbstractPage") -> dict | None:
    """Every column of the page, whatever class the instance has."""
    if not page.pk:
        return None
    names, statement = _columns((page.specific_class if page.content_type_id else None) or type(page))
    rows = statement.rows({"pk": page.pk})
    return dict(zip(names, rows[0], strict=True)) if rows else None


@cache
def _columns(model: type["AbstractPage"]) -> tuple[tuple[str, ...], PreparedRows]:
    """Names of all columns of a type, and the statement that reads them: asked twice in every save."""
    names = tuple(field.attname for field in model._meta.concrete_fields)

    def row(values: "Mapping[str, Any]") -> models.QuerySet:
        return model._base_manager.filter(pk=values["pk"]).order_by().values_list(*names)

    return names, PreparedRows(row, {"pk": STAND_IN})


def _what(before: dict | None, after: dict) -> str:
    if before is None or not before["live"]:
        return "publish"
    if not after["live"]:
        return "unpublish"
    return "move" if before["url_path"] != after["url_path"] else "edit"


def refuse_delete_of_public(sender: type[models.Model], instance: "AbstractPage", **kwargs: Any) -> None:
    """`pre_delete` of any page: what was public once is withdrawn, never deleted; demonstration content alone may go.

    The row decides: the instance may have been read before the page was published.
    """
    change = current_change()
    if change is not None and change.may_delete(instance.pk):
        return
    if sender._base_manager.filter(pk=instance.pk, ever_public=True).exists():
        raise PublicChangeRefused("这个页面公开过，不能删除，只能撤下。撤下后网址显示“内容已撤下”，稿件和记录都保留。")


def before_raw_save(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """`pre_save` of any page: `loaddata` writes rows without asking anybody; inside the spine it is noted."""
    if not raw:
        return
    change = current_change()
    if change is None:
        raise OutsideSpine("loaddata of pages outside the publishing spine")
    change.touch(instance.pk, "load", [])
