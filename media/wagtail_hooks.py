"""Hooks of the asset library into Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from media.admin_views import AddDocuments, AddPictures, edit_video


# Before Wagtail's own, so that these answer at its addresses.
@hooks.register("register_admin_urls", order=-1)
def checked_uploads() -> list[URLPattern]:
    """Views that take Wagtail's places."""
    return [
        path("images/multiple/add/", AddPictures.as_view()),
        path("documents/multiple/add/", AddDocuments.as_view()),
        path("media/edit/<int:media_id>/", edit_video),
    ]
