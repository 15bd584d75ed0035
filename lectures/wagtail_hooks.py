"""The lecture hall in the admin: speakers, seasons, registrations."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.models import BasePage
from lectures.models import LecturePage, Season, Speaker
from lectures.views import desk
from lectures.views.moments import MomentsView
from lectures.views.questions import QuestionsView, QuestionView

if TYPE_CHECKING:
    from accounts.models import User


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
        path("lectures/<int:page_id>/moments/", MomentsView.as_view(), name="lecture_moments"),
        path("lectures/questions/", QuestionsView.as_view(), name="lecture_questions"),
        path("lectures/questions/<int:question_id>/", QuestionView.as_view(), name="lecture_question"),
        path("lectures/check-in/<slug:number>/", desk.check_in_scanned, name="lecture_check_in"),
    ]


class MomentsButton(PageMenuItem):
    """In the header of a lecture that has a recording."""

    label = "讲到的条文"
    icon_name = "link"
    url_name = "lecture_moments"

    def is_shown(self, user: "User") -> bool:
        """Where there is something to listen to."""
        page = self.page.specific
        return isinstance(page, LecturePage) and bool(page.get_latest_revision_as_object().video_id)


@hooks.register("register_page_header_buttons")
def lecture_buttons(
    page: BasePage, user: "User", view_name: str, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    """Buttons above a lecture."""
    yield MomentsButton(page=page, priority=65)


class DeskMenuItem(MenuItem):
    """For those who organise lectures."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By permission."""
        return request.user.has_perm(desk.RIGHT)


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    """Beside the hall."""
    return DeskMenuItem("讲座报名", reverse("lecture_desks"), name="lecture-desks", icon_name="group", order=242)


@hooks.register("register_admin_menu_item")
def questions_menu_item() -> MenuItem:
    """Below the registrations."""
    label, address = "讲座提问", reverse("lecture_questions")
    return DeskMenuItem(label, address, name="lecture-questions", icon_name="help", order=243)
