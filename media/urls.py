"""Addresses of private files."""

from django.urls import path

from media import views

urlpatterns = [
    path("files/<uuid:public_id>/", views.document, name="media_document"),
    path("videos/<uuid:public_id>/", views.video, name="media_video"),
    path("originals/<path:name>", views.original, name="media_original"),
]
