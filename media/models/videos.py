"""Videos: private files, played through a view that asks whether a live page shows them."""

import uuid
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.urls import reverse
from wagtailmedia.models import AbstractMedia

from media.content_types import refuse_non_recording
from media.models.use import Asset
from media.storage import private_storage, public_storage
from media.storage.names import VIDEO_PREFIX

PLAIN_UPLOAD_BYTES = 100 * 1024 * 1024


class Video(Asset, AbstractMedia):
    """A recording: an interview, later a lecture. Readers see a native player, nothing plays by itself."""

    public_id = models.UUIDField("公开编号", default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField("文件", upload_to="videos", storage=private_storage)
    thumbnail = models.FileField("封面", upload_to="video-posters", storage=private_storage, blank=True)
    # Name of the folder of the renditions that are in force; a new transcoding writes a new one and switches here.
    generation = models.CharField("转码版本", max_length=32, blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    poster = models.CharField("封面画面", max_length=40, blank=True, editable=False)
    # Pairs of a whole second and a title, in order.
    chapters = models.JSONField("分章", default=list, editable=False)
    captions = models.ForeignKey(
        "media.CaptionTrack",
        verbose_name="字幕",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    transcript = models.TextField("文字稿", blank=True, help_text="没有字幕时，用文字稿代替。")

    admin_form_fields = ("title", "file", "collection", "duration", "transcript", "tags")

    class Meta:
        verbose_name = "音视频"
        verbose_name_plural = "音视频"

    def clean(self) -> None:
        """Only containers that the transcoding reads; a public video keeps its file."""
        if self.file and not self.file._committed:
            try:
                if self.pk:
                    self.refuse_if_public("替换文件")
                refuse_non_recording(self.file)
                self._refuse_long_request()
            except ValidationError as error:
                raise ValidationError({"file": error.messages}) from error
        super().clean()

    def _refuse_long_request(self) -> None:
        """One request may bring a small file; a large one would hold a server thread for its whole way."""
        if isinstance(self.file.file, UploadedFile) and self.file.size > PLAIN_UPLOAD_BYTES:
            raise ValidationError("一次提交最多 100 MB。更大的文件请在浏览器里打开脚本（JavaScript），用断点续传上传。")

    def save(self, *args: object, **kwargs: object) -> None:
        """A public video keeps its file, by whichever door."""
        if self.pk and self.file and not self.file._committed:
            self.refuse_if_public("替换文件")
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """Address of the file; answers 404 until a live page shows the video."""
        return reverse("media_video", args=(self.public_id,))

    @property
    def public_prefix(self) -> str:
        """Everything of this video in the public storage lies below it; renditions lie there in the private one too."""
        return f"{VIDEO_PREFIX}{self.public_id}/"

    @property
    def generation_prefix(self) -> str:
        """Where the renditions in force lie, in both storages; empty before there are any."""
        return f"{self.public_prefix}{self.generation}/" if self.generation else ""

    @property
    def public_original_key(self) -> str:
        """Key of the original in the public storage, used until there are renditions."""
        return f"{self.public_prefix}original/{PurePath(self.file.name).name}"

    def public_url(self, name: str = "master.m3u8") -> str:
        """Lasting address of a file of the renditions; answers while a live page shows the video."""
        return public_storage().url(f"{self.generation_prefix}{name}")

    def content_fingerprint(self) -> str:
        """What a page shows of this video: the stored name holds the hash of the content."""
        parts = [self.file.name, self.transcript]
        if self.captions_id or self.chapters or self.poster:
            parts += [self.captions.digest if self.captions_id else "", str(self.chapters), self.poster]
        return "|".join(parts)


@receiver(pre_delete, sender=Video)
def keep_public_video(sender: type[Video], instance: Video, **kwargs: object) -> None:
    """A video on a live page cannot be deleted, by whichever door."""
    instance.refuse_if_public("删除")
