"""The shape of every command about one file: `FILE [--json]`, and on refusal a Chinese message and exit code 1."""

import errno
import json
import os
import stat
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, ProgrammingError

NO_DATABASE = "数据库还不能使用：请先运行 make set-up；用 PostgreSQL 时请检查 DATABASE_URL。"
REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹，请写明其中的一个文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "符号链接绕成了圈",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘已满",
    errno.EROFS: "文件系统是只读的",
    errno.EIO: "磁盘读写出错",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found or did: `data` for programs, `lines` for people."""

    data: dict[str, Any]
    lines: Iterable[str]


class FileCommand(BaseCommand):
    """Subclasses do the work in `take`; `refusals` are the exceptions whose text is meant for the person who asked."""

    missing_args_message = "请写明一个文件，用 --help 看用法。"
    file_help = "文件"
    refusals: tuple[type[Exception], ...] = ()
    is_json = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The arguments that all of them have."""
        parser.add_argument("file", help=self.file_help)
        parser.add_argument("--json", action="store_true", help="在标准输出写一个 JSON 对象，不写别的")

    def take(self, path: Path, options: dict[str, Any]) -> Answer:
        """Do what the command is for with a file that can be opened; raises one of `refusals`."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        """Faults go to standard error, the rest to standard output."""
        self.is_json = options["json"]
        path = Path(options["file"])
        try:
            require_file(path)
        except OSError as error:
            self.fail(f"打不开文件 {shown(path)}：{reason(error)}。")
        try:
            answer = self.take(path, options)
        except self.refusals as refusal:
            self.refuse(refusal)
        except OSError as error:
            self.fail(f"没有完成：{reason(error)}。")
        except (OperationalError, ProgrammingError, InterfaceError) as error:
            self.fail(f"{NO_DATABASE}（{str(error).strip().splitlines()[0]}）")
        if self.is_json:
            self.stdout.write(json.dumps(answer.data, ensure_ascii=False))
            return
        for line in answer.lines:
            self.stdout.write(line)

    def refuse(self, refusal: Exception) -> NoReturn:
        """End because the file is not taken."""
        self.fail(str(refusal))

    def fail(self, message: str) -> NoReturn:
        """End with exit code 1."""
        self.stderr.write(message)
        if self.is_json:
            self.stdout.write(json.dumps({"error": message}, ensure_ascii=False))
        sys.exit(1)


def require_file(path: Path) -> None:
    """Raise OSError unless this is a file with a beginning and an end: reading a pipe or a device might never return."""
    if str(path) == "-":
        raise OSError(errno.ENXIO, "不能从标准输入读取，请写明文件")
    try:
        mode = path.stat().st_mode
    except ValueError as error:  # a NUL in the name
        raise OSError(errno.ENOENT, REASONS[errno.ENOENT]) from error
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, REASONS[errno.EISDIR])
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENXIO, "不是普通文件")
    with path.open("rb"):
        pass


def reason(error: OSError) -> str:
    """Why the system said no, in Chinese where it is one of the usual reasons."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error)


def shown(path: str | bytes | os.PathLike[str]) -> str:
    """A path that can be printed and stored, whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "replace")
