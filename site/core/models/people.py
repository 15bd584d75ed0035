"""Rows below a page: who made it, who is named in it, which further units belong to it."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from core.enums import AgeBand, BylineRole, UnitRelation
from core.publishing.child_rows import GuardedChildQuerySet

GuardedChildManager = models.Manager.from_queryset(GuardedChildQuerySet)


class PageChild(Orderable):
    """A row that belongs to one page and changes only with it; subclasses define `page`, a `ParentalKey`."""

    objects = GuardedChildManager()

    class Meta(Orderable.Meta):
        abstract = True
        base_manager_name = "objects"


class Byline(PageChild):
    """One line of the byline block: a role and one or more names."""

    page = ParentalKey("core.BasePage", verbose_name="页面", on_delete=models.CASCADE, related_name="bylines")
    role = models.CharField("署名", max_length=30, choices=BylineRole)
    name = models.CharField("姓名", max_length=100, help_text="同一署名有几个人时，用空格隔开。")

    panels = [FieldRowPanel([FieldPanel("role"), FieldPanel("name")])]

    class Meta(PageChild.Meta):
        verbose_name = "署名"
        verbose_name_plural = "署名"

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name}"


class NamedPerson(PageChild):
    """A person named or shown in an entry; the portrait register attaches here."""

    page = ParentalKey("core.BasePage", verbose_name="页面", on_delete=models.CASCADE, related_name="named_people")
    name = models.CharField("姓名", max_length=40)
    role = models.CharField("身份", max_length=60, help_text="例如“数控技术专业学生”。")
    age_band = models.CharField("年龄段", max_length=10, choices=AgeBand, default=AgeBand.ADULT)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("role"), FieldPanel("age_band")])]

    class Meta(PageChild.Meta):
        verbose_name = "文中人物"
        verbose_name_plural = "文中人物"

    def __str__(self) -> str:
        return f"{self.name}（{self.role}）"


class RelatedUnit(PageChild):
    """A unit beside the primary one."""

    page = ParentalKey("core.BasePage", verbose_name="页面", on_delete=models.CASCADE, related_name="related_units")
    unit = models.ForeignKey("accounts.Unit", verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    relation = models.CharField("关系", max_length=20, choices=UnitRelation, default=UnitRelation.RELATED)

    panels = [FieldRowPanel([FieldPanel("unit"), FieldPanel("relation")])]

    class Meta(PageChild.Meta):
        verbose_name = "其他单位"
        verbose_name_plural = "其他单位"

    def __str__(self) -> str:
        return f"{self.unit}"
