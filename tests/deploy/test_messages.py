"""What can go wrong on a person's machine is one Chinese sentence and a non-zero exit, never a traceback."""

import errno
import subprocess
from pathlib import Path

import pytest

from deploy.local.console import FULL, SetUpError, explain, failure
from tests.support.house import PROJECT_ROOT

PRIVATE_MOUNTS = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
SCRIPT = ["/bin/sh", "deploy/local/python.sh"]


def fake_python(folder: Path, name: str, minor: int) -> None:
    """An interpreter in `folder` that says it is Python 3.`minor`."""
    path = folder / name
    status = 0 if minor == 11 else 1
    path.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.{minor}.1" && exit 0\n[ "$1" = -c ] && exit {status}\n'
        f'echo "{name} ran $*"\n'
    )
    path.chmod(0o755)


def run_script(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess:
    """The script that looks for Python, with only `folder` to look in."""
    env = {"PATH": str(folder), **variables}
    return subprocess.run([*SCRIPT, *words], cwd=PROJECT_ROOT, env=env, capture_output=True, text=True)


def test_python_3_11_is_found_under_any_name(tmp_path):
    fake_python(tmp_path, "python3", 12)
    fake_python(tmp_path, "python", 11)

    done = run_script(tmp_path, "-m", "something")

    assert (done.returncode, done.stdout, done.stderr) == (0, "python ran -m something\n", "")


def test_a_wrong_python_is_named(tmp_path):
    fake_python(tmp_path, "python3", 12)

    done = run_script(tmp_path, "-m", "something")

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[:2] == [
        "需要 Python 3.11，这台机器上没有找到。",
        "  现有：python3 是 Python 3.12.1",
    ]


def test_the_python_of_the_caller_is_the_only_one_tried(tmp_path):
    fake_python(tmp_path, "python3.11", 11)
    fake_python(tmp_path, "mine", 9)

    done = run_script(tmp_path, "-m", "something", PYTHON=str(tmp_path / "mine"))

    assert done.returncode == 1
    assert f"现有：{tmp_path / 'mine'} 是 Python 3.9.1" in done.stderr


def test_a_folder_that_cannot_be_written(trial, port, start_command):
    (trial.folder / "var").write_text("a file where the folder should be")

    code, output = trial.run(start_command, PORT=str(port))

    assert code == 1
    assert output.splitlines() == [f"{trial.folder / 'var'}：已有同名文件，不能建立文件夹。"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, FULL),
        (errno.EACCES, "没有写入权限。"),
        (errno.EROFS, "文件系统是只读的。"),
        (errno.ENOTDIR, "路径中有一段不是文件夹。"),
    ],
)
def test_errors_of_the_system_are_explained(number, sentence):
    assert explain(OSError(number, "…", "/somewhere/var")) == f"/somewhere/var：{sentence}"


@pytest.mark.parametrize(
    "line", ["OSError: [Errno 28] No space left on device", "database or disk is full", "failed to copy (os error 28)"]
)
def test_a_full_disk_is_recognised_in_the_log_of_a_step(tmp_path, line):
    log = tmp_path / "install.log"
    log.write_text(f"Traceback (most recent call last):\n  …\n{line}\n")

    error = failure("安装依赖", log)

    assert str(error) == f"安装依赖没有完成：{FULL}"


def test_another_failure_shows_the_end_of_its_log(tmp_path):
    log = tmp_path / "install.log"
    log.write_text("".join(f"line {number}\n" for number in range(100)))

    error = failure("安装依赖", log, "请检查网络。")

    assert isinstance(error, SetUpError)
    assert str(error).splitlines()[0] == "安装依赖没有完成。请检查网络。"
    assert [line.strip() for line in str(error).splitlines()[2:]] == [f"line {number}" for number in range(88, 100)]


def test_a_really_full_disk(trial, start_command):
    var = trial.folder / "var"
    var.mkdir()
    fill = f"mount -t tmpfs -o size=64k none {var} && ! head -c 1M /dev/zero > {var}/rest 2>/dev/null"
    if subprocess.run([*PRIVATE_MOUNTS, fill], capture_output=True).returncode:
        pytest.skip("no right to mount a file system")

    code, output = trial.run([*PRIVATE_MOUNTS, f"{fill}; exec {' '.join(start_command)} --set-up-only"])

    assert code == 1
    assert output.splitlines()[-1] == FULL
