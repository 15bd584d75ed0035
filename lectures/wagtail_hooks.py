"""The lecture hall in the admin: speakers and seasons."""

from typing import Any, ClassVar

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from lectures.models import Season, Speaker


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
