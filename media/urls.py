"""Addresses of private files."""

from django.urls import path

from media import playback, views

urlpatterns = [
    path("files/<uuid:public_id>/", views.document, name="media_document"),
    path("videos/<uuid:public_id>/", views.video, name="media_video"),
    path("videos/<uuid:public_id>/play/", playback.renew, name="media_playback"),
    path("videos/<uuid:public_id>/play/<path:name>", playback.playback_file, name="media_playback_file"),
    path("originals/<path:name>", views.original, name="media_original"),
]
