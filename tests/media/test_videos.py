"""Videos in the admin: Chinese menu, chooser, wrong content refused at the file."""

import json
from pathlib import PurePath

from media import content_types
from media.models import Video
from media.transcoding import refusal
from tests.support.pictures import jpeg, upload

MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(200)
BAD = {
    "page.mp4": (b"<html><script>alert(1)</script></html>", "这是网页或 XML 文件，不是音视频。"),
    "picture.mp4": (jpeg(), "这是一张图片，不是音视频。图片请上传到图片库。"),
    "program.mp4": (b"MZ" + bytes(300), refusal.MESSAGES["unknown"]),
    "list.mp4": (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", refusal.MESSAGES["playlist"]),
    "film.avi": (MP4, "文件内容不是 AVI。请检查文件，或改回原来的后缀再上传。"),
    "film.rmvb": (b".RMF" + bytes(100), content_types.NOT_TAKEN),
}
# As they begin; whether there is a film behind it is seen by the transcoding.
GOOD = {
    "a.mp4": MP4,
    "a.mov": b"\0\0\0\x14ftypqt  " + bytes(100),
    "a.mkv": b"\x1a\x45\xdf\xa3" + bytes(100),
    "a.webm": b"\x1a\x45\xdf\xa3" + bytes(100),
    "a.avi": b"RIFF\0\0\0\0AVI LIST" + bytes(100),
    "a.flv": b"FLV\x01\x05" + bytes(100),
    "a.mts": bytes(4) + (b"G" + bytes(191)) * 6,
    "a.ts": (b"G" + bytes(187)) * 6,
    "a.mpg": b"\x00\x00\x01\xba\x44" + bytes(100),
    "a.wmv": b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + bytes(100),
    "a.wav": b"RIFF\0\0\0\0WAVEfmt " + bytes(100),
    "a.mp3": b"ID3\x04" + bytes(100),
    "a.aac": b"\xff\xf1\x50\x80" + bytes(100),
}


def send(client, name: str, data: bytes, kind: str = "video"):
    return client.post(
        f"/admin/media/{kind}/add/",
        {"title": "访谈录像", "collection": "1", "duration": "1", "file": upload(name, data)},
    )


def test_a_video_is_stored_privately(desk):
    send(desk, "访谈.mp4", MP4)

    video = Video.objects.get()
    assert (video.title, video.is_public, video.file.name.startswith("videos/")) == ("访谈录像", False, True)


def test_wrong_content_is_refused_at_the_file(desk):
    said = {name: list(send(desk, name, data).context["form"].errors["file"]) for name, (data, _) in BAD.items()}

    assert said == {name: [message] for name, (_, message) in BAD.items()}
    assert Video.objects.count() == 0


def test_every_kind_of_recording_is_taken_by_its_beginning(desk):
    for name, data in GOOD.items():
        send(desk, name, data, "audio" if name.endswith(content_types.AUDIO_KINDS) else "video")

    kinds = [PurePath(video.file.name).suffix for video in Video.objects.all()]
    assert sorted(kinds) == sorted(PurePath(name).suffix for name in GOOD)


def test_the_forms_offer_what_is_taken(settings):
    offered = settings.WAGTAILMEDIA["VIDEO_EXTENSIONS"] + settings.WAGTAILMEDIA["AUDIO_EXTENSIONS"]

    assert sorted(offered) == sorted(content_types.RECORDINGS)


def test_the_chooser_lists_and_chooses(desk):
    send(desk, "访谈.mp4", MP4)
    video = Video.objects.get()

    listed = desk.get("/admin/media/chooser/video/")
    chosen = desk.get(f"/admin/media/chooser/{video.pk}/")

    assert "访谈录像" in json.loads(listed.content)["html"]
    assert json.loads(chosen.content)["result"]["id"] == video.pk


def test_the_chooser_uploads(desk):
    values = {"title": "访谈录像", "collection": "1", "duration": "1"}
    fields = {f"media-chooser-upload-{name}": value for name, value in values.items()}

    good = desk.post("/admin/media/video/chooser/upload/", fields | {"media-chooser-upload-file": upload("a.mp4", MP4)})
    bad = desk.post(
        "/admin/media/video/chooser/upload/", fields | {"media-chooser-upload-file": upload("a.mp4", jpeg())}
    )

    assert (json.loads(good.content)["step"], json.loads(bad.content)["step"]) == ("media_chosen", "chooser")
    assert refusal.MESSAGES["picture"] in json.loads(bad.content)["html"]
    assert Video.objects.count() == 1


def test_a_file_that_no_page_shows_may_be_replaced(desk):
    send(desk, "访谈.mp4", MP4)
    video = Video.objects.get()
    url = f"/admin/media/edit/{video.pk}/"

    desk.post(url, {"title": "访谈录像", "collection": "1", "duration": "2", "file": upload("访谈新.mp4", MP4 + b"x")})

    assert (Video.objects.get().duration, Video.objects.get().file.read()) == (2, MP4 + b"x")
