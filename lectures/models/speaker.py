"""People who speak in lectures; what they were at that time stands with the lecture, not here."""

import uuid
from typing import Any

from django.db import models
from wagtail.search import index

from accounts.pinyin import ascii_slug


class Speaker(index.Indexed, models.Model):
    """A person. Readers find all lectures of this person on one page; two people of one name stay two."""

    public_id = models.UUIDField("公开编号", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("姓名", max_length=20, db_index=True)
    distinction = models.CharField(
        "区分",
        max_length=30,
        blank=True,
        help_text="有同名的人时，用几个字区分，例如“钳工”“莱芜”；显示在姓名后面的括号里。",
    )
    introduction = models.TextField("简介", max_length=300, blank=True, help_text="长期不变的经历；职务写在每一讲里。")
    portrait = models.ForeignKey(
        "media.Image",
        verbose_name="肖像",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="没有照片时显示姓氏。",
    )
    slug = models.SlugField("网址", max_length=60, unique=True, editable=False)

    # What the chooser looks through.
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("distinction"),
        index.SearchField("introduction"),
    ]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "distinction"],
                name="lectures_speaker_told_apart",
                violation_error_message="已经有这个姓名的主讲人。是同一个人就用原来的，是另一个人请填“区分”。",
            )
        ]
        verbose_name = "主讲人"
        verbose_name_plural = "主讲人"

    def __str__(self) -> str:
        return f"{self.name}（{self.distinction}）" if self.distinction else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The address is made once, out of the name."""
        if not self.slug:
            taken = set(Speaker.objects.values_list("slug", flat=True))
            self.slug = base = ascii_slug(self.name) or "speaker"
            number = 1
            while self.slug in taken:
                number += 1
                self.slug = f"{base}-{number}"
        super().save(*args, **kwargs)

    def content_fingerprint(self) -> str:
        """What a lecture shows of this person."""
        portrait = self.portrait.content_fingerprint() if self.portrait_id else ""
        return f"{self}|{self.introduction}|{portrait}"
