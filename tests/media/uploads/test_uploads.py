"""A large file in parts, on disk and in object storage: what arrives is what was sent, or nothing of it stays."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from delivery.outbox import run_all
from media.models import Upload, UploadPart, Video
from media.models.uploads import PART_BYTES
from media.storage import private_storage
from media.uploads.domain import expire_uploads
from media.uploads.jobs import when_stored
from tests.support import places
from tests.support.accounts import account
from tests.support.sending import Sender, film

pytestmark = pytest.mark.django_db
DATA = film(2 * PART_BYTES + 1000)


@pytest.fixture(params=["disk", pytest.param("objects", marks=pytest.mark.s3)])
def place(request, tmp_path):
    with places.disk(tmp_path) if request.param == "disk" else places.objects() as found:
        yield found


@pytest.fixture
def sender(place, desk) -> Sender:
    sender = Sender(desk, DATA)
    sender.begin()
    return sender


def stored() -> list[str]:
    """Every file in the private place."""
    return [key for key, _ in private_storage().keys("videos")] + [
        key for key, _ in private_storage().keys("temporary")
    ]


def test_a_file_in_three_parts_becomes_a_private_video(sender, editor):
    made = []
    when_stored.append(made.append)

    sender.send(3, 1, 2)
    finished = sender.finish()
    between = (finished.status_code, finished.json()["state"], Video.objects.count())
    run_all()
    when_stored.remove(made.append)

    video = Video.objects.get()
    assert between == (202, "checking", 0)
    assert (video.title, video.type, video.is_public, video.uploaded_by_user) == ("大讲堂录像", "video", False, editor)
    with private_storage().open(video.file.name) as file:
        assert (hashlib.sha256(file.read()).hexdigest(), video.sha256) == (hashlib.sha256(DATA).hexdigest(),) * 2
    assert (sender.status().json()["state"], sender.status().json()["video"], made) == ("done", video.pk, [video])
    assert stored() == [video.file.name]


def test_the_place_is_named_by_the_server(sender):
    upload = Upload.objects.get()

    assert "讲座" not in upload.key
    assert (upload.key.startswith("videos/"), upload.key.endswith(".mp4")) == (True, True)
    assert "key" not in sender.told


def test_what_has_arrived_is_known_after_a_reload(sender):
    sender.send(2)

    again = Sender(sender.client, DATA)
    again.begin()

    assert again.told["id"] == sender.told["id"]
    assert again.told["parts"] == {} or again.told["parts"] == {"2": hashlib.sha256(sender.part(2)).hexdigest()}
    assert sender.status().json()["parts"] == {"2": hashlib.sha256(sender.part(2)).hexdigest()}


def test_a_part_sent_again_and_an_end_told_again_change_nothing(sender):
    sender.send()
    again = sender.announce(2).json()
    sender.put(again, sender.part(2))

    first, second = sender.finish().json()["state"], sender.finish().json()["state"]
    run_all()
    third = sender.finish().json()
    run_all()

    assert (first, second, third["state"], third["video"]) == ("checking", "checking", "done", Video.objects.get().pk)


def test_a_damaged_part_is_refused_and_the_good_one_taken(sender):
    place_of_part = sender.announce(1).json()

    damaged = sender.put(place_of_part, sender.part(1)[:-1] + b"x")
    short = sender.put(sender.announce(1).json(), sender.part(1)[:100])
    nothing = sender.status().json()["parts"]
    sender.send()
    sender.finish()
    run_all()

    assert (damaged >= 400, short >= 400, nothing) == (True, True, {})
    assert Video.objects.get().sha256 == hashlib.sha256(DATA).hexdigest()


def test_an_end_with_parts_missing_says_how_many(sender):
    sender.send(1)

    answer = sender.finish()

    assert (answer.status_code, answer.json()) == (409, {"error": "还有 2 段没有传到。", "is_final": False})
    assert Upload.objects.get().state == "receiving"


def test_an_end_for_another_content_is_refused(sender):
    sender.send()

    assert sender.finish("0" * 64).status_code == 422
    assert Upload.objects.get().state == "receiving"


def test_what_was_changed_on_its_way_into_the_place_is_found(sender):
    sender.send()
    sender.finish()
    UploadPart.objects.filter(number=2).update(sha256="0" * 64)

    run_all()

    assert (sender.status().json()["state"], sender.status().json()["message"]) == (
        "refused",
        "文件在传输或存放中损坏，核对没有通过。请重新上传。",
    )
    assert (Video.objects.count(), stored()) == (0, [])


def test_a_wrong_type_behind_a_good_head_is_found(place, desk):
    sender = Sender(desk, b"<html>" + film(5000))
    sender.begin(head="AAAAGGZ0eXBtcDQyAAAAAG1wNDJpc29t")

    sender.send()
    sender.finish()
    run_all()

    assert sender.status().json()["message"] == "这是网页或 XML 文件，不是音视频。"
    assert (Video.objects.count(), stored()) == (0, [])


def test_a_cancelled_upload_leaves_nothing(sender):
    sender.send(1)

    answer = sender.client.delete(sender.told["url"])
    run_all()

    assert (answer.json()["state"], stored(), _multiparts(sender)) == ("cancelled", [], 0)
    assert sender.announce(2).status_code == 409


def test_an_upload_that_nobody_finishes_goes_after_a_day(sender):
    sender.send(1)

    with time_machine.travel(timezone.now() + timedelta(hours=23), tick=False):
        expire_uploads()
    kept = Upload.objects.get().state
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        expire_uploads()
    run_all()

    assert (kept, Upload.objects.get().state, stored(), _multiparts(sender)) == ("receiving", "expired", [], 0)


def test_a_late_part_does_not_touch_a_finished_file(sender):
    sender.send()
    late = sender.announce(1).json()
    sender.finish()
    run_all()

    status = sender.put(late, sender.part(1)) if late["is_ours"] else 404
    announced = sender.announce(1, b"x" * PART_BYTES).status_code

    assert (status >= 400, announced) == (True, 409)
    with private_storage().open(Video.objects.get().file.name) as file:
        assert file.read() == DATA


def test_the_check_is_repeated_after_a_kill_at_any_point(sender, monkeypatch):
    sender.send()
    sender.finish()
    from media.uploads import domain, jobs

    where = type(domain.receiver())
    for name in ("close", "keep"):
        done = getattr(where, name)

        def killed(self, upload, done=done):
            done(self, upload)
            raise MemoryError

        with monkeypatch.context() as patch:
            patch.setattr(where, name, killed)
            with pytest.raises(MemoryError):
                jobs.check_upload({"upload": sender.told["id"]}, None if name == "close" else _Quiet())
    run_all()

    assert Video.objects.get().sha256 == hashlib.sha256(DATA).hexdigest()


class _Quiet:
    def progress(self, percent: float) -> None:
        """Nobody listens."""


def _multiparts(sender: Sender) -> int:
    storage = private_storage()
    if not hasattr(storage, "bucket_name"):
        return 0
    return len(storage.client.list_multipart_uploads(Bucket=storage.bucket_name).get("Uploads", []))


@pytest.mark.s3
def test_object_storage_takes_only_the_bytes_that_were_announced():
    with places.objects():
        client = Client()
        client.force_login(account(Role.EDITOR))
        sender = Sender(client, DATA)
        sender.begin()
        place = sender.announce(1).json()
        without = {**place, "headers": {}}
        other = {**place, "url": place["url"].replace("partNumber=1", "partNumber=2")}

        statuses = [sender.put(place, b"x" * PART_BYTES), sender.put(without, sender.part(1)), sender.put(other, DATA)]

        assert [status >= 400 for status in statuses] == [True] * 3
        assert sender.put(place, sender.part(1)) == 200
