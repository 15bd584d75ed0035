"""Attachments: private files, served by a view that asks whether a live page shows them."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.urls import reverse
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument

from media.content_types import refuse_disguised
from media.models.use import Asset
from media.storage import private_storage


class Document(Asset, AbstractDocument):
    """A file that readers download: a form, a list, a scan. Its link text names type and size."""

    # Wagtail's own model of this name stays installed; the reverse names must differ.
    tags = TaggableManager("标签", blank=True, help_text=None, related_name="library_documents")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="上传人",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="library_documents",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True
    public_id = models.UUIDField("公开编号", default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField("文件", upload_to="documents", storage=private_storage)
    # The name the editor's file had; the stored name is a hash.
    original_name = models.CharField("原文件名", max_length=255, blank=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "文档"
        verbose_name_plural = "文档"
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        """The content must be what the extension says; a public document keeps its file."""
        super().clean()
        if self.file and not self.file._committed:
            try:
                if self.pk:
                    self.refuse_if_public("替换文件")
                refuse_disguised(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error.messages}) from error

    def save(self, *args: object, **kwargs: object) -> None:
        """Remember the editor's file name before the storage replaces it by a hash."""
        if self.file and not self.file._committed:
            if self.pk:
                self.refuse_if_public("替换文件")
            self.original_name = self.file.name.rsplit("/", 1)[-1][:255]
        super().save(*args, **kwargs)

    @property
    def filename(self) -> str:
        """The name under which a reader saves the file."""
        return self.original_name or super().filename

    @property
    def url(self) -> str:
        """Address of the download; answers 404 until a live page shows the document."""
        return reverse("media_document", args=(self.public_id,))

    @property
    def kind_and_size(self) -> str:
        """For the link text: `PDF，1.2 MB`."""
        size = self.get_file_size() or 0
        amount = f"{size / 1_048_576:.1f} MB" if size >= 1_048_576 else f"{max(1, round(size / 1024))} KB"
        return f"{self.file_extension.upper()}，{amount}"

    def content_fingerprint(self) -> str:
        """What a page shows of this document; part of the page's content hash."""
        return f"{self.get_file_hash()}|{self.title}"


@receiver(pre_delete, sender=Document)
def keep_public_document(sender: type[Document], instance: Document, **kwargs: object) -> None:
    """A document on a live page cannot be deleted, by whichever door."""
    instance.refuse_if_public("删除")
