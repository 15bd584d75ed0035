"""The base page: what every listing, feed and filter needs of any page lives in this one table."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import AbstractPage, PageManager, Revision, ShowInMenusMixin
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index

from accounts.pinyin import ascii_slug
from core.admin.found import FoundByAnyPart
from core.admin.preview import PREVIEW_SIZES
from core.enums import Theme
from core.forms import PageCopyForm
from core.kept.parts import BodyPart
from core.machines import structured
from core.models.former_paths import FormerPath
from core.publishing.guard import GuardedPageQuerySet, guarded_save, writes_live
from core.publishing.permissions import SpinePermissionTester
from core.publishing.references import references_stay
from core.publishing.revisions import list_draft, refuse_overwriting
from core.publishing.scope import lock_page
from core.registries import page_server
from core.serving.state import SiteState, current_state

if TYPE_CHECKING:
    from accounts.models import User


class PageQuerySet(FoundByAnyPart, GuardedPageQuerySet):
    """Pages: guarded against changes outside the spine, found by any part of their text."""


# Derived from Wagtail's own manager: its system check E002 asks for that.
GuardedPageManager = PageManager.from_queryset(PageQuerySet)


class BasePage(ShowInMenusMixin, AbstractPage):
    """Any page of the site. Readers know its title, summary, cover, date, city, school and theme from every list."""

    live = models.BooleanField("已发布", default=False, editable=False)
    public_id = models.UUIDField("公开编号", default=uuid.uuid4, unique=True, editable=False)
    ever_public = models.BooleanField("公开过", default=False, editable=False)
    short_title = models.CharField(
        "列表短标题", max_length=30, blank=True, help_text="列表里放不下主标题时用，不超过30字。"
    )
    summary = models.TextField("摘要", max_length=200, blank=True, help_text="一两句话，显示在列表和检索结果里。")
    display_date = models.DateTimeField(
        "发布时间", default=timezone.now, help_text="显示给读者的时间，也决定列表里的先后。"
    )
    city = models.ForeignKey(
        "accounts.City", verbose_name="城市", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        "accounts.Unit", verbose_name="主要单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    theme = models.CharField("主题", max_length=20, choices=Theme, blank=True)
    cover = models.ForeignKey(
        "media.Image", verbose_name="封面", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Names of the cover's renditions, kept from publication: key of media.renditions.SIZES → [name, width, height].
    cover_files = models.JSONField("封面文件", default=dict, editable=False)
    # The listing page that an entry belongs to: its parent, or empty for pages that are no entries.
    section = models.ForeignKey(
        "self", verbose_name="栏目", null=True, editable=False, on_delete=models.RESTRICT, related_name="+"
    )
    section.wagtail_reference_index_ignore = True

    objects = GuardedPageManager()

    copy_form_class = PageCopyForm
    preview_sizes = PREVIEW_SIZES
    # Set on the rows of a list, so that fifty addresses do not ask fifty times for the current version.
    site_state: SiteState | None = None
    # `live` as this instance was read or last written; None for one that was not read from the database.
    read_live: bool | None = None
    # Whether pages of this type stand in lists of entries.
    is_entry: ClassVar[bool] = False
    # Whether pages of this type are about the site itself and stand in its foot.
    is_of_site: ClassVar[bool] = False
    private_page_options: ClassVar[list[str]] = []
    exclude_fields_in_copy = ["public_id", "ever_public", "cover_files", "section"]
    # The admin finds pages by `FoundByAnyPart` and readers by the site's own index: nobody would ask Wagtail's.
    search_auto_update = False
    search_fields = [
        *AbstractPage.search_fields,
        index.SearchField("summary"),
        index.FilterField("section"),
        index.FilterField("city"),
        index.FilterField("display_date"),
    ]

    class Meta(AbstractPageMeta):
        verbose_name = "页面"
        verbose_name_plural = "页面"
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["url_path"], name="core_page_url_path"),
            models.Index(fields=["section", "-display_date", "-id"], condition=Q(live=True), name="core_page_section"),
            models.Index(
                fields=["-display_date", "-id"], condition=Q(live=True, section__isnull=False), name="core_page_entries"
            ),
            models.Index(
                fields=["city", "-display_date", "-id"],
                condition=Q(live=True, section__isnull=False),
                name="core_page_city",
            ),
            models.Index(
                fields=["unit", "-display_date", "-id"],
                condition=Q(live=True, section__isnull=False),
                name="core_page_unit",
            ),
            # Everything that the counts of a listing are grouped by: they are read from this index alone.
            models.Index(
                fields=["section", "city", "theme", "content_type", "display_date"],
                condition=Q(live=True, section__isnull=False),
                name="core_page_counts",
            ),
            models.Index(
                fields=["expire_at"], condition=Q(live=True, expire_at__isnull=False), name="core_page_expiry"
            ),
        ]

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> "BasePage":
        """An instance that knows whether the page was public when it was read."""
        page = super().from_db(*args, **kwargs)
        page.read_live = page.__dict__.get("live")
        return page

    def refresh_from_db(self, using: str | None = None, fields: Any = None, from_queryset: Any = None) -> None:
        """Read again, and know whether the page is public now; a deferred field that is filled in tells nothing of it."""
        super().refresh_from_db(using, fields, from_queryset)
        if writes_live(fields):
            self.read_live = self.__dict__.get("live")

    @transaction.atomic
    def add_child(self, **kwargs: Any) -> "BasePage":
        """Add a page below this one, after others that are at work on this row."""
        lock_page(self)
        return super().add_child(**kwargs)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save through the publishing spine: a change that the public sees is one audited transaction or refused."""
        if self._state.adding and self.alias_of_id:
            # Wagtail copies every field of the source into an alias, identity and history included.
            self.public_id, self.ever_public = uuid.uuid4(), False
        result = guarded_save(self, self._save_with_section, args, kwargs)
        if writes_live(kwargs.get("update_fields")):
            self.read_live = self.live
        return result

    def _save_with_section(self, *args: Any, **kwargs: Any) -> Any:
        self._set_section(kwargs)
        with references_stay(kwargs.get("update_fields")):
            return super().save(*args, **kwargs)

    def _set_section(self, kwargs: dict[str, Any]) -> None:
        """An entry belongs to its parent, wherever it has been moved or copied."""
        if self.path and self.specific_class and self.specific_class.is_entry:
            parent = self.get_parent(update=bool(self.pk))
            if parent is not None and self.section_id != parent.pk:
                self.specific_class.refuse_parent(parent)
                self.section_id = parent.pk
                if kwargs.get("update_fields") is not None:
                    kwargs["update_fields"] = {*kwargs["update_fields"], "section"}

    @classmethod
    def refuse_parent(cls, parent: "BasePage") -> None:
        """Raise `ValidationError` when pages of this type may not stand below `parent`."""

    def _set_core_field_defaults(self) -> None:
        """An empty slug becomes pinyin, for pages made in code as well."""
        if not self.slug and (self.path or getattr(self, "_cached_parent_obj", None)):
            base = ascii_slug(self.title) or f"p{timezone.localdate():%Y%m%d}"
            self.slug = self._get_autogenerated_slug(base)
        super()._set_core_field_defaults()

    @staticmethod
    def _slug_is_available(slug: str, parent_page: "BasePage | None", page: "BasePage | None" = None) -> bool:
        """Wagtail asks this everywhere. An address that still leads to another page is not free either."""
        is_free = AbstractPage._slug_is_available(slug, parent_page, page)
        return is_free and not BasePage.refusal_of_slug(slug, parent_page, page)

    @staticmethod
    def refusal_of_slug(slug: str, parent: "BasePage | None", page: "BasePage | None" = None) -> str:
        """Why `page` may not stand below `parent` under this slug: readers are led to another page from there. Or empty."""
        if parent is None:
            return ""
        former = FormerPath.objects.of_another(f"{parent.url_path}{slug}/", page).select_related("page").first()
        return former.refusal if former else ""

    def _check_slug_is_unique(self) -> None:
        """The reason is said when it is not another page but a link of old."""
        try:
            super()._check_slug_is_unique()
        except ValidationError as error:
            refusal = self.refusal_of_slug(self.slug, self.get_parent(), self)
            raise ValidationError({"slug": refusal}) if refusal else error from None

    def with_content_json(self, content: dict[str, Any]) -> "BasePage":
        """A draft out of a revision; whether and where the page was ever public is no matter of its content."""
        page = super().with_content_json(content)
        page.ever_public = self.ever_public
        page.public_id = self.public_id
        page.read_live = self.live
        if self.ever_public:
            page.slug, page.url_path = self.slug, self.url_path
        return page

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """A new draft, or autosave writing over its own last one; never over what is public or scheduled."""
        if overwrite_revision is not None:
            refuse_overwriting(overwrite_revision)
        revision = super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)
        list_draft(self)
        return revision

    def permissions_for_user(self, user: "User") -> SpinePermissionTester:
        """Wagtail's permissions, minus deletion of what was public."""
        return SpinePermissionTester(user, self)

    def next_change_at(self, now: datetime) -> datetime | None:
        """The next instant at which this page looks different without anybody touching it, or None."""
        return self.expire_at if self.expire_at and self.expire_at > now else None

    def shows_recordings(self, now: datetime) -> bool:
        """Whether readers may play at `now` what the page has recorded."""
        return True

    @property
    def list_title(self) -> str:
        """The title for narrow lists."""
        return self.short_title or self.title

    def body_blocks(self) -> list:
        """The stream values that make up the body, in reading order; empty for pages without one."""
        body = getattr(self, "body", None)
        return [body] if body else []

    def body_parts(self) -> list[BodyPart]:
        """The body as readers get it: the blocks, with the headings and tables that the page type adds."""
        return [BodyPart(stream) for stream in self.body_blocks()]

    def facts(self) -> dict[str, Any]:
        """What readers see of related rows, as JSON; worked out once at publication so that reading needs no statement."""
        return {}

    def public_context(self, visit: Any) -> dict[str, Any]:
        """What the template of this type needs beside `page` and `site`; `visit` is a `core.serving.visit.Visit`."""
        return {}

    def json_ld(self, visit: Any) -> list[dict[str, Any]]:
        """What the page is to machines, as schema.org objects; the way to it (breadcrumbs) is added by the site.

        Asked once per site version: only what the page and its kept facts say, nothing of the reader or the clock.
        """
        return [structured.article(self, visit)] if self.is_entry else []

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """(site id, root url, path) out of the in-process state: no query, for admin and sitemap as well."""
        return (self.site_state or current_state()).url_parts(self.url_path)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer a reader."""
        return page_server()(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft as readers will see it, body rendered now."""
        return page_server()(request, self, is_preview=True)
