"""The index that every engine shares: documents, their passages, the words that occur in them."""

from django.db import models


class Document(models.Model):
    """One thing that can be found: a page, later a provision or a lecture. Engines know it by its primary key.

    `owner` and `owner_id` say what it was made from; `page_id` is the page that must be public for it to be shown.
    """

    owner = models.CharField("来自", max_length=40)
    owner_id = models.BigIntegerField("编号")
    page_id = models.BigIntegerField("页面", null=True, db_index=True)
    title = models.TextField("标题")
    # Folded: the title; the body, one passage to a line; marked words of both, title first, between spaces.
    folded_title = models.TextField("比对用标题")
    folded_body = models.TextField("比对用正文")
    title_words = models.TextField("标题中的词")
    body_words = models.TextField("正文中的词")
    kind = models.CharField("类型", max_length=60, blank=True)
    section_id = models.BigIntegerField("栏目", null=True)
    city_id = models.BigIntegerField("城市", null=True)
    unit_id = models.BigIntegerField("单位", null=True)
    theme = models.CharField("主题", max_length=20, blank=True)
    date = models.DateTimeField("时间", null=True)
    year = models.PositiveSmallIntegerField("年份", default=0)
    # What it was made from, in short: the same again means that there is nothing to do.
    fingerprint = models.CharField("内容摘要", max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "owner_id"], name="search_document_owner")]
        verbose_name = "检索文档"
        verbose_name_plural = "检索文档"

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """A few hundred characters of a document with the anchor where a reader lands."""

    document = models.ForeignKey(Document, verbose_name="文档", on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField("次序")
    # What follows the address of the page: `#b-1a2b3c4d`, `#art-32`, `?t=754`; empty: its beginning.
    landing = models.CharField("落点", max_length=100, blank=True)
    label = models.CharField("小标题", max_length=200, blank=True)
    text = models.TextField("文字")
    # Spoken text: from which character on which second is heard, as [character, second].
    seconds = models.JSONField("秒数", default=list, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = "检索段落"
        verbose_name_plural = "检索段落"

    def __str__(self) -> str:
        return self.text[:40]


class Word(models.Model):
    """A word or a phrase of titles that occurs in the index, with its sound: for weights, suggestions and repairs."""

    text = models.CharField("词", max_length=40, unique=True)
    sound = models.CharField("读音", max_length=120, blank=True, db_index=True)
    initials = models.CharField("首字母", max_length=40, blank=True, db_index=True)
    number = models.IntegerField("文档数", default=0)

    class Meta:
        verbose_name = "索引中的词"
        verbose_name_plural = "索引中的词"

    def __str__(self) -> str:
        return self.text
