"""A recording of our own library, shown by the player."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtailmedia.blocks import VideoChooserBlock

from media.enums import ProductionState
from media.models import Production


class VideoBlock(blocks.StructBlock):
    """A video with captions, chapters and transcript; public with the live page that shows it, and only then."""

    video = VideoChooserBlock(label="视频")
    caption = blocks.CharBlock(label="说明", required=False, max_length=200, help_text="显示在视频下面，可以不填。")

    class Meta:
        label = "视频"
        icon = "wagtailmedia-video"
        template = "core/blocks/video.html"
        label_format = "{video}"

    def clean(self, value: Any) -> Any:
        """A file that cannot be played may wait in a draft, not before readers."""
        value = super().clean(value)
        refused = Production.objects.filter(video=value.get("video"), state=ProductionState.REFUSED).first()
        if refused is not None and not self.is_deferred_validation:
            message = f"这个文件不能播放：{refused.message}请换一个文件。"
            raise blocks.StructBlockValidationError(block_errors={"video": ValidationError(message)})
        return value
