"""Interviews with secretaries and presidents."""

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtailmedia.edit_handlers import MediaChooserPanel

from columns.enums import IntervieweeRole
from columns.facts import unit_card
from columns.models.entry import EntryPage
from core.blocks import InterviewBodyBlock
from core.fields import StreamField
from core.machines.structured import recording
from core.models.people import PageChild
from core.serving.visit import Visit
from media.player import player_facts, start_second
from media.renditions import picture


class InterviewPage(EntryPage):
    """An interview. Readers see the person beside the questions, a contents list, the video where there is one."""

    issue = models.PositiveSmallIntegerField("期号", null=True, blank=True)
    video = models.ForeignKey(
        "media.Video", verbose_name="访谈视频", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = StreamField(InterviewBodyBlock(), verbose_name="问答")

    page_description = "问答体的书记院长访谈"
    template = "columns/interview_page.html"

    class Meta:
        verbose_name = "访谈"
        verbose_name_plural = "访谈"

    @classmethod
    def text_panels(cls) -> list:
        """The interviewees come before the text."""
        return [
            cls.title_panel,
            cls.summary_panel,
            InlinePanel("interviewees", heading="受访者", label="一位受访者"),
            MultiFieldPanel(
                [
                    FieldPanel("issue", help_text="第几期，只写数字；没有就不填。"),
                    MediaChooserPanel(
                        "video", media_type="video", help_text="先在“音视频”里上传；转码好以后读者就能播放。"
                    ),
                ],
                heading="期号与视频",
            ),
            FieldPanel("body", help_text="一问一答：用“问答”块，问题会列进本页目录。"),
        ]

    def facts(self) -> dict[str, Any]:
        """Adds who answers, the school's card and the video."""
        return {
            **super().facts(),
            "interviewees": [person.as_fact() for person in self.interviewees.all()],
            "school": unit_card(self.unit),
            "video": player_facts(self.video) if self.video_id else {},
        }

    def json_ld(self, visit: Visit) -> list[dict[str, Any]]:
        """An article about the people who answer, and the video."""
        people = [
            {"@type": "Person", "name": person["name"], "jobTitle": person["post"]}
            for person in self.kept.facts.get("interviewees", [])
        ]
        nodes = [node | {"genre": "访谈", "about": people} for node in super().json_ld(visit)]
        video = recording(self, visit, self.kept.facts.get("video") or {})
        return [*nodes, video] if video else nodes

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """Adds the number of the interview and the portraits."""
        context = super().public_context(visit)
        people = [
            {**person, "picture": picture({"square": person["portrait"]}, "square") if person["portrait"] else None}
            for person in context["facts"].get("interviewees", [])
        ]
        issue = f"第{self.issue}期" if self.issue else ""
        start = start_second(visit.request.GET.get("t"))
        return {**context, "people": people, "issue_text": issue, "start": start}


class Interviewee(PageChild):
    """Who answers."""

    page = ParentalKey(InterviewPage, verbose_name="页面", on_delete=models.CASCADE, related_name="interviewees")
    name = models.CharField("姓名", max_length=20)
    post = models.CharField("职务", max_length=60)
    role = models.CharField("身份", max_length=20, choices=IntervieweeRole, default=IntervieweeRole.PRESIDENT)
    bio = models.CharField("简介", max_length=200, blank=True)
    portrait = models.ForeignKey(
        "media.Image",
        verbose_name="肖像",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="没有照片时显示姓氏。",
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldPanel("post"),
        FieldPanel("bio"),
        FieldPanel("portrait"),
    ]

    class Meta(PageChild.Meta):
        verbose_name = "受访者"
        verbose_name_plural = "受访者"

    def __str__(self) -> str:
        return self.name

    def as_fact(self) -> dict[str, Any]:
        """What readers see of this person."""
        return {
            "name": self.name,
            "post": self.post,
            "bio": self.bio,
            "portrait": self.portrait.files.get("square", []) if self.portrait_id else [],
        }
