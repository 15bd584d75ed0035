"""Documents to download and videos of other sites."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

# host of the player → name shown to readers. The strict policy of the public site allows frames of exactly these.
EMBED_HOSTS = {
    "player.bilibili.com": "哔哩哔哩",
    "v.qq.com": "腾讯视频",
    "player.youku.com": "优酷",
}


class DocumentBlock(blocks.StructBlock):
    """A file to download; the link names its type and size."""

    document = DocumentChooserBlock(label="文件")
    title = blocks.CharBlock(label="显示名称", required=False, max_length=100, help_text="不填就用文件的标题。")

    class Meta:
        label = "附件"
        icon = "doc-full"
        template = "core/blocks/document.html"


class EmbedBlock(blocks.StructBlock):
    """A video on one of the allowed sites. Nothing is loaded from there before the reader presses the link."""

    url = blocks.URLBlock(label="播放地址")
    title = blocks.CharBlock(label="标题", max_length=80)

    class Meta:
        label = "外站视频"
        icon = "media"
        template = "core/blocks/embed.html"
        label_format = "{title}"

    def clean(self, value: Any) -> Any:
        """Only https addresses of the allowed players."""
        value = super().clean(value)
        parts = urlsplit(value.get("url") or "")
        if value.get("url") and (parts.scheme != "https" or parts.hostname not in EMBED_HOSTS):
            names = "、".join(f"{name}（{host}）" for host, name in EMBED_HOSTS.items())
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(f"只能嵌入这些网站的 https 播放地址：{names}。")}
            )
        return value

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Name the site, so that readers know where the link leads."""
        context = super().get_context(value, parent_context)
        context["host_name"] = EMBED_HOSTS.get(urlsplit(value.get("url") or "").hostname or "", "")
        return context
