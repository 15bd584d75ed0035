"""Pages of attached PDF files as passages of the page that offers them; read by the worker, once per file."""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from core.kept.passages import Passage
from core.models import BasePage
from core.publishing.content_hash import shown_objects
from core.registries import search_passages
from delivery.enums import Queue
from delivery.outbox import enqueue, handles
from media.models import Document as Attachment
from media.transcoding import confine
from search import pdf_text
from search.domain.keep_up import TOPIC_INDEX
from search.models import AttachmentText

TOPIC_READ = "search.read-attachment"
LARGEST_FILE = 60_000_000
MEMORY_BYTES, CPU_SECONDS, WALL_SECONDS = 1_000_000_000, 60, 120
logger = logging.getLogger(__name__)


@search_passages.register
def attached_pages(page: BasePage) -> list[Passage]:
    """Each page of the attached PDF files, with the address that opens the file there; empty until they are read."""
    files = _files(page)
    texts = dict(AttachmentText.objects.filter(digest__in=files).values_list("digest", "pages"))
    return [
        Passage(text, f"{attachment.url}#page={number}", f"{attachment.title}　第{number}页")
        for digest, attachment in files.items()
        for number, text in enumerate(texts.get(digest, []), start=1)
        if text
    ]


def ask_to_read(pages: Iterable[BasePage]) -> None:
    """Have the files read that nobody has read yet."""
    for page in pages:
        files = _files(page)
        known = set(AttachmentText.objects.filter(digest__in=files).values_list("digest", flat=True))
        if unread := [attachment.pk for digest, attachment in files.items() if digest not in known]:
            enqueue(TOPIC_READ, {"page": page.pk, "files": unread})


@handles(TOPIC_READ, queue=Queue.PICTURES, label="读取附件文字")
def read_message(payload: dict) -> None:
    """Read some files, then bring the page up to date."""
    for attachment in Attachment.objects.filter(pk__in=payload["files"]):
        digest = attachment.get_file_hash()
        if not AttachmentText.objects.filter(digest=digest).exists():
            AttachmentText.objects.get_or_create(digest=digest, defaults={"pages": pages_of(attachment)})
    enqueue(TOPIC_INDEX, {"pages": [payload["page"]]})


def pages_of(attachment: Attachment) -> list[str]:
    """The pages of one file; none when it is too large, broken, or takes too long."""
    try:
        with attachment.file.open("rb") as source, tempfile.TemporaryDirectory(prefix="pdf-") as folder:
            if source.size > LARGEST_FILE:
                return []
            path = Path(folder, "file.pdf")
            with path.open("wb") as copy:
                shutil.copyfileobj(source, copy)
            return _read(path)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        logger.warning("attachment %s cannot be read: %s", attachment.pk, error)
        return []


def _read(path: Path) -> list[str]:
    """A hostile file may take all memory or never end: it is read by a process of its own, with bounds."""
    bounds = [str(MEMORY_BYTES), str(CPU_SECONDS), "0", str(os.getpid())]
    command = [sys.executable, "-I", confine.__file__, *bounds, sys.executable, "-I", pdf_text.__file__, str(path)]
    done = subprocess.run(command, capture_output=True, timeout=WALL_SECONDS, check=True)
    pages = json.loads(done.stdout)
    return [page.replace("\0", "").encode("utf-8", "ignore").decode() for page in pages]


def _files(page: BasePage) -> dict[str, Attachment]:
    """The attached PDF files by digest."""
    shown = (item for item in shown_objects(page) if isinstance(item, Attachment))
    return {item.get_file_hash(): item for item in shown if item.file_extension.lower() == "pdf"}
