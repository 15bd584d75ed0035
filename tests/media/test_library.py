"""The picture library: who uses a picture, what is known already, which part of it is always shown."""

import io
from html import unescape

import pytest
from PIL import Image as Pixels

from delivery.outbox import run_all
from media.models import Image
from tests.factories import story
from tests.support.pictures import jpeg, upload
from tests.support.visible_text import visible_texts

MANY = "/admin/images/multiple/add/"


@pytest.fixture
def picture(db) -> Image:
    """A photograph with everything it needs."""
    return Image.objects.create(title="车间", credit="孟繁星 摄", file=upload("车间.jpg", jpeg()))


def test_the_edit_screen_leads_to_the_pages_that_use_the_picture(desk, column, picture):
    used = [
        story(column, title="封面用它的故事", cover=picture),
        story(column, title="草稿也算", cover=picture, live=False),
    ]
    story(column, title="没有用它的故事")

    screen = desk.get(f"/admin/images/{picture.pk}/").content.decode()
    listed = desk.get(f"/admin/images/usage/{picture.pk}/").content.decode()

    assert f"/admin/images/usage/{picture.pk}/" in screen
    assert [page.title in unescape(listed) for page in used] == [True, True]
    assert "没有用它的故事" not in unescape(listed)


def test_a_picture_that_is_there_already_is_pointed_out(desk):
    data = jpeg()

    first = desk.post(MANY, {"files[]": upload("一.jpg", data), "title": "一"}).json()
    again = desk.post(MANY, {"files[]": upload("二.jpg", data), "title": "二"}).json()

    assert (first["success"], first["duplicate"]) == (True, False)
    assert (again["success"], again["duplicate"]) == (True, True)
    offered = " ".join(visible_texts(again["confirm_duplicate_upload"]))
    assert ("一" in offered, "删除新图片" in offered) == (True, True)


def test_what_the_focus_holds_stays_in_every_cut(db):
    pixels = Pixels.new("RGB", (1600, 400), "black")
    pixels.paste("red", (1400, 100, 1500, 300))
    data = io.BytesIO()
    pixels.save(data, "PNG")
    image = Image(title="横幅", credit="示例 绘", file=upload("横幅.png", data.getvalue()))
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 1450, 200, 100, 200
    image.save()

    run_all()

    image.refresh_from_db()
    cut = Pixels.open(image.renditions.get(filter_spec__startswith="fill-400x400").file).convert("RGB")
    red = sum(number for number, (r, g, b) in cut.getcolors(cut.width * cut.height) if r > 150 and g < 80 and b < 80)
    assert cut.size == (400, 400)
    assert 18_000 < red < 22_500
