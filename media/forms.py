"""Upload forms of the asset library: every fault of a file is said at the file, in Chinese, whichever door is used."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media.pictures import clean_picture


class PictureField(WagtailImageField):
    """The file of a picture, decoded once and written anew here.

    Stock decodes it two times at full size and breaks on a header without a picture behind it. What phones and chat
    programs name wrongly (a HEIC called .jpg) is still a picture.
    """

    def to_python(self, data: Any) -> File | None:
        """The clean copy under the editor's file name; `ValidationError` for everything that is no picture."""
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        name = PurePath(upload.name)
        if name.suffix.lower().lstrip(".") not in self.allowed_image_extensions:
            raise ValidationError(self.error_messages["invalid_image_extension"], code="invalid_image_extension")
        self.check_image_file_size(upload)
        clean = clean_picture(upload)
        clean.name = name.with_suffix(PurePath(clean.name).suffix).name
        clean.is_clean = True
        return clean


class ImageForm(BaseImageForm):
    """Base of all image forms (`WAGTAILIMAGES_IMAGE_FORM_BASE`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stock := self.fields.get("file"):
            self.fields["file"] = PictureField(required=stock.required, label=stock.label, widget=stock.widget)

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        """Row and file together: the old file goes only when the new row is there."""
        return super().save(commit)


class DocumentForm(BaseDocumentForm):
    """Base of all document forms (`WAGTAILDOCS_DOCUMENT_FORM_BASE`)."""

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        """Row and file together: stock deletes the old file before it writes the row."""
        return super().save(commit)


def with_errors_at_file(form_class: type[forms.ModelForm]) -> type[forms.ModelForm]:
    """The form for the many-files page, with every fault moved to the file.

    Stock keeps a file whose title or collection is wrong as it came, in the public folder, until somebody completes
    the form; the completed picture is then stored without having been written anew.
    """

    class WholeForm(form_class):
        def is_valid(self) -> bool:
            if super().is_valid():
                return True
            if "file" not in self.errors:
                self.add_error("file", [text for texts in self.errors.values() for text in texts])
            return False

    return WholeForm
