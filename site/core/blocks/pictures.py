"""Picture blocks: figures and galleries. A picture without alternative text or author stays in the draft."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from media.renditions import Picture, picture

# What software writes when nobody wrote an alternative text.
MEANINGLESS_ALT = re.compile(
    r"^(图片?|图像|照片|image|picture|photo|img|dsc|未命名|截图|screenshot)[\s_\-]*\d*$|\.(jpe?g|png|webp|gif|heic|bmp)$",
    re.IGNORECASE,
)

MAX_GALLERY = 40


def alt_error(alt: str, decorative: bool) -> str:
    """Why this alternative text is not enough, or an empty string."""
    if decorative:
        return ""
    if not alt.strip():
        return "请用一句话写出图里有什么；纯装饰的图片请勾选“装饰图片”。"
    if MEANINGLESS_ALT.search(alt.strip()):
        return "这里要写图里的内容，不是文件名或“图片”二字。"
    return ""


class FigureValue(blocks.StructValue):
    """What the template asks of a figure."""

    @property
    def picture(self) -> Picture | None:
        """The body rendition, or None while the worker is not done."""
        image = self.get("image")
        return picture(image.files, "body", self.alt_text) if image else None

    @property
    def alt_text(self) -> str:
        """Empty for decorative pictures."""
        return "" if self.get("decorative") else self.get("alt") or ""

    @property
    def author(self) -> str:
        """The credit of this use, else that of the picture."""
        image = self.get("image")
        return self.get("credit") or (image.credit if image else "")


class FigureBlock(blocks.StructBlock):
    """A picture with alternative text, caption and author."""

    image = ImageChooserBlock(label="图片")
    alt = blocks.CharBlock(
        label="替代文字", required=False, max_length=200, help_text="给看不见图片的读者：图里有什么。发布前必填。"
    )
    decorative = blocks.BooleanBlock(label="装饰图片", required=False, help_text="不传达内容的图片，读屏软件会跳过。")
    caption = blocks.CharBlock(label="图注", required=False, max_length=200)
    credit = blocks.CharBlock(
        label="作者", required=False, max_length=60, help_text="例如“孟繁星 摄”。图片库里写过的可以不填。"
    )

    class Meta:
        label = "图片"
        icon = "image"
        template = "core/blocks/figure.html"
        value_class = FigureValue
        label_format = "{caption}"

    def clean(self, value: Any) -> Any:
        """Publishing needs an alternative text (or the tick) and an author; a draft may wait for both."""
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        errors = {}
        if message := alt_error(value.get("alt") or "", bool(value.get("decorative"))):
            errors["alt"] = ValidationError(message)
        if not value.author:
            errors["credit"] = ValidationError("请写明作者，例如“孟繁星 摄”；图片库里也没有写。")
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return value


class GalleryBlock(blocks.StructBlock):
    """Several pictures that belong together."""

    title = blocks.CharBlock(label="组图标题", required=False, max_length=60)
    # The class name is what `admin-gallery.js` and `admin-editor.css` look for.
    figures = blocks.ListBlock(
        FigureBlock(), label="图片", min_num=2, max_num=MAX_GALLERY, form_classname="gallery-figures"
    )

    class Meta:
        label = "组图"
        icon = "images"
        template = "core/blocks/gallery.html"
        label_format = "{title}"
