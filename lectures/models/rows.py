"""Rows of a lecture: sessions, speakers with the post held at that time, hosts, handouts."""

import uuid
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.blocks.attachments import EMBED_HOSTS
from core.enums import HostRole
from core.models.people import PageChild
from lectures.enums import Act, LiveKind, SpeakerRole


class LectureSession(PageChild):
    """One date and place of a lecture, with its registration and its broadcast."""

    page = ParentalKey("lectures.LecturePage", verbose_name="页面", on_delete=models.CASCADE, related_name="sessions")
    # Calendars and registrations point at it: a row that was added to a live page gets a new key when it is published.
    public_id = models.UUIDField("公开编号", default=uuid.uuid4, db_index=True)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    city = models.ForeignKey(
        "accounts.City", verbose_name="城市", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    venue = models.CharField("地点", max_length=100, help_text="场馆和厅室；只在线上的写“线上”。")
    act = models.CharField("变动", max_length=10, choices=Act, blank=True, help_text="只有这一场延期或取消时选。")
    registration_opens_at = models.DateTimeField("报名开始", null=True, blank=True, help_text="不填就是不用报名。")
    registration_closes_at = models.DateTimeField("报名截止", null=True, blank=True, help_text="不填就到开始为止。")
    capacity = models.PositiveIntegerField("名额", null=True, blank=True, help_text="不填就不限。")
    per_unit = models.PositiveIntegerField("每个单位最多", null=True, blank=True, help_text="不填就不限。")
    live_kind = models.CharField("直播方式", max_length=10, choices=LiveKind, blank=True)
    live_url = models.CharField("直播地址", max_length=500, blank=True)
    live_opens_at = models.DateTimeField("直播入口出现", null=True, blank=True, help_text="不填就在开始前15分钟。")
    live_closes_at = models.DateTimeField("直播入口消失", null=True, blank=True, help_text="不填就在结束后30分钟。")

    panels = [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("city"), FieldPanel("venue")]),
        FieldPanel("act"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("registration_opens_at"), FieldPanel("registration_closes_at")]),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("per_unit")]),
            ],
            heading="报名",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("live_kind"), FieldPanel("live_url")]),
                FieldRowPanel([FieldPanel("live_opens_at"), FieldPanel("live_closes_at")]),
            ],
            heading="直播",
        ),
        FieldPanel("public_id", widget=forms.HiddenInput, classname="w-hidden"),
    ]

    class Meta(PageChild.Meta):
        verbose_name = "场次"
        verbose_name_plural = "场次"

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} {self.venue}" if self.starts_at else self.venue

    def clean(self) -> None:
        """Times in order; a broadcast is an address that the site may show."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "结束时间要晚于开始时间。"})
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if closes and not opens:
            raise ValidationError({"registration_opens_at": "要报名就写明什么时候开始报名。"})
        if opens and opens >= min(closes or self.starts_at or opens, self.starts_at or opens):
            raise ValidationError({"registration_opens_at": "报名要在截止和讲座开始之前开始。"})
        if self.live_opens_at and self.live_closes_at and self.live_closes_at <= self.live_opens_at:
            raise ValidationError({"live_closes_at": "直播入口消失要晚于出现。"})
        self._clean_live()

    def _clean_live(self) -> None:
        if bool(self.live_kind) != bool(self.live_url):
            raise ValidationError({"live_url": "直播方式和直播地址要一起填。"})
        if not self.live_url:
            return
        parts = urlsplit(self.live_url)
        if self.live_kind == LiveKind.EMBED and (parts.scheme != "https" or parts.hostname not in EMBED_HOSTS):
            names = "、".join(f"{name}（{host}）" for host, name in EMBED_HOSTS.items())
            raise ValidationError({"live_url": f"只能嵌入这些网站的 https 播放地址：{names}。"})
        if self.live_kind == LiveKind.HLS:
            # Another host's stream would tell that host who watches; it goes through the site's own address.
            is_own = self.live_url.startswith("/") and not self.live_url.startswith("//") and "\\" not in self.live_url
            if not is_own or not parts.path.endswith(".m3u8"):
                raise ValidationError({"live_url": "填本站下以 / 开头、以 .m3u8 结尾的地址；由网站服务器转发直播流。"})
            try:
                URLValidator()(f"https://site.example.org{self.live_url}")
            except ValidationError as error:
                raise ValidationError({"live_url": "这不是一个地址。"}) from error

    def as_fact(self) -> dict[str, Any]:
        """What readers and the clock need of this session."""
        return {
            "id": str(self.public_id),
            "starts": _iso(self.starts_at),
            "ends": _iso(self.ends_at),
            "city": self.city_id or 0,
            "city_name": self.city.short_name if self.city_id else "",
            "venue": self.venue,
            "act": self.act,
            "opens": _iso(self.registration_opens_at),
            "closes": _iso(self.registration_closes_at),
            "capacity": self.capacity,
            "live": self.live_url,
            "live_kind": self.live_kind,
            "live_from": _iso(self.live_opens_at),
            "live_until": _iso(self.live_closes_at),
        }


def _iso(at: datetime | None) -> str:
    return timezone.localtime(at).isoformat() if at else ""


class LectureSpeaker(PageChild):
    """Who speaks, and what this person was at that time."""

    page = ParentalKey("lectures.LecturePage", verbose_name="页面", on_delete=models.CASCADE, related_name="speakers")
    speaker = models.ForeignKey(
        "lectures.Speaker", verbose_name="主讲人", on_delete=models.PROTECT, related_name="appearances"
    )
    post = models.CharField("当时的职务", max_length=80, help_text="开讲时的单位和职务，以后变了也不改这里。")
    role = models.CharField("角色", max_length=10, choices=SpeakerRole, default=SpeakerRole.SPEAKER)
    portrait = models.ForeignKey(
        "media.Image",
        verbose_name="当时的照片",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="不选就用主讲人的肖像。",
    )

    panels = [FieldRowPanel([FieldPanel("speaker"), FieldPanel("role")]), FieldPanel("post"), FieldPanel("portrait")]

    class Meta(PageChild.Meta):
        verbose_name = "主讲人"
        verbose_name_plural = "主讲人"

    def __str__(self) -> str:
        return str(self.speaker)

    def as_fact(self) -> dict[str, Any]:
        """What readers see of this person in this lecture."""
        portrait = self.portrait or self.speaker.portrait
        return {
            "name": self.speaker.name,
            "full_name": str(self.speaker),
            "slug": self.speaker.slug,
            "post": self.post,
            "role": self.get_role_display(),
            "introduction": self.speaker.introduction,
            "portrait": portrait.files.get("square", []) if portrait else [],
        }


class LectureHost(PageChild):
    """A unit of the register, or a body or person by name, and what it does: 人大, 司法厅, a school."""

    page = ParentalKey("lectures.LecturePage", verbose_name="页面", on_delete=models.CASCADE, related_name="hosts")
    role = models.CharField("角色", max_length=20, choices=HostRole, default=HostRole.HOST)
    unit = models.ForeignKey(
        "accounts.Unit", verbose_name="单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("名称", max_length=80, blank=True, help_text="单位库里没有的单位，或者主持人的姓名。")

    panels = [FieldPanel("role"), FieldRowPanel([FieldPanel("unit"), FieldPanel("name")])]

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


class LectureMaterial(PageChild):
    """A handout or a set of slides, with the terms under which readers may use it."""

    page = ParentalKey("lectures.LecturePage", verbose_name="页面", on_delete=models.CASCADE, related_name="materials")
    document = models.ForeignKey("media.Document", verbose_name="文件", on_delete=models.PROTECT, related_name="+")
    title = models.CharField("显示名称", max_length=100, blank=True, help_text="不填就用文件的标题。")
    licence = models.CharField("使用许可", max_length=60, help_text="读者可以怎样用，例如“可用于教学，注明出处”。")

    panels = [FieldPanel("document"), FieldRowPanel([FieldPanel("title"), FieldPanel("licence")])]

    class Meta(PageChild.Meta):
        verbose_name = "课件"
        verbose_name_plural = "课件"

    def __str__(self) -> str:
        return self.title or self.document.title

    def as_fact(self) -> dict[str, str]:
        """What the link says."""
        info = self.document.kind_and_size
        return {"title": str(self), "url": self.document.url, "info": info, "licence": self.licence}
