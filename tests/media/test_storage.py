"""The same rules on the local disk and in object storage: who may have a file, from when and until when."""

import hashlib
import random
import time
from datetime import timedelta
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import pytest
import time_machine
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from media import exposure
from media.models import PublicUse, Video
from media.storage import private_storage, public_storage, put_folder
from tests.support import places

pytestmark = pytest.mark.django_db
BODY = bytes(range(256)) * 40


@pytest.fixture(params=["disk", pytest.param("objects", marks=pytest.mark.s3)])
def place(request, tmp_path):
    with places.disk(tmp_path) if request.param == "disk" else places.objects() as found:
        yield found


@pytest.fixture
def name(place) -> str:
    return private_storage().save("videos/a.mp4", ContentFile(BODY))


def renditions(folder, text: str = "one") -> None:
    (folder / "480p").mkdir(parents=True)
    for path in ("master.m3u8", "480p/list.m3u8", "480p/0.m4s", "480p/1.m4s", "poster.jpg"):
        (folder / path).write_text(f"{path} {text}")


@pytest.fixture
def video(place, name, tmp_path) -> Video:
    """A video whose renditions lie in the private place."""
    video = Video.objects.create(title="录像", type="video", file=name, generation="g1")
    renditions(tmp_path / "out")
    put_folder(tmp_path / "out", video.generation_prefix)
    return video


def show(video: Video, callbacks, pages: tuple[int, ...] = (7,)) -> None:
    """Live pages begin (or with no page cease) to show the video; no worker has come by yet."""
    with callbacks(execute=True):
        PublicUse.record(7, [("video", video.pk)] if pages else [])


def test_names_hold_the_hash_and_cannot_be_guessed(place):
    first, second = (private_storage().save("videos/校 园.MP4", ContentFile(BODY)) for _ in range(2))

    assert first != second
    digest = hashlib.sha256(BODY).hexdigest()
    assert [one[:-17] for one in (first, second)] == [f"videos/{digest[:2]}/{digest[:24]}"] * 2


def test_a_signed_address_gives_the_file_to_be_kept_by_nobody(place, name):
    answer = place.fetch(private_storage().url(name))

    assert (answer.status, answer.body) == (200, BODY)
    assert (answer.headers["cache-control"], answer.headers["content-type"]) == ("private, no-store", "video/mp4")


def test_a_download_has_the_name_it_came_with(place, name):
    answer = place.fetch(private_storage().url(name, filename="名单 2026.mp4"))

    assert (
        answer.headers["content-disposition"].lower()
        == f"attachment; filename*=utf-8''{quote('名单 2026.mp4')}".lower()
    )


def test_without_signature_there_is_nothing(place, name):
    bare = private_storage().url(name).split("?")[0]

    assert place.fetch(bare).status == place.refusal


def test_no_address_is_valid_for_more_than_five_minutes(place, name):
    signed = private_storage().url(name, expire=86_400)

    with time_machine.travel(timezone.now() - timedelta(seconds=301), tick=False):
        old = private_storage().url(name, expire=86_400)

    values = dict(parse_qsl(urlsplit(signed).query))
    left = int(values.get("X-Amz-Expires", 0)) or int(values["expires"]) - time.time()
    assert (290 < left <= 300, place.fetch(old).status) == (True, place.refusal)


def test_no_edit_of_an_address_opens_anything(place, name):
    other = private_storage().save("videos/b.mp4", ContentFile(BODY + b"GEHEIM"))
    url = private_storage().url(name)
    dice = random.Random(5)
    edits = [url.replace(quote(name), quote(other)), f"{url}0", f"{url}&signature=", url.rsplit("&", 1)[0]]

    parts = urlsplit(url)
    values = parse_qsl(parts.query)
    while len(edits) < 50:
        changed = [list(pair) for pair in values]
        pair = dice.choice(changed)
        at = dice.randrange(len(pair[1]))
        pair[1] = pair[1][:at] + dice.choice("0123456789abcdef") + pair[1][at + 1 :]
        if [tuple(one) for one in changed] != values:
            edits.append(urlunsplit(parts._replace(query=urlencode([tuple(one) for one in changed]))))
    answers = [place.fetch(edit) for edit in edits]

    assert [answer.status for answer in answers if answer.status < 400] == []
    assert [answer.body for answer in answers if BODY in answer.body] == []


def test_a_signature_by_another_key_opens_nothing(place, name, settings):
    storage = private_storage()
    if place.name == "disk":
        settings.SECRET_KEY = "another-key-that-is-long-enough-" * 2
        foreign = storage.url(name)
        settings.SECRET_KEY = "only-for-tests-" + "0" * 40
    else:
        storage.secret_key = "foreign"
        storage.__dict__.pop("signer", None)
        foreign = storage.url(name)

    assert place.fetch(foreign).status == place.refusal


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
def test_an_address_for_reading_does_not_write(place, name, method):
    answer = place.fetch(private_storage().url(name), method)

    assert answer.status >= 400
    assert private_storage().size(name) == len(BODY)


@pytest.mark.parametrize(
    ("asked", "status", "body", "told"),
    [
        ("bytes=0-9", 206, BODY[:10], f"bytes 0-9/{len(BODY)}"),
        ("bytes=10000-", 206, BODY[10000:], f"bytes 10000-{len(BODY) - 1}/{len(BODY)}"),
        ("bytes=-5", 206, BODY[-5:], f"bytes {len(BODY) - 5}-{len(BODY) - 1}/{len(BODY)}"),
        ("bytes=0-999999999999", 206, BODY, f"bytes 0-{len(BODY) - 1}/{len(BODY)}"),
    ],
)
def test_ranges(place, name, asked, status, body, told):
    answer = place.fetch(private_storage().url(name), Range=asked)

    assert (answer.body, answer.headers.get("content-range", told)) == (body, told)
    # The whole file may be answered with either.
    assert answer.status == status or body == BODY


def test_a_range_behind_the_end(place, name):
    assert place.fetch(private_storage().url(name), Range="bytes=999999-").status == 416


def test_a_deleted_file_goes_with_the_commit(place, name, django_capture_on_commit_callbacks):
    url = private_storage().url(name)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        private_storage().delete(name)
        1 / 0  # noqa: B018
    kept = place.fetch(url).status
    with django_capture_on_commit_callbacks(execute=True):
        private_storage().delete(name)

    assert (kept, place.fetch(url).status) == (200, 404)


def test_a_folder_is_stored_listed_copied_out_and_removed(place, tmp_path):
    storage = private_storage()
    renditions(tmp_path / "out")

    keys = put_folder(tmp_path / "out", "video/x/g1/")

    assert keys[-2:] == ["video/x/g1/480p/list.m3u8", "video/x/g1/master.m3u8"]
    assert dict(storage.keys("video/x/")) == {key: len(key) - len("video/x/g1/") + len(" one") for key in keys}
    with storage.local_copy("video/x/g1/poster.jpg") as path:
        assert path.read_text() == "poster.jpg one"
    storage.delete_prefix("video/x/")
    assert list(storage.keys("video/x/")) == []


@pytest.mark.parametrize(
    "key", ["../a", "a/../b", "/a", "a//b", "", ".", "a/.b", "a\0b", "a\nb", "a\\b", "中", "a" * 600]
)
def test_only_plain_keys_are_written(place, tmp_path, key):
    (tmp_path / "f").write_text("x")

    with pytest.raises(SuspiciousFileOperation):
        private_storage().put(key, tmp_path / "f")
    with pytest.raises(SuspiciousFileOperation):
        private_storage().delete_prefix(key)


def test_private_public_private(place, video, django_capture_on_commit_callbacks):
    names = ["master.m3u8", "480p/0.m4s", "poster.jpg"]

    def statuses() -> list[int]:
        return [place.fetch(video.public_url(one)).status for one in names]

    seen = [statuses()]
    show(video, django_capture_on_commit_callbacks)
    exposure.settle(video.pk)
    seen.append(statuses())
    body = place.fetch(video.public_url()).body
    began = time.monotonic()
    show(video, django_capture_on_commit_callbacks, pages=())
    seen.append(statuses())

    assert seen == [[place.refusal] * 3, [200] * 3, [place.refusal] * 3]
    assert (body, time.monotonic() - began < 5) == (b"master.m3u8 one", True)
    assert private_storage().exists(f"{video.generation_prefix}master.m3u8")


def test_the_original_is_public_only_until_there_are_renditions(place, video, django_capture_on_commit_callbacks):
    Video.objects.filter(pk=video.pk).update(generation="")
    video.refresh_from_db()
    show(video, django_capture_on_commit_callbacks)
    exposure.settle(video.pk)
    url = public_storage().url(video.public_original_key)
    before = place.fetch(url)

    Video.objects.filter(pk=video.pk).update(generation="g1")
    exposure.settle(video.pk)
    exposure.remove_outdated(video.pk)

    assert (before.status, before.body, place.fetch(url).status) == (200, BODY, place.refusal)
    assert len(list(public_storage().keys(video.public_prefix))) == 5


def test_public_files_may_be_kept_for_minutes_only(place, video, django_capture_on_commit_callbacks):
    show(video, django_capture_on_commit_callbacks)
    exposure.settle(video.pk)

    answers = [place.fetch(video.public_url(one)) for one in ("master.m3u8", "480p/0.m4s")]

    assert [(one.headers["cache-control"], one.headers["content-type"]) for one in answers] == [
        ("public, max-age=300, s-maxage=5", "application/vnd.apple.mpegurl"),
        ("public, max-age=300, s-maxage=5", "video/iso.segment"),
    ]


def test_a_withdrawal_while_files_are_copied_wins(place, video, monkeypatch, django_capture_on_commit_callbacks):
    show(video, django_capture_on_commit_callbacks)
    storage = type(public_storage())
    copy = storage.take
    monkeypatch.setattr(exposure, "BUNDLE", 1)
    monkeypatch.setattr(exposure, "LOOK_AGAIN_SECONDS", 0)

    def withdraw_after_the_first(self, source, wanted):
        copy(self, source, wanted)
        if PublicUse.objects.exists():
            show(video, django_capture_on_commit_callbacks, pages=())

    monkeypatch.setattr(storage, "take", withdraw_after_the_first)
    exposure.settle(video.pk)

    assert list(public_storage().keys(video.public_prefix)) == []


def test_what_was_cut_off_is_completed(place, video, django_capture_on_commit_callbacks):
    show(video, django_capture_on_commit_callbacks)
    exposure.settle(video.pk)
    public_storage().delete_keys([f"{video.generation_prefix}480p/1.m4s", f"{video.generation_prefix}master.m3u8"])

    exposure.settle(video.pk)

    assert place.fetch(video.public_url("480p/1.m4s")).body == b"480p/1.m4s one"
    assert place.fetch(video.public_url()).status == 200
