"""Hooks of the asset library into Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.documents.views import documents
from wagtail.documents.views import multiple as many_documents
from wagtail.images.views import images
from wagtail.images.views import multiple as many_pictures
from wagtailmedia.views import media as videos

from media.admin_production import ProductionView
from media.admin_views import (
    AddDocuments,
    AddPictures,
    DeleteDocuments,
    DeletePictures,
    edit_video,
    explained_delete,
)
from media.gallery_upload import GalleryUploadView
from media.models import Document, Image, Video

for _action in (DeletePictures, DeleteDocuments):
    # Later than Wagtail's own, which they replace.
    hooks.register("register_bulk_action", _action, order=10)


# Before Wagtail's own, so that these answer at its addresses.
@hooks.register("register_admin_urls", order=-1)
def views_that_replace_stock() -> list[URLPattern]:
    """Uploads that keep nothing half-checked, deletions that say why not."""
    deletions = [
        ("images/<int:image_id>/delete/", images.DeleteView.as_view(), Image, "image_id"),
        ("images/multiple/<int:image_id>/delete/", many_pictures.DeleteView.as_view(), Image, "image_id"),
        ("documents/delete/<int:document_id>/", documents.DeleteView.as_view(), Document, "document_id"),
        ("documents/multiple/<int:doc_id>/delete/", many_documents.DeleteView.as_view(), Document, "doc_id"),
        ("media/delete/<int:media_id>/", videos.delete, Video, "media_id"),
    ]
    return [
        path("images/gallery/", GalleryUploadView.as_view(), name="gallery_upload"),
        path("images/multiple/add/", AddPictures.as_view()),
        path("documents/multiple/add/", AddDocuments.as_view()),
        path("media/edit/<int:media_id>/", edit_video),
        path("media/<int:media_id>/production/", ProductionView.as_view(), name="media_production"),
        *(path(address, explained_delete(view, model, name)) for address, view, model, name in deletions),
    ]
