"""Pictures dropped on a gallery: the rules of the library, one answer per file, the same picture only once."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from media.models import Image
from tests.support.accounts import visitor_of_admin
from tests.support.pictures import jpeg, photo_with_place, upload

DOOR = "/admin/images/gallery/"


@pytest.fixture
def hidden(db) -> Collection:
    """A collection below the root in which nobody has rights."""
    return Collection.get_first_root_node().add_child(name="内部")


def only_choosing_in(collection: Collection) -> Group:
    """A group that may choose pictures of this collection and add none."""
    group = Group.objects.create(name="只选图")
    choose = Permission.objects.get(codename="choose_image", content_type__app_label="media")
    GroupCollectionPermission.objects.create(group=group, collection=collection, permission=choose)
    return group


def test_a_picture_is_stored_clean_under_its_name_and_shown_to_the_form(desk, editor):
    response = desk.post(DOOR, {"file": upload("实训现场.jpg", photo_with_place())})

    image = Image.objects.get()
    answer = response.json()
    assert (image.title, image.uploaded_by_user, b"GEHEIM" in image.file.read()) == ("实训现场", editor, False)
    assert answer["is_known"] is False
    assert {name: answer["picture"][name] for name in ("id", "title", "description", "credit")} == {
        "id": image.pk,
        "title": image.title,
        "description": "",
        "credit": "",
    }
    assert answer["picture"]["preview"]["url"].startswith("/uploads/images/")


def test_one_bad_file_says_what_is_wrong_and_leaves_nothing(desk):
    response = desk.post(DOOR, {"file": upload("坏.jpg", b"no picture")})

    assert response.status_code == 400
    assert response.json() == {"error": "读不出这张图片。请用 JPG、PNG、WebP 或 HEIC 格式，并确认文件没有损坏。"}
    assert Image.objects.count() == 0


def test_a_missing_file_is_an_answer(desk):
    response = desk.post(DOOR, {"file": "text"})

    assert (response.status_code, response.json()) == (400, {"error": "没有收到文件。"})


def test_the_same_picture_again_is_answered_with_the_first(desk):
    data = jpeg()
    first = desk.post(DOOR, {"file": upload("一.jpg", data)}).json()["picture"]["id"]

    again = desk.post(DOOR, {"file": upload("二.jpg", data)}).json()

    assert (again["picture"]["id"], again["picture"]["title"], again["is_known"]) == (first, "一", True)
    assert Image.objects.count() == 1


def test_keep_stores_the_same_picture_once_more(desk):
    data = jpeg()
    desk.post(DOOR, {"file": upload("一.jpg", data)})

    kept = desk.post(DOOR, {"file": upload("二.jpg", data), "keep": "1"}).json()

    assert (kept["picture"]["title"], kept["is_known"], Image.objects.count()) == ("二", False, 2)


def test_a_picture_that_the_account_may_not_see_is_no_twin(desk, editor, hidden):
    data = jpeg()
    desk.post(DOOR, {"file": upload("别人的.jpg", data)})
    own = Collection.get_first_root_node().add_child(name="自己的")
    GroupCollectionPermission.objects.filter(group__in=editor.groups.all()).update(collection=own)
    Image.objects.update(collection=hidden, uploaded_by_user=None)

    answer = desk.post(DOOR, {"file": upload("自己的.jpg", data)}).json()

    assert (answer["is_known"], answer["picture"]["title"]) == (False, "自己的")
    assert Image.objects.get(title="自己的").collection == own


def test_a_foreign_collection_is_refused(desk, editor, hidden):
    for name in ("甲", "乙"):
        own = Collection.get_first_root_node().add_child(name=name)
        for right in GroupCollectionPermission.objects.filter(group__in=editor.groups.all(), collection__depth=1):
            GroupCollectionPermission.objects.create(group=right.group, collection=own, permission=right.permission)
    GroupCollectionPermission.objects.filter(group__in=editor.groups.all(), collection__depth=1).delete()

    offered = [entry["name"].strip("\xa0 ↳") for entry in desk.get(DOOR).json()["collections"]]
    response = desk.post(DOOR, {"file": upload("一.jpg", jpeg()), "collection": str(hidden.pk)})

    assert (sorted(offered), response.status_code, Image.objects.count()) == (["乙", "甲"], 400, 0)


@pytest.mark.parametrize("collection", ["0", "x", "9" * 40, "\0", ""])
def test_junk_for_a_collection_is_an_answer(desk, hidden, collection):
    response = desk.post(DOOR, {"file": upload("一.jpg", jpeg()), "collection": collection})

    assert (response.status_code, Image.objects.count()) == (400, 0)


def test_who_may_only_choose_is_offered_no_upload(client, hidden):
    user = visitor_of_admin()
    user.groups.add(only_choosing_in(hidden))
    client.force_login(user)

    offered = client.get(DOOR).json()["collections"]
    response = client.post(DOOR, {"file": upload("一.jpg", jpeg())})

    assert (offered, response.status_code) == ([], 403)
    assert response.json() == {"error": "您的账号不能上传图片，可以从图片库里选。"}
    assert Image.objects.count() == 0


def test_nobody_without_account_gets_in(client, db):
    response = client.post(DOOR, {"file": upload("一.jpg", jpeg())})

    assert (response.status_code, Image.objects.count()) == (302, 0)
