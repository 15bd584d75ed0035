"""Admin views of the asset library that replace Wagtail's: nothing is kept of a file before all of it is checked."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from wagtail.documents.views.bulk_actions import DeleteBulkAction as StockDeleteDocuments
from wagtail.documents.views.multiple import AddView as StockDocuments
from wagtail.images.views.bulk_actions import DeleteBulkAction as StockDeletePictures
from wagtail.images.views.multiple import AddView as StockPictures
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry
from wagtailmedia.views import media as stock_media

from media.forms import with_errors_at_file
from media.models.use import Asset


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
    """Upload of many pictures, with one table for their words."""

    template_name = "media/admin/add_pictures.html"


class AddDocuments(CheckedUpload, StockDocuments):
    """Upload of many documents."""


@transaction.atomic
def edit_video(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Stock deletes the old file before it saves the new one; in one transaction it goes last."""
    return stock_media.edit(request, *args, **kwargs)


def refuse_if_used(asset: Asset) -> None:
    """Raise `ValidationError` for an asset that a live page shows or that a page, be it a draft, holds by a key."""
    asset.refuse_if_public("删除")
    if ReferenceIndex.get_grouped_references_to(asset).is_protected:
        raise ValidationError(f"“{asset}”还在页面（包括草稿）里使用，不能删除。请先在那里换掉。")


def explained_delete(
    view: Callable[..., HttpResponse], model: type[Asset], argument: str
) -> Callable[..., HttpResponse]:
    """The delete view, asked first whether the asset is in use; stock answers «no permission», or 500."""

    def delete(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asset = model.objects.filter(pk=kwargs[argument]).first() if request.method == "POST" else None
        policy = policy_registry.get_by_type(model)
        if asset is not None and policy.user_has_permission_for_instance(request.user, "delete", asset):
            refuse_if_used(asset)
        return view(request, **kwargs)

    return delete


class ExplainedBulkDelete:
    """Mixin of the bulk actions that delete assets."""

    def prepare_action(self, objects: list[Asset], objects_without_access: dict[str, Any]) -> HttpResponse | None:
        """Refuse all of them when one is in use."""
        for asset in objects:
            refuse_if_used(asset)
        return super().prepare_action(objects, objects_without_access)


class DeletePictures(ExplainedBulkDelete, StockDeletePictures):
    """Bulk deletion of pictures."""


class DeleteDocuments(ExplainedBulkDelete, StockDeleteDocuments):
    """Bulk deletion of documents."""
