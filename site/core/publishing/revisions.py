"""Revisions that are public, or approved to become so, stay as they are: they are the evidence of what was decided."""

from typing import Any

from django.apps import apps
from django.db.models import ProtectedError
from wagtail.models import AbstractPage, Revision

from core.publishing.errors import PublicChangeRefused

# What the admin's lists show and filter by.
LISTED = ("city_id", "unit_id", "theme", "cover_id", "display_date", "short_title", "summary")


def refuse_overwriting(revision: Revision) -> None:
    """Raise `PublicChangeRefused` for a revision that autosave must not write over; the next draft is a new one."""
    pages = apps.get_model("core", "BasePage")._base_manager
    is_scheduled = Revision.objects.filter(pk=revision.pk, approved_go_live_at__isnull=False).exists()
    if is_scheduled or pages.filter(live_revision=revision.pk).exists():
        raise PublicChangeRefused("这一版已经发布或已定时发布，不能被覆盖。请重新打开页面，修改会存成新的草稿。")


def list_draft(page: AbstractPage) -> None:
    """Let the lists of the admin show a page that nobody else sees as its draft is; stock leaves the row as it began.

    The row of a live page is what readers see and stays.
    """
    pages = apps.get_model("core", "BasePage")._base_manager
    pages.filter(pk=page.pk, live=False).update(**{name: getattr(page, name) for name in LISTED})


def keep_public_revision(sender: type[Revision], instance: Revision, **kwargs: Any) -> None:
    """`pre_delete` of a revision: `purge_revisions` would delete the public one once there is a newer draft."""
    pages = apps.get_model("core", "BasePage")._base_manager
    shown = set(pages.filter(live_revision=instance.pk, live=True))
    if shown:
        raise ProtectedError("这一版是公开的内容，不能删除。", shown)
