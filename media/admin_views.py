"""Admin views of the asset library that replace Wagtail's: nothing is kept of a file before all of it is checked."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from wagtail.documents.views.multiple import AddView as StockDocuments
from wagtail.images.views.multiple import AddView as StockPictures
from wagtailmedia.views import media as stock_media

from media.forms import with_errors_at_file


class CheckedUpload:
    """Mixin of the pages that take many files at once."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check one file and store it, or say what is wrong with it."""
        if "files[]" not in request.FILES:
            return HttpResponseBadRequest("没有收到文件。")
        return super().post(request)

    def get_upload_form_class(self) -> type[forms.ModelForm]:
        """A form that never leaves a file behind half-checked."""
        return with_errors_at_file(super().get_upload_form_class())


class AddPictures(CheckedUpload, StockPictures):
    """Upload of many pictures."""


class AddDocuments(CheckedUpload, StockDocuments):
    """Upload of many documents."""


@transaction.atomic
def edit_video(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Stock deletes the old file before it saves the new one; in one transaction it goes last."""
    return stock_media.edit(request, *args, **kwargs)
