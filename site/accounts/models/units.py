"""Units: schools, institutes, societies, city offices; with the names they had before."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from accounts.enums import SchoolCategory, UnitKind
from accounts.pinyin import ascii_slug, search_keys


class UnitQuerySet(models.QuerySet):
    """Questions about units."""

    def named(self, name: str) -> "models.QuerySet[Unit]":
        """Units that have, or once had, this full or short name."""
        name = name.strip()
        return self.filter(
            models.Q(name=name) | models.Q(short_name=name) | models.Q(former_names__name=name)
        ).distinct()

    def give_addresses(self, units: "list[Unit]") -> None:
        """Work out address and pinyin of new units before they are inserted in bulk, which calls no `save()`."""
        taken = set(self.values_list("slug", flat=True))
        for unit in units:
            unit.pinyin = search_keys(unit.name, unit.short_name)
            unit.slug = _free_slug(unit.name, taken)
            taken.add(unit.slug)


class Unit(index.Indexed, ClusterableModel):
    """A body that writes, hosts or is written about. Readers see its name beside every entry; editors pick it from a list."""

    public_id = models.UUIDField("公开编号", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("全称", max_length=60, unique=True)
    short_name = models.CharField("简称", max_length=30, blank=True)
    kind = models.CharField("性质", max_length=20, choices=UnitKind, default=UnitKind.SCHOOL)
    category = models.CharField("学校类别", max_length=30, choices=SchoolCategory, blank=True)
    city = models.ForeignKey(
        "accounts.City", verbose_name="城市", null=True, blank=True, on_delete=models.PROTECT, related_name="units"
    )
    district = models.ForeignKey(
        "accounts.District", verbose_name="区县", null=True, blank=True, on_delete=models.PROTECT, related_name="units"
    )
    organiser = models.CharField("举办者", max_length=60, blank=True)
    website = models.URLField("官网", blank=True)
    # Given once, from the name; it stays when the unit gets a new name, so that links to its page hold.
    slug = models.SlugField("网址", max_length=70, unique=True, editable=False)
    # What a chooser finds the unit by besides its names: syllables joined, and their initials.
    pinyin = models.CharField("拼音", max_length=300, editable=False, default="")
    introduction = models.TextField("简介", blank=True, max_length=500, help_text="三五句话，显示在访谈的学校卡片里。")

    objects = UnitQuerySet.as_manager()
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("short_name"),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = ["city__code", "name"]
        verbose_name = "单位"
        verbose_name_plural = "单位"

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Work out the address once and the pinyin each time."""
        self.pinyin = search_keys(self.name, self.short_name)
        if not self.slug:
            self.slug = _free_slug(self.name, set(Unit.objects.values_list("slug", flat=True)))
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "pinyin", "slug"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """A school has a category, nothing else has one; a district lies in the unit's city."""
        super().clean()
        errors = {}
        if self.kind == UnitKind.SCHOOL and not self.category:
            errors["category"] = "学校要选一个类别。"
        if self.kind != UnitKind.SCHOOL and self.category:
            errors["category"] = "只有学校才有类别。"
        if self.district_id and self.district.city_id != self.city_id:
            errors["district"] = "这个区县不在所选的城市里。"
        if errors:
            raise ValidationError(errors)

    def content_fingerprint(self) -> str:
        """What an entry shows of its unit; a change here changes the content hash of that entry."""
        return f"{self.name}|{self.short_name}|{self.category}|{self.city_id}|{self.introduction}|{self.website}"


class UnitFormerName(models.Model):
    """A name a unit had before; old texts and imports still use it."""

    unit = ParentalKey(Unit, verbose_name="单位", on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField("曾用名", max_length=60)
    until = models.DateField("用到", null=True, blank=True)

    class Meta:
        ordering = ["-until", "name"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="accounts_former_name_once")]
        verbose_name = "曾用名"
        verbose_name_plural = "曾用名"

    def __str__(self) -> str:
        return self.name


def _free_slug(name: str, taken: set[str]) -> str:
    base, number = ascii_slug(name) or "unit", 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
