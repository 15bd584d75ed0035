"""What the demonstration loader made, so that it makes nothing twice and takes away nothing else."""

from django.db import models


class DemoKind(models.TextChoices):
    """What a demonstration object is; removal goes through them in this order."""

    PAGE = "page", "页面"
    IMAGE = "image", "图片"
    DOCUMENT = "document", "文档"
    SOURCE = "source", "稿件来源"
    SPEAKER = "speaker", "主讲人"
    SEASON = "season", "讲座季"
    UNIT = "unit", "单位"
    USER = "user", "账号"
    HOME = "home", "首页选择"
    SETTINGS = "settings", "站点信息"


class DemoObject(models.Model):
    """One object that `load_demo` made. `key` says out of which text; written in the transaction that made the object."""

    kind = models.CharField("类型", max_length=20, choices=DemoKind)
    key = models.CharField("来自", max_length=100)
    object_id = models.BigIntegerField("对象")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="demo_made_once"),
            models.UniqueConstraint(fields=["kind", "object_id"], name="demo_object_once"),
        ]
        verbose_name = "演示对象"
        verbose_name_plural = "演示对象"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"

    @classmethod
    def note(cls, kind: DemoKind, key: str, made: models.Model) -> None:
        """Remember that `made` is demonstration content."""
        cls.objects.create(kind=kind, key=key, object_id=made.pk)

    @classmethod
    def ids(cls, kind: DemoKind) -> dict[str, int]:
        """Key → id of everything of this kind."""
        return dict(cls.objects.filter(kind=kind).order_by("pk").values_list("key", "object_id"))
