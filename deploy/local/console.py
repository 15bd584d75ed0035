"""What the person at the terminal reads: short lines, and one line for each thing that can go wrong."""

import errno
import os
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[2]

FULL = "磁盘已满。请腾出约 1 GB 空间后再运行一次，已完成的步骤不会重做。"
REASONS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: "没有写入权限。",
    errno.EPERM: "没有写入权限。",
    errno.EROFS: "文件系统是只读的。",
    errno.ENOTDIR: "路径中有一段不是文件夹。",
    errno.EEXIST: "已有同名文件，不能建立文件夹。",
}
FULL_SIGNS = ("No space left on device", "database or disk is full", "Disk quota exceeded", "os error 28")
TAIL_LINES = 12


class SetUpError(Exception):
    """A step cannot go on; the text is for the person who ran the command."""


class Interrupted(Exception):
    """INT, TERM or HUP came in the middle of a step; its processes have been ended."""


def say(text: str) -> None:
    """Print one line at once, also when the output goes to a file."""
    print(text, flush=True)


def explain(error: OSError) -> str:
    """An error of the operating system as one Chinese sentence with the path it is about."""
    reason = REASONS.get(error.errno or 0) or os.strerror(error.errno or errno.EIO)
    where = f"{error.filename}：" if error.filename else ""
    return f"{where}{reason}"


def failure(label: str, log: Path, advice: str = "") -> SetUpError:
    """What to say about a step whose process failed: the cause if it is known, else the end of its log."""
    text = log.read_text(errors="replace") if log.is_file() else ""
    if any(sign in text for sign in FULL_SIGNS):
        return SetUpError(f"{label}没有完成：{FULL}")
    tail = "\n".join(f"    {line}" for line in text.strip().splitlines()[-TAIL_LINES:])
    return SetUpError(f"{label}没有完成。{advice}\n  最后几行（全部在 {log}）：\n{tail}")
