"""What an upload is refused for, in Chinese and at once; the rules are the same wherever the parts go."""

import hashlib

import pytest

from delivery.outbox import run_all
from media.content_types import NOT_TAKEN
from media.models import Upload, Video
from media.models.uploads import PART_BYTES
from tests.support import places
from tests.support.pictures import jpeg
from tests.support.sending import Sender, film

pytestmark = pytest.mark.django_db
DATA = film(2 * PART_BYTES + 1000)


@pytest.fixture(autouse=True)
def _on_disk(tmp_path):
    with places.disk(tmp_path):
        yield


@pytest.mark.parametrize(
    ("name", "data", "status", "message"),
    [
        ("a.mp4", b"", 400, "文件是空的。"),
        ("a.avi", film(100), 415, "文件内容不是 AVI。请检查文件，或改回原来的后缀再上传。"),
        ("a.mp4", jpeg(), 415, "这是一张图片，不是音视频。图片请上传到图片库。"),
        ("a.m3u8", film(100), 415, NOT_TAKEN),
        ("a", film(100), 415, NOT_TAKEN),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_at_once(desk, name, data, status, message):
    answer = Sender(desk, data, name).begin()

    assert (answer.status_code, answer.json()) == (status, {"error": message, "is_final": True})
    assert Upload.objects.count() == 0


def test_too_large(desk, settings):
    settings.UPLOAD_LIMIT_BYTES = 1024**3

    answer = Sender(desk, film(100)).begin(size=3 * 1024**3)

    assert (answer.status_code, answer.json()["error"]) == (
        413,
        "文件有 3 GB，超过上限 1 GB。请压缩或分成几段。",
    )


def test_the_quota_counts_what_is_under_way_and_what_is_kept(desk, settings):
    settings.UPLOAD_QUOTA_BYTES = 3000
    first = Sender(desk, film(1000))
    first.begin()
    first.send()
    first.finish()
    run_all()

    statuses = [Sender(desk, film(1500, seed=1)).begin().status_code, Sender(desk, film(1000, seed=2)).begin()]
    Video.objects.get().delete()
    after = Sender(desk, film(1000, seed=2)).begin().status_code

    assert (statuses[0], statuses[1].status_code, after) == (201, 413, 201)
    assert statuses[1].json()["error"] == "您的视频合计不能超过 2 KB，还剩 1 KB，放不下这个文件。"


def test_a_full_disk_is_said_at_the_start(desk, monkeypatch):
    monkeypatch.setattr("media.uploads.on_disk.shutil.disk_usage", lambda path: type("", (), {"free": 1024**3}))

    answer = Sender(desk, film(1000)).begin()

    assert (answer.status_code, answer.json()["error"]) == (
        507,
        "服务器空间不足，暂时不能上传。请联系管理员；已经传到的部分不会丢。",
    )
    assert Upload.objects.open().count() == 0


def test_a_disk_that_fills_up_meanwhile_loses_nothing(desk, monkeypatch):
    sender = Sender(desk, DATA)
    sender.begin()
    sender.send(1)
    with monkeypatch.context() as patch:

        def full(*args):
            raise OSError(28, "No space left on device")

        patch.setattr("media.uploads.on_disk.os.pwrite", full)
        refused = sender.put(sender.announce(2).json(), sender.part(2))
    sender.send(2, 3)
    sender.finish()
    run_all()

    assert (refused, Video.objects.get().sha256) == (507, hashlib.sha256(DATA).hexdigest())


def test_twenty_at_a_time(desk):
    statuses = [Sender(desk, film(100, seed=n)).begin().status_code for n in range(21)]

    assert statuses == [201] * 20 + [409]


@pytest.mark.parametrize(
    "name", ["\0a\n.mp4", "../../etc/a.mp4", "C:\\x\\a.mp4", "a" * 500 + ".mp4", "\u202e4pm.mp4", "\ud800.mp4"]
)
def test_odd_names(desk, name):
    sender = Sender(desk, film(100), name)

    assert sender.begin().status_code == 201
    upload = Upload.objects.get()
    assert [sign for sign in upload.filename if sign in "\0\n/\\\u202e\ud800"] == []
    assert upload.filename.endswith(".mp4")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        "{",
        "[" * 50_000,
        '{"name": 1}',
        '{"size": "1"}',
        '{"size": -1}',
        '{"size": 1e400}',
        '{"size": true}',
        '{"size": 99999999999999999999999}',
        '{"purpose": "other"}',
        '{"purpose": "library", "head": "%%%"}',
        '{"purpose": "library", "owner": 1}',
        '{"purpose": "library", "state": "done"}',
        '{"purpose": "library", "collection": 9223372036854775807, "name": "a.mp4", "size": 5}',
        "\xff",
        "x" * 100_000,
    ],
)
def test_junk(desk, body):
    answer = desk.post("/videos/uploads/", body, content_type="application/json")

    assert (answer.status_code in (400, 403), Upload.objects.count()) == (True, 0)


@pytest.mark.parametrize("number", ["0", "4", "99999999999999999999999999"])
def test_parts_that_the_file_has_not(desk, number):
    sender = Sender(desk, DATA)
    sender.begin()
    url = f"{sender.told['url']}parts/{number}/"

    announced = sender.post(url, {"sha256": "0" * 64, "md5": "0" * 32}).status_code

    assert (announced, desk.put(url, b"x").status_code) == (400, 409)


@pytest.mark.parametrize("sums", [{}, {"sha256": "x" * 64, "md5": "0" * 32}, {"sha256": "0" * 64, "md5": "0" * 33}])
def test_sums_that_are_none(desk, sums):
    sender = Sender(desk, DATA)
    sender.begin()

    assert sender.post(f"{sender.told['url']}parts/1/", sums).status_code == 400
