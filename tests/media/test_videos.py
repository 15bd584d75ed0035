"""Videos in the admin: Chinese menu, chooser, wrong content refused at the file."""

import json

from media.models import Video
from tests.support.pictures import jpeg, upload

MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(200)
REFUSED = "请上传 MP4 视频（或 MP3、M4A 音频）；其他格式请先转换。"
BAD = {
    "page.mp4": b"<html><script>alert(1)</script></html>",
    "picture.mp4": jpeg(),
    "program.mp4": b"MZ" + bytes(300),
    "list.mp4": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
    "old.avi": b"RIFF\0\0\0\0AVI LIST",
    "film.mkv": b"\x1a\x45\xdf\xa3" + bytes(100),
}


def send(client, name: str, data: bytes):
    return client.post(
        "/admin/media/video/add/", {"title": "访谈录像", "collection": "1", "duration": "1", "file": upload(name, data)}
    )


def test_a_video_is_stored_privately(desk):
    send(desk, "访谈.mp4", MP4)

    video = Video.objects.get()
    assert (video.title, video.is_public, video.file.name.startswith("videos/")) == ("访谈录像", False, True)


def test_wrong_content_is_refused_at_the_file(desk):
    said = {name: list(send(desk, name, data).context["form"].errors["file"]) for name, data in BAD.items()}

    assert {name: texts[-1:] for name, texts in said.items()} == {key: [REFUSED] for key in BAD}
    assert Video.objects.count() == 0


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
    assert REFUSED in json.loads(bad.content)["html"]
    assert Video.objects.count() == 1


def test_a_file_that_no_page_shows_may_be_replaced(desk):
    send(desk, "访谈.mp4", MP4)
    video = Video.objects.get()
    url = f"/admin/media/edit/{video.pk}/"

    desk.post(url, {"title": "访谈录像", "collection": "1", "duration": "2", "file": upload("访谈新.mp4", MP4 + b"x")})

    assert (Video.objects.get().duration, Video.objects.get().file.read()) == (2, MP4 + b"x")
