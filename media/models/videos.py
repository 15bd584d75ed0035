"""Videos: private files, played through a view that asks whether a live page shows them."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.urls import reverse
from wagtailmedia.models import AbstractMedia

from media.content_types import refuse_non_video
from media.models.use import Asset
from media.storage import private_storage


class Video(Asset, AbstractMedia):
    """A recording: an interview, later a lecture. Readers see a native player, nothing plays by itself."""

    public_id = models.UUIDField("公开编号", default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField("文件", upload_to="videos", storage=private_storage)
    thumbnail = models.FileField("封面", upload_to="video-posters", storage=private_storage, blank=True)
    transcript = models.TextField("文字稿", blank=True, help_text="没有字幕时，用文字稿代替。")

    admin_form_fields = ("title", "file", "collection", "duration", "transcript", "tags")

    class Meta:
        verbose_name = "音视频"
        verbose_name_plural = "音视频"

    def clean(self) -> None:
        """Only containers that browsers play; a public video keeps its file."""
        super().clean()
        if self.file and not self.file._committed:
            try:
                if self.pk:
                    self.refuse_if_public("替换文件")
                refuse_non_video(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error.messages}) from error

    def save(self, *args: object, **kwargs: object) -> None:
        """A public video keeps its file, by whichever door."""
        if self.pk and self.file and not self.file._committed:
            self.refuse_if_public("替换文件")
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """Address of the file; answers 404 until a live page shows the video."""
        return reverse("media_video", args=(self.public_id,))

    def content_fingerprint(self) -> str:
        """What a page shows of this video: the stored name holds the hash of the content."""
        return f"{self.file.name}|{self.transcript}"


@receiver(pre_delete, sender=Video)
def keep_public_video(sender: type[Video], instance: Video, **kwargs: object) -> None:
    """A video on a live page cannot be deleted, by whichever door."""
    instance.refuse_if_public("删除")
