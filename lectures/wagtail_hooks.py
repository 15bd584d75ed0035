"""The lecture hall in the admin: speakers, seasons, registrations."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from lectures.models import Season, Speaker
from lectures.views import desk


class SpeakerViewSet(SnippetViewSet):
    """People who speak."""

    model = Speaker
    icon = "user"
    menu_label = "主讲人"
    menu_name = "lecture-speakers"
    list_display: ClassVar[list[Any]] = ["name", "distinction", "introduction"]
    search_fields: ClassVar[list[str]] = ["name", "distinction", "introduction"]
    search_backend_name = None
    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("distinction")]),
        FieldPanel("introduction"),
        FieldPanel("portrait"),
    ]


class SeasonViewSet(SnippetViewSet):
    """Seasons of lectures."""

    model = Season
    icon = "calendar-alt"
    menu_label = "讲座季"
    menu_name = "lecture-seasons"
    list_display: ClassVar[list[Any]] = ["name", "year"]
    search_fields: ClassVar[list[str]] = ["name"]
    search_backend_name = None
    panels: ClassVar[list[Any]] = [FieldRowPanel([FieldPanel("name"), FieldPanel("year")])]


class HallGroup(SnippetViewSetGroup):
    """What belongs to lectures beside their pages."""

    menu_label = "大讲堂"
    menu_icon = "group"
    menu_name = "lecture-hall"
    menu_order = 240
    items = (SpeakerViewSet, SeasonViewSet)


register_snippet(HallGroup)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """Addresses of registrations."""
    return [
        path("lectures/desks/", desk.DesksView.as_view(), name="lecture_desks"),
        path("lectures/desks/<int:desk_id>/", desk.DeskView.as_view(), name="lecture_desk"),
        path("lectures/desks/<int:desk_id>/roll.xlsx", desk.export, name="lecture_desk_export"),
        path("lectures/desks/<int:desk_id>/<slug:number>/", desk.check_in_listed, name="lecture_desk_check_in"),
        path("lectures/check-in/<slug:number>/", desk.check_in_scanned, name="lecture_check_in"),
    ]


class DeskMenuItem(MenuItem):
    """For those who organise lectures."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By permission."""
        return request.user.has_perm(desk.RIGHT)


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    """Beside the hall."""
    return DeskMenuItem("讲座报名", reverse("lecture_desks"), name="lecture-desks", icon_name="group", order=242)
