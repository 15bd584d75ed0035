"""Official texts in the admin: list of instruments, import, page of an edition."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from core.admin.dashboard import Waiting
from core.models import BasePage
from core.registries import waiting_for
from regulations.models import Edition, Instrument, InterpretationPage, TextChange
from regulations.views.admin import MAY_CONFIRM, MAY_IMPORT, EditionView, ImportTextView
from regulations.views.desk import CheckView, CompareView, MatrixView
from regulations.views.ledger import LedgerView

if TYPE_CHECKING:
    from accounts.models import User


class InstrumentPolicy(ModelPermissionPolicy):
    """Instruments come from imports and stay: their names may be corrected."""

    def user_has_permission(self, user: "User", action: str) -> bool:
        """Neither added by hand nor deleted."""
        return action in ("change", "view") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: "User", actions: list[str]) -> bool:
        """Asks for each."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: "User", action: str, instance: Instrument) -> bool:
        """All are alike."""
        return self.user_has_permission(user, action)


register_permission_policy(Instrument, InstrumentPolicy(Instrument))


class InstrumentIndexView(IndexView):
    """The list, with the way to the import."""

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Adds the import."""
        buttons = list(super().header_buttons)
        if self.request.user.has_perm(MAY_IMPORT):
            buttons.append(HeaderButton("导入", url=reverse("regulations_import"), icon_name="upload"))
        buttons.append(HeaderButton("解读矩阵", url=reverse("regulations_matrix"), icon_name="table"))
        buttons.append(HeaderButton("宣讲台账", url=reverse("regulations_ledger"), icon_name="group"))
        return buttons


def editions_of(instrument: Instrument) -> SafeString:
    """Links to the editions, the unconfirmed ones named so."""
    return format_html_join(
        "、",
        '<a href="{}">{}</a>',
        (
            (
                reverse("regulations_edition", args=(edition.pk,)),
                edition.label if edition.confirmed_at else format_html("{}（未公开）", edition.label),
            )
            for edition in instrument.editions.all()
        ),
    )


def comparison_link(instrument: Instrument) -> SafeString:
    """The way to the comparison, where there are two public editions."""
    if sum(edition.confirmed_at is not None for edition in instrument.editions.all()) < 2:
        return format_html("－")
    return format_html('<a href="{}">核对</a>', reverse("regulations_compare", args=(instrument.slug,)))


class InstrumentViewSet(ModelViewSet):
    """Official texts: name, kind, place on the home page; their editions are opened from the list."""

    model = Instrument
    name = "instruments"
    url_prefix = "instruments"
    icon = "doc-full-inverse"
    menu_label = "官方文件"
    menu_name = "instruments"
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = InstrumentIndexView
    list_display: ClassVar[list[Any]] = [
        "title",
        Column("kind", label="种类", accessor="get_kind_display", sort_key="kind"),
        Column("editions", label="版本", accessor=editions_of),
        Column("comparison", label="新旧对照", accessor=comparison_link),
    ]
    list_filter: ClassVar[list[str]] = ["kind"]
    search_fields: ClassVar[list[str]] = ["title", "short_title"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("title"), FieldPanel("short_title"), FieldPanel("slug")], heading="名称"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("issuing_body")]),
            FieldRowPanel([FieldPanel("is_featured"), FieldPanel("is_specimen")]),
            FieldPanel("bases"),
            InlinePanel("attachments", heading="附件", label="一个文件"),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the editions of each."""
        heavy = ("source_text", "front", "contents", "problems")  # no list needs the texts themselves
        return Instrument.objects.prefetch_related(Prefetch("editions", Edition.objects.defer(*heavy)))


@hooks.register("register_admin_viewset")
def instrument_viewset() -> InstrumentViewSet:
    """The list of official texts."""
    return InstrumentViewSet()


@hooks.register("register_admin_urls")
def text_urls() -> list[URLPattern]:
    """Import and editions."""
    return [
        path("official-texts/import/", ImportTextView.as_view(), name="regulations_import"),
        path("official-texts/matrix/", MatrixView.as_view(), name="regulations_matrix"),
        path("official-texts/compare/<slug:slug>/", CompareView.as_view(), name="regulations_compare"),
        path("official-texts/ledger/", LedgerView.as_view(), name="regulations_ledger"),
        path("official-texts/check/<int:page_id>/", CheckView.as_view(), name="regulations_check"),
        path("official-texts/editions/<int:pk>/", EditionView.as_view(), name="regulations_edition"),
    ]


class CheckButton(PageMenuItem):
    """In the header of entries and interpretations."""

    label = "核对引用"
    icon_name = "clipboard-list"
    url_name = "regulations_check"

    def is_shown(self, user: "User") -> bool:
        """Where there is a text that may cite."""
        page = self.page.specific
        return (page.is_entry or isinstance(page, InterpretationPage)) and page.permissions_for_user(user).can_edit()


@hooks.register("register_page_header_buttons")
def check_button(page: BasePage, user: "User", view_name: str, next_url: str | None = None) -> Iterator[PageMenuItem]:
    """The way to the check."""
    yield CheckButton(page=page, priority=66)


@waiting_for.register
def unconfirmed_texts(user: "User") -> list[Waiting]:
    """Imported texts and changes that wait for someone who may confirm."""
    if not user.has_perm(MAY_CONFIRM):
        return []
    texts = Edition.objects.filter(confirmed_at__isnull=True).count()
    changes = TextChange.objects.filter(state=TextChange.State.WAITING).exclude(proposed_by=user).count()
    address = reverse("instruments:index")
    return [Waiting("待确认公开的官方文件", texts, address), Waiting("待核对的条文改动", changes, address)]
