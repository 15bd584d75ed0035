"""Pictures dropped on a gallery: one request per file, answered with what the editor's form needs to show it."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.generic import View
from wagtail.images.forms import get_image_form
from wagtail.images.utils import get_accept_attributes
from wagtail.images.widgets import AdminImageChooser
from wagtail.permissions import policy_registry

from media.duplicates import twin_of
from media.forms import with_errors_at_file
from media.models import Image

NOT_ALLOWED = "您的账号不能上传图片，可以从图片库里选。"
NO_FILE = "没有收到文件。"


class GalleryUploadView(View):
    """The rules are those of the library: size, content, collection, permission."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Whether and where the account may upload."""
        collections = policy_registry.get_by_type(Image).collections_user_has_permission_for(request.user, "add")
        return JsonResponse(
            {
                "collections": [{"id": pk, "name": name} for pk, name in collections.get_indented_choices()],
                "accept": get_accept_attributes(),
            }
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store one picture, or say why not. A picture that is in the library already is answered with that one.

        `keep` asks to store it all the same.
        """
        if not policy_registry.get_by_type(Image).user_has_permission(request.user, "add"):
            return _refused(NOT_ALLOWED, status=403)
        if "file" not in request.FILES:
            return _refused(NO_FILE)
        form = _upload_form(request)
        if not form.is_valid():
            return _refused("\n".join(form.errors["file"]))
        twin = None if request.POST.get("keep") else twin_of(form.instance, request.user)
        if twin is not None:
            return JsonResponse({"picture": as_chosen(twin), "is_known": True})
        form.instance.uploaded_by_user = request.user
        return JsonResponse({"picture": as_chosen(form.save()), "is_known": False})


def as_chosen(image: Image) -> dict[str, Any]:
    """What the picture chooser of a form shows of `image`, and the words that the library knows about it."""
    chosen = AdminImageChooser().get_value_data(image)
    return {**chosen, "description": image.description, "credit": image.credit}


def _upload_form(request: HttpRequest) -> forms.ModelForm:
    upload = request.FILES["file"]
    fields = {"title": PurePath(upload.name).stem[:255], "collection": request.POST.get("collection")}
    return with_errors_at_file(get_image_form(Image))(fields, {"file": upload}, user=request.user)


def _refused(reason: str, status: int = 400) -> JsonResponse:
    return JsonResponse({"error": reason}, status=status)
