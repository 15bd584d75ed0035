"""From an original to versions that readers can play."""

import io
import json
import os

import pytest
from django.core.files.base import ContentFile, File
from django.core.management import call_command
from wagtail.models import Collection

from delivery.models import OutboxMessage
from delivery.outbox import Queue, run_next
from media import ingest
from media.enums import ProductionState
from media.models import Production, PublicUse, Video
from media.storage import private_storage, public_storage
from media.transcoding import Made


@pytest.fixture
def video(db, studio) -> Video:
    """A video whose original was just stored."""
    with studio.plain.open("rb") as file:
        return Video.objects.create(
            title="访谈", type="video", file=File(file, "a.mp4"), collection=Collection.get_first_root_node()
        )


def work(limit: int = 20) -> None:
    for _ in range(limit):
        if not run_next([Queue.SLOW]):
            return


def keys_of(video: Video, storage) -> set[str]:
    prefix = f"{video.public_prefix}{video.generation}/"
    return {key.removeprefix(prefix) for key, _ in storage.keys(video.public_prefix)}


def command(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("ingest_video", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_new_original_waits_for_the_worker(video):
    production = Production.objects.get(video=video)

    assert (production.state, production.file) == (ProductionState.WAITING, video.file.name)
    assert OutboxMessage.objects.get(pk=production.job).payload == {
        "production": production.pk,
        "generation": production.generation,
    }


def test_saving_a_video_without_a_new_original_starts_nothing(video):
    before = OutboxMessage.objects.filter(topic=ingest.TOPIC_INGEST).count()

    video.title = "另一个标题"
    video.save()

    assert OutboxMessage.objects.filter(topic=ingest.TOPIC_INGEST).count() == before


@pytest.mark.slow
def test_every_stage_is_made_and_named_by_the_master_playlist(video):
    work()

    video.refresh_from_db()
    production = video.production
    assert (production.state, production.message) == (ProductionState.READY, "")
    assert [made.name for made in production.versions] == ["copy", "180p", "posters", "audio"]
    assert (video.generation, video.duration, video.width, video.poster) == (
        production.generation, 2.0, 320, "poster-1.jpg",
    )  # fmt: skip
    assert {"master.m3u8", "180p/index.m3u8", "180p/video.mp4", "audio/audio.m4a", "posters/poster-1.jpg"} <= keys_of(
        video, private_storage()
    )
    with private_storage().open(f"{video.generation_prefix}master.m3u8") as master:
        named = [line for line in master.read().decode().splitlines() if not line.startswith("#")]
    assert named == ["180p/index.m3u8", "audio/index.m3u8"]


@pytest.mark.slow
def test_the_first_stage_makes_it_playable(video):
    run_next([Queue.SLOW])

    video.refresh_from_db()
    assert video.generation == video.production.generation
    assert "copy/index.m3u8" in keys_of(video, private_storage())
    assert Production.objects.get().state == ProductionState.WORKING


@pytest.mark.slow
def test_a_stage_done_twice_is_there_once(video):
    run_next([Queue.SLOW])
    video.refresh_from_db()
    before = keys_of(video, private_storage())
    # As if the worker had been killed after the work and before its note.
    Production.objects.update(made=[])
    work(limit=1)

    assert [made.name for made in Production.objects.get().versions] == ["copy"]
    assert keys_of(video, private_storage()) == before


@pytest.mark.slow
def test_readers_get_the_versions_of_a_public_video(video, monkeypatch):
    told = []
    monkeypatch.setattr(ingest, "when_playable", [told.append])
    PublicUse.record(1, [("video", video.pk)])

    work()
    while run_next([Queue.QUICK]):
        pass

    video.refresh_from_db()
    assert {found.pk for found in told} == {video.pk}
    assert keys_of(video, public_storage()) == keys_of(video, private_storage())


def test_what_cannot_be_played_is_refused_in_words(db):
    video = Video.objects.create(
        title="坏", type="video", file=ContentFile(b"#EXTM3U\nhttp://127.0.0.1:9/x", "a.mp4"),
        collection=Collection.get_first_root_node(),
    )  # fmt: skip

    work()

    production = Production.objects.get(video=video)
    assert production.state == ProductionState.REFUSED
    assert production.message.startswith("这是播放列表")
    assert OutboxMessage.objects.filter(topic=ingest.TOPIC_INGEST, done_at=None).count() == 0


def test_a_replaced_original_begins_anew(video):
    before = Production.objects.get().generation

    video.file = ContentFile(b"#EXTM3U\n", "b.mp4")
    video.save()
    work()

    production = Production.objects.get()
    assert production.generation != before
    assert (production.file, production.state) == (video.file.name, ProductionState.REFUSED)


def test_a_deleted_video_is_no_error(video):
    video.delete()

    work()

    assert OutboxMessage.objects.filter(topic=ingest.TOPIC_INGEST, done_at=None).count() == 0


def test_a_copy_is_offered_until_its_size_is_encoded():
    copy = Made("copy", [], height=720, width=1280, bandwidth=9)
    small, large = (Made(f"{side}p", [], height=side, width=side, bandwidth=5) for side in (480, 720))

    offers = [ingest.offered(versions) for versions in ([copy], [copy, small], [copy, small, large])]

    assert [[made.name for made in offer] for offer in offers] == [["copy"], ["copy", "480p"], ["480p", "720p"]]


def test_the_command_takes_a_recording(db, studio):
    code, out, err = command(str(studio.plain), "--title", "第一讲", "--json")

    video = Video.objects.get()
    assert (code, err, json.loads(out)) == (
        0, "", {"id": video.pk, "public_id": str(video.public_id), "title": "第一讲", "state": "等待转码"},
    )  # fmt: skip
    assert video.file.size == studio.plain.stat().st_size


@pytest.mark.slow
def test_the_command_can_wait(db, studio):
    code, out, _ = command(str(studio.plain), "--wait")

    assert (code, out) == (0, f"已收入素材库：plain（编号 {Video.objects.get().pk}，2 秒），转码完成。\n")


def test_the_command_refuses_and_keeps_nothing(db, tmp_path):
    (tmp_path / "list.mp4").write_text("#EXTM3U\nhttp://127.0.0.1:9/x.ts\n")

    refused, missing = command(str(tmp_path / "list.mp4")), command(str(tmp_path / "none.mp4"))

    assert (refused[0], missing[0]) == (1, 1)
    assert refused[2].startswith("这是播放列表")
    assert missing[2].startswith("打不开文件")
    assert Video.objects.count() == 0


def test_a_name_of_any_bytes_becomes_a_title_that_can_be_stored(db, studio, tmp_path):
    strange = tmp_path / os.fsdecode(b"\xbd\xb2\xd7\xf9 1.mp4")
    strange.write_bytes(studio.plain.read_bytes())

    codes = [command(str(strange))[0], command(str(strange), "--title", " \0第一讲\n  上 " + "长" * 300)[0]]

    titles = list(Video.objects.order_by("pk").values_list("title", flat=True))
    assert codes == [0, 0]
    assert titles == ["\ufffd\ufffd\ufffd\ufffd 1", "第一讲 上 " + "长" * 249]
