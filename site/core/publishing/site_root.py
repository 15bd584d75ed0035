"""The root of the site: with something public below it, it is neither exchanged nor deleted."""

from typing import Any

from django.apps import apps
from wagtail.models import Site

from core.publishing.errors import PublicChangeRefused
from core.publishing.scope import bump_version

ROOT_STAYS = "站点根页面下面有已发布的内容，不能更换根页面，也不能停用或删除站点：否则所有网址都会失效。"


def refuse_other_root(sender: type[Site], instance: Site, **kwargs: Any) -> None:
    """`pre_save` of a site: another root page, or no longer the default site."""
    before = Site.objects.filter(pk=instance.pk).select_related("root_page").first()
    if before is None:
        return
    stays = before.root_page_id == instance.root_page_id and before.is_default_site <= instance.is_default_site
    if not stays:
        _refuse_if_public(before)


def refuse_delete_of_site(sender: type[Site], instance: Site, **kwargs: Any) -> None:
    """`pre_delete` of a site."""
    _refuse_if_public(instance)


def announce_site(sender: type[Site], **kwargs: Any) -> None:
    """`post_save` of a site: every process looks up again where the site starts."""
    bump_version()


def _refuse_if_public(site: Site) -> None:
    pages = apps.get_model("core", "BasePage")._base_manager
    if pages.filter(path__startswith=site.root_page.path, live=True).exists():
        raise PublicChangeRefused(ROOT_STAYS)
