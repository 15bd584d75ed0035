"""What the operator fills in once: responsible bodies, filing numbers, contact. Empty lines are not shown."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from core.enums import GreyScope
from core.publishing.scope import bump_version

HOST = re.compile(r"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$")


@register_setting(icon="cog", order=10)
class SiteSettings(ClusterableModel, BaseGenericSetting):
    """Shown in the head and foot of every page. No number is ever invented: an empty field omits its line."""

    site_name = models.CharField("网站名称", max_length=40, default="职教齐鲁")
    tagline = models.CharField("一句话", max_length=40, blank=True, default="讲好山东职业教育的故事")
    organiser = models.CharField("主办单位", max_length=60, blank=True)
    operator = models.CharField("承办单位", max_length=60, blank=True)
    contact = models.CharField("联系方式", max_length=120, blank=True)
    identification_code = models.CharField(
        "网站标识码",
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^([A-Za-z]{1,2}\d{8,9}|\d{10})$", "标识码是10位，由数字或字母加数字组成。")],
    )
    icp_number = models.CharField("ICP备案号", max_length=40, blank=True)
    police_number = models.CharField("公安备案号", max_length=40, blank=True)
    police_icon = models.ForeignKey(
        "media.Image",
        verbose_name="公安备案图标",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="备案时公安机关给的图标；没有就不显示。",
    )
    share_picture = models.ForeignKey(
        "media.Image",
        verbose_name="分享图",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="没有封面的页面被转发时用这张图，建议不小于600×600像素。",
    )
    show_responsible = models.BooleanField(
        "文末显示责任编辑和审核的姓名", default=True, help_text="不勾选时，署名里的这两项读者看不到。"
    )
    known_hosts = models.TextField(
        "直接打开的外站",
        blank=True,
        help_text="一行一个域名，例如 edu.example.cn。其他外站先经过提示页。.gov.cn 和 .edu.cn 总是直接打开。",
    )
    grey_scope = models.CharField("置灰范围", max_length=10, choices=GreyScope, default=GreyScope.SITE)
    grey_from = models.DateTimeField("置灰开始", null=True, blank=True)
    grey_until = models.DateTimeField("置灰结束", null=True, blank=True, help_text="开始和结束都填才会置灰。")
    notice = models.CharField("页脚说明", max_length=120, blank=True, help_text="例如“本站为演示内容”。")

    panels = [
        MultiFieldPanel([FieldPanel("site_name"), FieldPanel("tagline")], heading="站头"),
        MultiFieldPanel(
            [FieldPanel("organiser"), FieldPanel("operator"), FieldPanel("contact"), FieldPanel("notice")],
            heading="页脚",
        ),
        MultiFieldPanel(
            [
                FieldPanel("identification_code"),
                FieldPanel("icp_number"),
                FieldPanel("police_number"),
                FieldPanel("police_icon"),
            ],
            heading="备案（没有就留空，页面上不显示）",
        ),
        MultiFieldPanel([FieldPanel("share_picture"), FieldPanel("show_responsible")], heading="分享与文末"),
        FieldPanel("known_hosts"),
        MultiFieldPanel(
            [FieldPanel("grey_scope"), FieldRowPanel([FieldPanel("grey_from"), FieldPanel("grey_until")])],
            heading="置灰（悼念日）",
        ),
        InlinePanel("friend_links", heading="友情链接", label="链接"),
    ]

    class Meta:
        verbose_name = "站点信息"
        verbose_name_plural = "站点信息"

    def is_grey(self, now: datetime, on_home: bool) -> bool:
        """Whether a page (the home page or another) is shown without colour at this moment."""
        if not (self.grey_from and self.grey_until and self.grey_from <= now < self.grey_until):
            return False
        return on_home or self.grey_scope == GreyScope.SITE

    def next_grey_change(self, now: datetime) -> datetime | None:
        """The next instant at which colour goes or returns, or None."""
        if not (self.grey_from and self.grey_until):
            return None
        return min((at for at in (self.grey_from, self.grey_until) if at > now), default=None)

    def clean(self) -> None:
        """A mourning has a beginning and a later end; known hosts are host names, one a line."""
        super().clean()
        errors: dict[str, str] = {}
        if bool(self.grey_from) != bool(self.grey_until):
            missing = "grey_until" if self.grey_from else "grey_from"
            errors[missing] = "开始和结束都要填，或者都不填。"
        elif self.grey_from and self.grey_until <= self.grey_from:
            errors["grey_until"] = "结束时间要晚于开始时间。"
        wrong = [
            line for line in self.known_hosts.splitlines() if line.strip() and not HOST.match(line.strip().lower())
        ]
        if wrong:
            errors["known_hosts"] = f"“{wrong[0].strip()[:40]}”不是域名。一行只写一个域名，不写 http:// 和后面的路径。"
        if errors:
            raise ValidationError(errors)

    def save(self, *args: object, **kwargs: object) -> None:
        """Every page shows these lines: readers get them with their next request."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            bump_version()


class FriendLink(Orderable):
    """A link to a partner site in the foot, in a group when the office names one."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="friend_links")
    name = models.CharField("名称", max_length=40)
    url = models.URLField("网址")
    group = models.CharField(
        "分组", max_length=12, blank=True, help_text="例如“教育部门”“兄弟媒体”。同名的排在一起；不填就不分组。"
    )

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("group")]), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = "友情链接"
        verbose_name_plural = "友情链接"

    def __str__(self) -> str:
        return self.name
