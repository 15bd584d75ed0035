"""Addresses of private files and of resumable uploads."""

from django.urls import path

from media import playback, views
from media.uploads import views as uploads

urlpatterns = [
    path("files/<uuid:public_id>/", views.document, name="media_document"),
    path("videos/uploads/", uploads.start, name="media_uploads"),
    path("videos/uploads/<uuid:upload_id>/", uploads.upload, name="media_upload"),
    path("videos/uploads/<uuid:upload_id>/parts/<int:number>/", uploads.part, name="media_upload_part"),
    path("videos/uploads/<uuid:upload_id>/finish/", uploads.finish, name="media_upload_finish"),
    path("videos/<uuid:public_id>/", views.video, name="media_video"),
    path("videos/<uuid:public_id>/play/", playback.renew, name="media_playback"),
    path("videos/<uuid:public_id>/play/<path:name>", playback.playback_file, name="media_playback_file"),
    path("videos/<uuid:public_id>/captions/<slug:digest>.<slug:form>", views.captions, name="media_captions"),
    path("originals/<path:name>", views.original, name="media_original"),
]
