"""Units and accounts in the admin: menu entry 单位, list with filters, form with former names, import; superusers out of reach."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.users.views.bulk_actions.assign_role import RoleForm

from accounts.forms import UnitForm
from accounts.models import Unit, User
from accounts.views import UnitChooserViewSet, UnitImportView, UnitIndexView


class UnitViewSet(SnippetViewSet):
    """Schools, institutes, societies, city offices."""

    model = Unit
    icon = "group"
    menu_label = "单位"
    menu_order = 300
    add_to_admin_menu = True
    index_view_class = UnitIndexView
    chooser_viewset_class = UnitChooserViewSet
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("kind", label="性质", accessor="get_kind_display", sort_key="kind"),
        Column("category", label="学校类别", accessor="get_category_display", sort_key="category"),
        Column("city", label="城市", accessor="city", sort_key="city__code"),
    ]
    list_filter: ClassVar[list[str]] = ["city", "kind", "category"]
    list_per_page = 50
    search_fields: ClassVar[list[str]] = ["name", "short_name", "former_names__name", "pinyin"]
    # Wagtail's index finds Chinese names only from their first character.
    search_backend_name = None
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("name"), FieldPanel("short_name")], heading="名称"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("category")], heading="性质"),
            FieldRowPanel([FieldPanel("city"), FieldPanel("district")], heading="所在地"),
            InlinePanel("former_names", heading="曾用名", label="曾用名"),
            MultiFieldPanel(
                [FieldPanel("organiser"), FieldPanel("website"), FieldPanel("introduction")], heading="介绍"
            ),
        ],
        base_form_class=UnitForm,
    )

    def get_queryset(self, request: Any) -> Any:
        """The list shows each unit's city."""
        return Unit.objects.select_related("city")

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Both screens need the address of the import."""
        return super().get_common_view_kwargs(import_url_name=self.get_url_name("import"), **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Adds the import."""
        return [*super().get_urlpatterns(), path("import/", self.construct_view(UnitImportView), name="import")]


register_snippet(UnitViewSet)


# Wagtail makes this label out of the field's name.
RoleForm.base_fields["role"].label = "角色"


@hooks.register("before_bulk_action")
def keep_superusers_out_of_reach(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Bulk actions list whatever ids they are given."""
    if action.model is User and not request.user.is_superuser and any(user.is_superuser for user in objects):
        raise PermissionDenied
