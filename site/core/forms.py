"""Editor forms of every page: addresses in pinyin, frozen once they are public."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from accounts.pinyin import ascii_slug
from core.publishing.scope import lock_page

SLUG_HELP = "网址的最后一段。留空时按标题的拼音生成；只用小写字母、数字和连字符。"
SLUG_FROZEN = "这个页面公开过，网址不再改变：读者收藏的和别处引用的链接才不会失效。"
GO_LIVE_IN_PAST = "定时发布的时间已经过去。要马上发布，请清空这一栏再按“发布”。"


def free_slug(title: str, taken: Callable[[str], bool]) -> str:
    """The pinyin of `title`, with a number when `taken(slug)` says so; the date when nothing of it is left."""
    base = ascii_slug(title) or f"p{timezone.localdate():%Y%m%d}"
    slug, number = base, 1
    while taken(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug


class BasePageForm(WagtailAdminPageForm):
    """Form of every page type. Editors may leave the address empty; a public address stays as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" not in self.fields:
            return
        slug = self.fields["slug"]
        slug.required = False
        slug.help_text = SLUG_HELP
        # The row knows; the revision that fills this form may be older than the first publication.
        if (
            self.instance.pk
            and type(self.instance)._base_manager.filter(pk=self.instance.pk, ever_public=True).exists()
        ):
            slug.disabled = True
            slug.help_text = SLUG_FROZEN
            self.initial["slug"] = (
                type(self.instance)._base_manager.values_list("slug", flat=True).get(pk=self.instance.pk)
            )

    def clean(self) -> dict[str, Any]:
        """Fill an empty address before Wagtail checks that it is free."""
        data = self.cleaned_data
        if "slug" in data and not data["slug"] and data.get("title"):
            page_model = self.instance.base_page_model
            data["slug"] = free_slug(
                data["title"],
                lambda slug: not page_model._slug_is_available(slug, self.parent_page, self.instance),
            )
        if "slug" in data:
            refusal = self.instance.base_page_model.refusal_of_slug(data["slug"], self.parent_page, self.instance)
            if refusal:
                self.add_error("slug", refusal)
        data = super().clean()
        goes_live_at = data.get("go_live_at")
        # A page that went out on time keeps its past date; only a new one can be a slip.
        if goes_live_at and "go_live_at" in self.changed_data and goes_live_at <= timezone.now():
            self.add_error("go_live_at", GO_LIVE_IN_PAST)
        return data

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        """Write a draft; of a page that was published while it was being edited, only a revision will be written.

        The editing view asks for `commit` when the page was no public one as it was read, some instants before.
        """
        page = self.instance
        if commit and page.pk:
            lock_page(page)
            if type(page)._base_manager.filter(pk=page.pk, live=True).exists():
                page.live = page.read_live = True
                commit = False
        return super().save(commit)


class PageCopyForm(CopyForm):
    """A copy is always a draft; the type must fit the new parent, and the reason is said when it does not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)
        slug = self.fields["new_slug"]
        slug.required = False
        slug.initial = ""
        slug.help_text = SLUG_HELP

    def clean(self) -> dict[str, Any]:
        """Fill an empty address; ask the page type about the parent before Wagtail only says «no permission»."""
        data = self.cleaned_data
        parent = data.get("new_parent_page")
        if parent is not None:
            page_model = self.page.base_page_model
            if "new_slug" in data and not data["new_slug"]:
                title = data.get("new_title") or self.page.title
                data["new_slug"] = free_slug(title, lambda slug: not page_model._slug_is_available(slug, parent))
            if refusal := page_model.refusal_of_slug(data.get("new_slug", ""), parent):
                self.add_error("new_slug", refusal)
            try:
                self.page.specific_class.refuse_parent(parent)
            except ValidationError as error:
                cleaned = super().clean()
                self._errors["new_parent_page"] = self.error_class(error.messages)
                return cleaned
        return super().clean()
