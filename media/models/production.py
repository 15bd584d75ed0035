"""What belongs to a video besides its file: the versions made of it, and its captions in all their revisions."""

from django.db import models

from media.captions import Cue
from media.enums import ProductionState
from media.models.videos import Video
from media.transcoding import Made


class Production(models.Model):
    """The versions of one original; a replaced original begins anew under another generation."""

    video = models.OneToOneField(Video, verbose_name="音视频", on_delete=models.CASCADE, related_name="production")
    file = models.CharField("原文件", max_length=255)
    generation = models.CharField("转码版本", max_length=32)
    state = models.CharField("状态", max_length=10, choices=ProductionState, default=ProductionState.WAITING)
    message = models.TextField("说明", blank=True)
    stage = models.CharField("正在生成", max_length=20, blank=True)
    job = models.BigIntegerField("任务编号", null=True, blank=True)
    # What `Made.to_json` gives for each finished stage, without its files: those are what lies under the prefix.
    made = models.JSONField("已生成", default=list)
    # Stages that could not be made of an original that is playable all the same.
    skipped = models.JSONField("没有生成", default=list)

    class Meta:
        verbose_name = "转码"
        verbose_name_plural = "转码"

    def __str__(self) -> str:
        return f"{self.video}：{self.get_state_display()}"

    @property
    def versions(self) -> list[Made]:
        """The finished stages."""
        return [Made.from_json(data) for data in self.made]

    def version(self, name: str) -> Made | None:
        """The finished stage `name`."""
        return next((made for made in self.versions if made.name == name), None)


class CaptionTrack(models.Model):
    """One revision of a video's captions. Never changed: a live page goes on showing the one it was approved with."""

    video = models.ForeignKey(Video, verbose_name="音视频", on_delete=models.CASCADE, related_name="caption_tracks")
    digest = models.CharField("摘要", max_length=64)
    # Lists of start and end in seconds, plain text, speaker.
    rows = models.JSONField("字幕", default=list)
    created_at = models.DateTimeField("保存", auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["video", "digest"], name="media_captions_once")]
        verbose_name = "字幕"
        verbose_name_plural = "字幕"

    def __str__(self) -> str:
        return f"{self.video}：{len(self.rows)} 条字幕"

    @property
    def cues(self) -> list[Cue]:
        """The captions as the package `media.captions` reads and writes them."""
        return [Cue(*row) for row in self.rows]
