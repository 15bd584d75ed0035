"""What a live page shows stays as it is: replacing and deleting are refused with the reason, at every door."""

import json
import uuid

import pytest

from media.models import Document, Image, PublicUse, Video
from tests.factories import interview, paragraph, story
from tests.support.pictures import jpeg, upload

MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(200)


def reason(name: str, act: str) -> str:
    return f"“{name}”正在已发布的页面上使用，不能{act}。请上传为新素材，在页面里换上并重新发布。"


@pytest.fixture
def image(column) -> Image:
    image = Image.objects.create(title="车间", file=upload("a.jpg", jpeg()))
    story(column, cover=image)
    return image


@pytest.fixture
def document(column) -> Document:
    document = Document.objects.create(title="报名表", file=upload("a.pdf", b"%PDF-1.7"))
    block = {"type": "document", "value": {"document": document.pk, "title": ""}, "id": str(uuid.uuid4())}
    story(column, body=[paragraph(), block])
    return document


@pytest.fixture
def video(interviews) -> Video:
    video = Video.objects.create(title="访谈录像", type="video", duration=1, file=upload("a.mp4", MP4))
    interview(interviews, video=video)
    return video


def said(response) -> list[str]:
    return [str(message).strip() for message in response.context["messages"]]


def test_the_fixtures_are_public(image, document, video):
    assert {(use.kind, use.asset_id) for use in PublicUse.objects.all()} == {
        ("image", image.pk),
        ("document", document.pk),
        ("video", video.pk),
    }


def test_deleting_a_public_picture(desk, image):
    response = desk.post(f"/admin/images/{image.pk}/delete/", follow=True)

    assert (said(response), Image.objects.count()) == ([reason("车间", "删除")], 1)


def test_deleting_public_pictures_in_bulk(desk, image):
    free = Image.objects.create(title="没用过", file=upload("b.jpg", jpeg()))

    response = desk.post(f"/admin/bulk/media/image/delete/?id={image.pk}&id={free.pk}", follow=True)

    assert (said(response), Image.objects.count()) == ([reason("车间", "删除")], 2)


def test_deleting_a_public_picture_from_the_page_for_many_files(desk, image):
    response = desk.post(f"/admin/images/multiple/{image.pk}/delete/", headers={"x-requested-with": "XMLHttpRequest"})

    assert (response.status_code, json.loads(response.content)["error_message"]) == (400, reason("车间", "删除"))
    assert Image.objects.count() == 1


def test_deleting_a_public_document(desk, document):
    response = desk.post(f"/admin/documents/delete/{document.pk}/", follow=True)

    assert (said(response), Document.objects.count()) == ([reason("报名表", "删除")], 1)


def test_deleting_a_public_video(desk, video):
    response = desk.post(f"/admin/media/delete/{video.pk}/", follow=True)

    assert (said(response), Video.objects.count()) == ([reason("访谈录像", "删除")], 1)


@pytest.mark.parametrize("kind", ["image", "document", "video"])
def test_replacing_a_public_file_is_refused_at_the_file(kind, desk, request):
    asset = request.getfixturevalue(kind)
    url, data = {
        "image": (f"/admin/images/{asset.pk}/", upload("b.jpg", jpeg())),
        "document": (f"/admin/documents/edit/{asset.pk}/", upload("b.pdf", b"%PDF-1.4")),
        "video": (f"/admin/media/edit/{asset.pk}/", upload("b.mp4", MP4)),
    }[kind]
    before = asset.file.name

    response = desk.post(url, {"title": asset.title, "collection": "1", "duration": "1", "file": data})

    assert response.context["form"].errors["file"] == [reason(asset.title, "替换文件")]
    again = type(asset).objects.get(pk=asset.pk)
    assert (again.file.name, again.file.storage.exists(before)) == (before, True)


def test_the_title_of_a_public_picture_may_be_mended(desk, image):
    desk.post(f"/admin/images/{image.pk}/", {"title": "新的名字", "collection": "1"})

    assert Image.objects.get().title == "新的名字"


def test_what_no_live_page_shows_may_go(desk, image, column):
    free = Image.objects.create(title="没用过", file=upload("b.jpg", jpeg()))

    desk.post(f"/admin/images/{free.pk}/delete/")

    assert list(Image.objects.values_list("title", flat=True)) == ["车间"]


def test_a_withdrawn_page_lets_its_picture_go(desk, image):
    from columns.models import StoryPage

    page = StoryPage.objects.get()
    page.cover = None
    page.save_revision().publish()

    desk.post(f"/admin/images/{image.pk}/delete/")

    assert Image.objects.count() == 0
