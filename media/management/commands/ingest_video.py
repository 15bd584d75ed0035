"""Take a recording into the library from the command line, on the same path as an upload."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.files.base import File
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Collection

from delivery.outbox import Queue, run_next
from media.enums import ProductionState
from media.models import Production, Video
from media.transcoding import MediaRefused, Probe, probe


class Command(BaseCommand):
    """`ingest_video FILE [--title …] [--wait] [--json]`: exit code 0 when it is taken, 1 with a message otherwise."""

    help = "把一个音视频文件收入素材库，检查后在后台转码。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments."""
        parser.add_argument("file", help="音视频文件")
        parser.add_argument("--title", default="", help="标题；不写就用文件名")
        parser.add_argument("--wait", action="store_true", help="在这里做完转码再结束，不等后台进程")
        parser.add_argument("--json", action="store_true", help="在标准输出写一个 JSON 对象，不写别的")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check first, so that nothing is stored of a file that is not taken."""
        path = Path(options["file"])
        try:
            found = probe(path)
            video = self._take(path, found, options["title"].strip() or path.stem)
        except MediaRefused as refusal:
            self._fail(str(refusal), options["json"])
        except OSError as error:
            self._fail(f"打不开文件 {path}：{error.strerror or error}", options["json"])
        if options["wait"]:
            self._wait(video, options["json"])
        state = Production.objects.get(video=video).get_state_display()
        if options["json"]:
            answer = {"id": video.pk, "public_id": str(video.public_id), "title": video.title, "state": state}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.stdout.write(f"已收入素材库：{video.title}（编号 {video.pk}，{found.duration:.0f} 秒），{state}。")

    @transaction.atomic
    def _take(self, path: Path, found: Probe, title: str) -> Video:
        with path.open("rb") as file:
            return Video.objects.create(
                title=title[:255],
                type="video" if found.picture else "audio",
                duration=round(found.duration, 2),
                file=File(file, name=path.name),
                collection=Collection.get_first_root_node(),
            )

    def _wait(self, video: Video, is_json: bool) -> None:
        """Do slow work here until this video is through; another worker may do parts of it."""
        over = (ProductionState.READY, ProductionState.REFUSED)
        while Production.objects.get(video=video).state not in over:
            if not run_next([Queue.SLOW]):
                self._fail("转码没有做完：任务由别的后台进程处理，或稍后会再试。", is_json)
        production = Production.objects.get(video=video)
        if production.state == ProductionState.REFUSED:
            self._fail(production.message, is_json)

    def _fail(self, message: str, is_json: bool) -> NoReturn:
        self.stderr.write(message)
        if is_json:
            self.stdout.write(json.dumps({"error": message}, ensure_ascii=False))
        sys.exit(1)
