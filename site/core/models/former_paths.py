"""Addresses that public pages had before they were moved: they are never given away and lead to where the page is now."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from core.models.base_page import BasePage


class FormerPathQuerySet(models.QuerySet):
    """Questions about former addresses."""

    def of_another(self, url_path: str, page: "BasePage | None") -> "FormerPathQuerySet":
        """The former address `url_path`, unless it is one of `page` itself, which may have it back."""
        return self.filter(url_path=url_path).exclude(page_id=page.pk if page is not None else None)


class FormerPath(models.Model):
    """One address under which a page was public once. A trigger of the database writes it (`core.publishing.trigger_sql`)."""

    url_path = models.TextField("原网址", unique=True)
    page = models.ForeignKey(
        "core.BasePage", verbose_name="页面", on_delete=models.CASCADE, related_name="former_paths"
    )
    page.wagtail_reference_index_ignore = True
    since = models.DateTimeField("移走时间", auto_now_add=True)

    objects = FormerPathQuerySet.as_manager()

    class Meta:
        verbose_name = "原网址"
        verbose_name_plural = "原网址"

    def __str__(self) -> str:
        return self.url_path

    @property
    def refusal(self) -> str:
        """Why nothing else may stand at this address."""
        return f"这个网址以前属于“{self.page.title}”，旧链接仍然通到那里，不能另作他用。请换一个。"
