"""Starts the child process that reads a Word file, and takes over what it made."""

import json
import logging
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from columns.word import child, limits
from columns.word.document import WordDocument
from columns.word.refusal import WordRefused
from columns.word.sniff import require_docx_container

logger = logging.getLogger(__name__)
_CHILD_PROGRAM = Path(child.__file__).resolve()
_SIGNAL_CODES = {signal.SIGXCPU: "timeout", signal.SIGKILL: "memory"}


def read_word(path: str | os.PathLike[str], workdir: str | os.PathLike[str]) -> WordDocument:
    """Read a .docx file (or .docm, .dotx, .dotm) into a draft document.

    Pictures are written into `workdir`, which is made if absent. When the file is refused
    nothing is left there.

    Raises WordRefused with a Chinese message for the editor, and OSError when `path` cannot
    be opened or `workdir` cannot be written.
    """
    target = Path(workdir)
    target.mkdir(parents=True, exist_ok=True)
    with open(path, "rb") as stream:
        _check_size(stream)
        require_docx_container(stream, os.fspath(path))
        private = Path(tempfile.mkdtemp(prefix=".word-", dir=target))
        try:
            document = _document(_run_child(stream, private), private)
            for image in document.images:
                os.replace(private / image.file, target / image.file)
            return document
        finally:
            shutil.rmtree(private, ignore_errors=True)


def _check_size(stream: BinaryIO) -> None:
    status = os.fstat(stream.fileno())
    if not stat.S_ISREG(status.st_mode):
        raise WordRefused("not_word")
    if status.st_size == 0:
        raise WordRefused("empty")
    if status.st_size > limits.FILE_BYTES:
        raise WordRefused("too_large")


def _run_child(stream: BinaryIO, folder: Path) -> dict[str, Any]:
    """What the child wrote; raises WordRefused when it was stopped."""
    stream.seek(0)
    process = subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", str(_CHILD_PROGRAM), str(folder)],
        stdin=stream,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
        close_fds=True,
        start_new_session=True,
    )
    try:
        status = process.wait(limits.CHILD_WALL_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise WordRefused("timeout") from late
    finally:
        _end(process)
    result = folder / child.RESULT_FILE
    if status != 0 or not result.is_file() or result.stat().st_size > limits.RESULT_BYTES * 2:
        logger.warning("word reader child ended with status %s", status)
        raise WordRefused(_SIGNAL_CODES.get(signal.Signals(-status), "damaged") if status < 0 else "memory")
    answer: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop a child that still runs, with everything it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _document(answer: dict[str, Any], folder: Path) -> WordDocument:
    """The document in an answer whose pictures all exist; raises WordRefused otherwise."""
    if "refused" in answer:
        if answer.get("trace"):
            logger.error("word reader failed: %s", answer["trace"])
        raise WordRefused(answer["refused"])
    document = WordDocument.from_json(answer["document"])
    for image in document.images:
        if Path(image.file).name != image.file or not (folder / image.file).is_file():
            raise WordRefused("internal")
    return document
