"""Take a recording into the library from the command line, on the same path as an upload."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.db import transaction
from wagtail.models import Collection

from delivery.file_command import Answer, FileCommand, shown
from delivery.outbox import Queue, run_next
from media.enums import ProductionState
from media.models import Production, Video
from media.transcoding import MediaRefused, Probe, probe

TITLE_CHARACTERS = 255


class Command(FileCommand):
    """`ingest_video FILE [--title …] [--wait] [--json]`: exit code 0 when it is taken, 1 with a message otherwise."""

    help = "把一个音视频文件收入素材库，检查后在后台转码。"
    file_help = "音视频文件"
    refusals = (MediaRefused,)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Adds the title and whether to stay until the end."""
        super().add_arguments(parser)
        parser.add_argument("--title", default="", help="标题；不写就用文件名")
        parser.add_argument("--wait", action="store_true", help="在这里做完转码再结束，不等后台进程")

    def take(self, path: Path, options: dict[str, Any]) -> Answer:
        """Check first, so that nothing is stored of a file that is not taken."""
        found = probe(path)
        title = " ".join(shown(options["title"].replace("\0", "")).split()) or shown(path.stem)
        video = self._store(path, found, title[:TITLE_CHARACTERS])
        if options["wait"]:
            self._wait(video)
        state = Production.objects.get(video=video).get_state_display()
        data = {"id": video.pk, "public_id": str(video.public_id), "title": video.title, "state": state}
        line = f"已收入素材库：{video.title}（编号 {video.pk}，{found.duration:.0f} 秒），{state}。"
        return Answer(data, [line])

    @transaction.atomic
    def _store(self, path: Path, found: Probe, title: str) -> Video:
        with path.open("rb") as file:
            return Video.objects.create(
                title=title,
                type="video" if found.picture else "audio",
                duration=round(found.duration, 2),
                file=File(file, name=shown(path.name)),
                collection=Collection.get_first_root_node(),
            )

    def _wait(self, video: Video) -> None:
        """Do slow work here until this video is through; another worker may do parts of it."""
        over = (ProductionState.READY, ProductionState.REFUSED)
        while Production.objects.get(video=video).state not in over:
            if not run_next([Queue.SLOW]):
                self.fail("转码没有做完：任务由别的后台进程处理，或稍后会再试。")
        production = Production.objects.get(video=video)
        if production.state == ProductionState.REFUSED:
            self.fail(production.message)
