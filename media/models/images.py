"""Pictures: originals are private, renditions are public under unguessable names."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from taggit.managers import TaggableManager
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, get_upload_to

from delivery.outbox import enqueue
from media.enums import Licence
from media.models.use import Asset
from media.pictures import clean_picture
from media.renditions import TOPIC_RENDITIONS
from media.storage import private_storage


class Image(Asset, AbstractImage):
    """A picture with its author and the right to show it. Editors see a thumbnail; readers see renditions."""

    # Wagtail's own model of this name stays installed; the reverse names must differ.
    tags = TaggableManager("标签", blank=True, help_text=None, related_name="library_images")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="上传人",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="library_images",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True
    public_id = models.UUIDField("公开编号", default=uuid.uuid4, unique=True, editable=False)
    file = WagtailImageField(
        verbose_name="文件",
        upload_to=get_upload_to,
        storage=private_storage,
        width_field="width",
        height_field="height",
    )
    credit = models.CharField(
        "作者", max_length=60, blank=True, help_text="例如“摄影/孟繁星”。正文里没有另写作者时，图下显示它。"
    )
    licence = models.CharField("使用依据", max_length=20, choices=Licence, blank=True)
    # Key of media.renditions.SIZES → [file name, width, height]; filled by the worker.
    files = models.JSONField("各尺寸文件", default=dict, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "图片"
        verbose_name_plural = "图片"
        permissions = [("choose_image", "Can choose image")]

    def clean(self) -> None:
        """A new file is decoded here, so that the form can show what is wrong with it."""
        super().clean()
        try:
            self._clean_new_file()
        except ValidationError as error:
            raise ValidationError({"file": error.messages}) from error

    def save(self, *args: object, **kwargs: object) -> None:
        """Store a new file only after it has been written anew (no EXIF, no GPS); ask the worker for the renditions."""
        is_new_file = self._clean_new_file()
        moved_focus = False
        if not is_new_file and self.pk and not kwargs.get("update_fields"):
            before = type(self).objects.filter(pk=self.pk).first()
            moved_focus = before is not None and before.get_focal_point() != self.get_focal_point()
        if is_new_file or moved_focus:
            self.files = {}
        super().save(*args, **kwargs)
        if is_new_file or moved_focus:
            enqueue(TOPIC_RENDITIONS, {"image": self.pk})

    def _clean_new_file(self) -> bool:
        """Replace a file that is not stored yet by its clean copy; True when there is one."""
        if not self.file or (self.file._committed and not self._state.adding):
            return False
        # `image.file.save(…)` before the first save of the row has stored the upload as it came.
        raw = self.file.name if self.file._committed else ""
        if self.pk:
            self.refuse_if_public("替换文件")
        if not getattr(self.file.file, "is_clean", False):
            clean = clean_picture(self.file.file)
            clean.is_clean = True
            self.file = clean
            self._set_image_file_metadata()
            if raw and not type(self).objects.filter(file=raw).exists():
                self.file.storage.delete(raw)
        return True

    def content_fingerprint(self) -> str:
        """What a page shows of this picture; part of the page's content hash."""
        focus = (self.focal_point_x, self.focal_point_y, self.focal_point_width, self.focal_point_height)
        return f"{self.get_file_hash()}|{self.credit}|{focus}"


class Rendition(AbstractRendition):
    """One size of one picture."""

    image = models.ForeignKey(Image, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        verbose_name = "图片尺寸"
        verbose_name_plural = "图片尺寸"


@receiver(pre_delete, sender=Image)
def keep_public_image(sender: type[Image], instance: Image, **kwargs: object) -> None:
    """A picture on a live page cannot be deleted, by whichever door."""
    instance.refuse_if_public("删除")
