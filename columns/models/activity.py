"""Meetings and activities: where and when, who hosts, what happens; the state follows the clock."""

from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from columns.enums import ActivityForm
from columns.models.documents import DocumentRow, file_facts
from columns.models.entry import EntryPage
from columns.spans import day_text, span_text
from core.blocks import BodyBlock
from core.enums import HostRole
from core.fields import StreamField
from core.kept.parts import BodyPart
from core.listing.cards import state_between
from core.models.people import PageChild
from core.serving.visit import Visit

HOST_ORDER = {value: place for place, value in enumerate(HostRole.values)}


class ActivityPage(EntryPage):
    """A meeting or activity. Readers see time, place, hosts, agenda, files and whether it is still to come."""

    form = models.CharField("形式", max_length=20, choices=ActivityForm, default=ActivityForm.MEETING)
    venue = models.CharField("地点", max_length=100, help_text="场馆和厅室，例如“鸢都会议中心一层报告厅”；城市另选。")
    starts_at = models.DateTimeField("开始", null=True)
    ends_at = models.DateTimeField("结束", null=True)
    is_cancelled = models.BooleanField("已取消", default=False, help_text="页面和日历文件都写明已取消，页面照样保留。")
    contact = models.CharField("联系方式", max_length=100, blank=True, help_text="联系人和电话，读者能看到。")
    body = StreamField(BodyBlock(), verbose_name="介绍或报道")

    page_description = "会议、论坛、宣讲、赛事：时间地点、主办承办、议程、材料，可以加入日历"
    template = "columns/activity_page.html"

    class Meta:
        verbose_name = "会议活动"
        verbose_name_plural = "会议活动"

    @classmethod
    def text_panels(cls) -> list:
        """What an announcement begins with: when, where, who."""
        return [
            cls.title_panel,
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("starts_at", help_text="在它之前标明“未开始”，之后标明“进行中”。发布前必填。"),
                            FieldPanel("ends_at", help_text="过了这个时间，页面标明“已结束”。发布前必填。"),
                        ]
                    ),
                    FieldRowPanel(
                        [
                            FieldPanel("city", help_text="在哪个城市举行，活动会出现在那个城市的页面上。"),
                            FieldPanel("venue"),
                        ]
                    ),
                    FieldRowPanel(
                        [
                            FieldPanel("form", help_text="是会议、竞赛，还是宣介、对话、体验、观摩。"),
                            FieldPanel("contact"),
                        ]
                    ),
                    FieldPanel("is_cancelled"),
                ],
                heading="时间与地点",
            ),
            InlinePanel(
                "hosts", heading="主办、承办、协办、支持、主持（发布前至少一个主办）", label="一个单位或一个人"
            ),
            FieldPanel("body", help_text="会前写介绍，会后可以在同一页补上报道。"),
            InlinePanel("agenda", heading="议程", label="一项议程"),
            InlinePanel("materials", heading="会议材料", label="一个文件"),
            cls.summary_panel,
        ]

    @classmethod
    def fact_panels(cls) -> list:
        """The city stands with the time."""
        place = MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("unit", help_text="主要的承办单位；打校名、简称或拼音查找。"),
                        FieldPanel("theme", help_text="专题和“相关稿件”按它归类，拿不准就不选。"),
                    ]
                ),
                InlinePanel("related_units", label="其他单位"),
            ],
            heading="单位与主题",
        )
        return [place, *super().fact_panels()[1:]]

    def clean(self) -> None:
        """An activity ends after it begins."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "结束时间要晚于开始时间。"})

    def state(self, now: datetime) -> str:
        """`before`, `running`, `over`, `cancelled`, or empty while the times are missing."""
        return state_between(self.starts_at, self.ends_at, now, self.is_cancelled)

    def json_ld(self, visit: Visit) -> list[dict[str, Any]]:
        """The article, and the event it tells of."""
        nodes = super().json_ld(visit)
        if not (self.starts_at and self.ends_at):
            return nodes
        facts, city = self.kept.facts, visit.state.part("cities").get(self.city_id)
        hosts = next((names for role, names in facts.get("hosts", []) if role == HostRole.HOST.label), "")
        address = {"addressLocality": city.name} if city else {}
        event = {
            "@type": "Event",
            "name": self.title,
            "startDate": timezone.localtime(self.starts_at).isoformat(),
            "endDate": timezone.localtime(self.ends_at).isoformat(),
            "eventStatus": f"https://schema.org/Event{'Cancelled' if self.is_cancelled else 'Scheduled'}",
            "location": {
                "@type": "Place",
                "name": self.venue,
                "address": {"@type": "PostalAddress", "addressCountry": "CN", **address},
            },
            "organizer": [{"@type": "Organization", "name": name} for name in hosts.split("、") if name],
            "url": visit.state.absolute(visit.state.path(self.url_path)),
        }
        return [*nodes, event]

    def next_change_at(self, now: datetime) -> datetime | None:
        """Also the begin and the end, unless it is cancelled."""
        own = [] if self.is_cancelled else [self.starts_at, self.ends_at]
        return min((t for t in [super().next_change_at(now), *own] if t is not None and t > now), default=None)

    def body_parts(self) -> list[BodyPart]:
        """The text, then the agenda."""
        days = self._agenda_by_day()
        listed = render_to_string("columns/agenda.html", {"days": days}) if days else ""
        return [*super().body_parts(), BodyPart((), "agenda", "议程", listed)]

    def facts(self) -> dict[str, Any]:
        """Adds hosts by role, files and the words for the time."""
        return {
            **super().facts(),
            "hosts": self._hosts_by_role(),
            "materials": file_facts(self.materials.all()),
            "when": span_text(self.starts_at, self.ends_at),
        }

    def list_line(self) -> dict[str, Any]:
        """Time and place, and the two instants between which it runs."""
        if not (self.starts_at and self.ends_at):
            return {}
        return {
            "text": f"{span_text(self.starts_at, self.ends_at)} {self.venue}",
            "from": self.starts_at.isoformat(),
            "until": self.ends_at.isoformat(),
            "cancelled": self.is_cancelled,
        }

    def search_words(self) -> str:
        """Venue and hosts."""
        return "\n".join([self.venue, *(str(host) for host in self.hosts.all())])

    def missing_facts(self) -> list[str]:
        """Somebody hosts it."""
        has_host = any(host.role == HostRole.HOST for host in self.hosts.all())
        return [] if has_host else ["会议活动要写明主办单位。"]

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """Adds the state, the day for the calendar leaf, the address of the calendar file."""
        return {
            **super().public_context(visit),
            "activity_state": self.state(visit.now),
            "day": timezone.localtime(self.starts_at) if self.starts_at else None,
            "calendar_url": reverse("activity_calendar", args=[self.public_id]),
        }

    def _hosts_by_role(self) -> list[list[str]]:
        """[role, names joined] in the order of the roles."""
        hosts = sorted(self.hosts.all(), key=lambda host: HOST_ORDER[host.role])
        return [
            [str(HostRole(role).label), "、".join(str(host) for host in group)]
            for role, group in groupby(hosts, key=lambda host: host.role)
        ]

    def _agenda_by_day(self) -> list[dict[str, Any]]:
        """Items in the editors' order, by day; days are named when there are several."""
        first = timezone.localdate(self.starts_at) if self.starts_at else None
        days = [(day, list(rows)) for day, rows in groupby(self.agenda.all(), key=lambda item: item.day or first)]
        return [{"name": day_text(day) if day and len(days) > 1 else "", "rows": rows} for day, rows in days]


class ActivityHost(PageChild):
    """A unit of the register, or a body or person by name, and what it does."""

    page = ParentalKey(ActivityPage, verbose_name="页面", on_delete=models.CASCADE, related_name="hosts")
    role = models.CharField("角色", max_length=20, choices=HostRole, default=HostRole.HOST)
    unit = models.ForeignKey(
        "accounts.Unit", verbose_name="单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(
        "名称", max_length=80, blank=True, help_text="单位库里没有的单位，或者一个人，例如“主持人孟繁星”。"
    )

    panels = [
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("unit", help_text="主要的承办单位；打校名、简称或拼音查找。"), FieldPanel("name")]),
    ]

    class Meta(PageChild.Meta):
        verbose_name = "主办承办"
        verbose_name_plural = "主办承办"

    def __str__(self) -> str:
        return self.name or (self.unit.name if self.unit_id else "")

    def clean(self) -> None:
        """One of both names it."""
        super().clean()
        if bool(self.unit_id) == bool(self.name):
            raise ValidationError("单位和名称，二者填一个。")


class AgendaItem(PageChild):
    """What happens when, and who does it."""

    page = ParentalKey(ActivityPage, verbose_name="页面", on_delete=models.CASCADE, related_name="agenda")
    day = models.DateField("日期", null=True, blank=True, help_text="只有一天的活动不用填。")
    starts = models.TimeField("开始")
    ends = models.TimeField("结束", null=True, blank=True)
    what = models.CharField("内容", max_length=120)
    who = models.CharField("主讲或负责", max_length=120, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("what"),
        FieldPanel("who"),
    ]

    class Meta(PageChild.Meta):
        verbose_name = "议程"
        verbose_name_plural = "议程"

    def __str__(self) -> str:
        return self.what


class ActivityMaterial(DocumentRow):
    """A file of the activity: programme, slides, list."""

    page = ParentalKey(ActivityPage, verbose_name="页面", on_delete=models.CASCADE, related_name="materials")

    class Meta(DocumentRow.Meta):
        verbose_name = "会议材料"
        verbose_name_plural = "会议材料"
