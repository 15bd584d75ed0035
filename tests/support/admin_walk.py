"""The screens of the admin, by area, for one small site; who may not open one is led away from it."""

from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Unit, User
from columns.models import ColumnPage
from core.models import BasePage, Source
from home.models import HomePage
from media.models import Document, Image, Video
from tests.factories import interview, notice, story
from tests.support.accounts import account
from tests.support.pictures import jpeg, upload


@dataclass
class Content:
    """One of each."""

    home: HomePage
    column: ColumnPage
    entries: list[BasePage]
    draft: BasePage
    image: Image
    document: Document
    video: Video
    unit: Unit
    source: Source
    user: User


def make_content(home: HomePage) -> Content:
    """Entries with a history, files, a unit, a colleague."""
    columns = {column.slug: column for column in ColumnPage.objects.all()}
    entries = [story(columns["gushi"]), interview(columns["fangtan"]), notice(columns["notices"])]
    colleague = account(Role.EDITOR, "colleague")
    for entry in entries:
        draft = entry.get_latest_revision_as_object()
        draft.summary = "改过一句。"
        draft.save_revision(user=colleague, log_action=True)
    User.objects.filter(pk=colleague.pk).update(display_name="孟繁星")
    return Content(
        home=home,
        column=columns["gushi"],
        entries=entries,
        draft=story(columns["gushi"], live=False),
        image=Image.objects.create(title="车间", file=upload("车间.jpg", jpeg()), uploaded_by_user=colleague),
        document=Document.objects.create(title="附件", file=ContentFile(b"%PDF-1.7\n", "fujian.pdf")),
        video=Video.objects.create(title="短片", file=ContentFile(b"\x00" * 64, "duanpian.mp4"), type="video"),
        unit=Unit.objects.create(name="泺源工业职业学院"),
        source=Source.objects.get_or_create(name="职教齐鲁编辑部")[0],
        user=colleague,
    )


def pages_of(content: Content) -> list[str]:
    """Lists of pages and acts on one page."""
    page, draft, column = content.entries[0], content.draft, content.column
    names = ("edit", "history", "copy", "move", "unpublish", "usage")
    first = page.revisions.order_by("pk").first().pk
    urls = [reverse("wagtailadmin_explore", args=(parent.pk,)) for parent in (content.home, column)]
    urls += [reverse(f"wagtailadmin_pages:{name}", args=(page.pk,)) for name in names]
    urls += [
        f"{urls[1]}?ordering=ord",
        f"{urls[1]}?q=稿件",
        f"{urls[1]}?q=没有的",
        reverse("wagtailadmin_pages:search") + "?q=稿件",
        reverse("wagtailadmin_pages:delete", args=(draft.pk,)),
        reverse("wagtailadmin_pages:revisions_revert", args=(page.pk, first)),
        reverse("wagtailadmin_pages:revisions_compare", args=(page.pk, "live", "latest")),
        reverse("wagtailadmin_pages:move_confirm", args=(page.pk, column.pk)),
        *(reverse("wagtailadmin_pages:add_subpage", args=(parent.pk,)) for parent in (content.home, column)),
    ]
    return urls


def forms_of(content: Content) -> list[str]:
    """The form of every type: new and existing."""
    parents = [content.home, *ColumnPage.objects.filter(slug__in=["gushi", "fangtan", "notices"])]
    new = {
        reverse("wagtailadmin_pages:add", args=(model._meta.app_label, model._meta.model_name, parent.pk))
        for parent in parents
        for model in type(parent).creatable_subpage_models()
        if model.can_create_at(parent)
    }
    existing = [content.home, content.column, *content.entries]
    return sorted(new) + [reverse("wagtailadmin_pages:edit", args=(page.pk,)) for page in existing]


def choosers_of(content: Content) -> list[str]:
    """Windows in which something is chosen."""
    return [
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_choose_page_child", args=(content.column.pk,)),
        reverse("wagtailadmin_choose_page_external_link"),
        reverse("wagtailadmin_choose_page_email_link"),
        reverse("wagtailadmin_choose_page_phone_link"),
        reverse("wagtailadmin_choose_page_anchor_link"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs_chooser:choose"),
        reverse("wagtailmedia:chooser"),
        reverse(Unit.snippet_viewset.chooser_viewset.get_url_name("choose")),
        reverse(Source.snippet_viewset.chooser_viewset.get_url_name("choose")),
    ]


def files_of(content: Content) -> list[str]:
    """The three libraries."""
    urls = []
    for namespace, name, item in (
        ("wagtailimages", "image", content.image),
        ("wagtaildocs", "document", content.document),
    ):
        urls += [
            reverse(f"{namespace}:index"),
            reverse(f"{namespace}:index") + "?q=没有的",
            reverse(f"{namespace}:add_multiple"),
            reverse(f"{namespace}:add"),
            reverse(f"{namespace}:edit", args=(item.pk,)),
            reverse(f"{namespace}:delete", args=(item.pk,)),
            reverse(f"{namespace}:{name}_usage", args=(item.pk,)),
        ]
    urls += [reverse("wagtailmedia:index"), reverse("wagtailmedia:add", args=("video",))]
    urls += [reverse(f"wagtailmedia:{name}", args=(content.video.pk,)) for name in ("edit", "delete", "media_usage")]
    return urls


def lists_of(content: Content) -> list[str]:
    """Sources and units."""
    urls = []
    for model, item in ((Source, content.source), (Unit, content.unit)):
        viewset: Any = model.snippet_viewset
        urls += [reverse(viewset.get_url_name(name)) for name in ("list", "add")]
        urls += [
            reverse(viewset.get_url_name(name), args=(item.pk,)) for name in ("edit", "delete", "usage", "history")
        ]
    return [*urls, reverse(Unit.snippet_viewset.get_url_name("import")), reverse("import_word")]


def desk_of(content: Content) -> list[str]:
    """Dashboard, account, reports, settings."""
    reports = ("locked_pages", "site_history", "aging_pages")
    users = "wagtailusers_users"
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_account"),
        *(reverse(f"wagtailadmin_reports:{name}") for name in reports),
        reverse("audit_report"),
        reverse("outbox_report"),
        reverse("wagtailsettings:edit", args=("core", "sitesettings")),
        reverse(f"{users}:index"),
        reverse(f"{users}:add"),
        *(reverse(f"{users}:{name}", args=(content.user.pk,)) for name in ("edit", "delete", "history")),
        reverse("wagtailadmin_collections:index"),
        reverse("wagtailadmin_collections:add"),
    ]


def bulk_of(content: Content) -> list[str]:
    """Confirmations of acts on several things."""
    acts = [
        *(("core", "basepage", act, content.entries[0].pk) for act in ("move", "publish", "unpublish")),
        ("core", "basepage", "delete", content.draft.pk),
        *(("media", "image", act, content.image.pk) for act in ("add_tags", "add_to_collection", "delete")),
        *(("media", "document", act, content.document.pk) for act in ("add_tags", "add_to_collection", "delete")),
        ("core", "source", "delete", content.source.pk),
        *(("accounts", "user", act, content.user.pk) for act in ("assign_role", "set_active_state", "delete")),
    ]
    return [
        reverse("wagtail_bulk_action", args=(app, model, act)) + f"?id={key}&next=/admin/"
        for app, model, act, key in acts
    ]


AREAS = {
    "pages": pages_of,
    "forms": forms_of,
    "choosers": choosers_of,
    "files": files_of,
    "lists": lists_of,
    "desk": desk_of,
    "bulk": bulk_of,
}
