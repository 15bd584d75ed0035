"""`.venv` is filled, left alone, refilled and repaired."""

import shutil
import subprocess
from pathlib import Path

import pytest

from deploy.local import environment as module
from deploy.local.console import SetUpError
from deploy.local.environment import Environment
from deploy.local.processes import StopSignals
from deploy.local.steps import Runner
from tests.support.wheels import write_wheel

pytestmark = pytest.mark.slow


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Steps that find packages only in `tmp_path`: no uv, so pip does the work."""
    monkeypatch.setattr(module, "NEEDED_BYTES", 1)
    return Runner({"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PATH": "/usr/bin:/bin"}, StopSignals())


@pytest.fixture
def target(tmp_path: Path) -> Environment:
    """An environment that should hold one package, and one more for tests."""
    (tmp_path / "run.txt").write_text(write_wheel(tmp_path, "plane", "1.0"))
    (tmp_path / "test.txt").write_text(write_wheel(tmp_path, "chisel", "1.0"))
    return Environment(tmp_path / "venv", tmp_path / "run.txt", tmp_path / "test.txt", tmp_path / "var")


def installed(target: Environment) -> list[str]:
    """Which of the two packages can be imported, with versions."""
    program = """
for name in ("plane", "chisel"):
    try:
        print(name, __import__(name).version)
    except Exception as error:
        print(name, type(error).__name__)
"""
    return subprocess.run([target.python, "-c", program], capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )[:2]


def test_it_holds_what_the_list_names(target, runner, capsys):
    target.ensure(runner)

    assert installed(target) == ["plane 1.0", "chisel ModuleNotFoundError"]
    assert not target.unfinished.exists()
    assert "取不到 uv，改用 pip" in capsys.readouterr().out


def test_the_second_time_nothing_is_started(target, runner, capsys):
    target.ensure(runner)
    capsys.readouterr()

    target.ensure(runner)

    assert capsys.readouterr().out == ""


def test_tests_are_added_and_survive_the_next_run(target, runner, capsys):
    target.ensure(runner, with_tests=True)
    capsys.readouterr()

    target.ensure(runner)

    assert installed(target) == ["plane 1.0", "chisel 1.0"]
    assert capsys.readouterr().out == ""


def test_a_changed_list_is_installed(target, runner, tmp_path):
    target.ensure(runner)
    target.runtime.write_text(write_wheel(tmp_path, "plane", "2.0"))

    target.ensure(runner)

    assert installed(target)[0] == "plane 2.0"


@pytest.mark.parametrize("damage", ["package", "interpreter", "everything"])
def test_a_cut_off_run_is_repaired(target, runner, damage):
    target.ensure(runner)
    if damage == "package":  # looks installed, but is not: only the mark tells
        next(target.folder.rglob("plane.py")).write_text("")
        target.unfinished.touch()
    elif damage == "interpreter":
        target.python.unlink()
    else:
        shutil.rmtree(target.folder)
        target.folder.mkdir()

    target.ensure(runner)

    assert installed(target)[0] == "plane 1.0"
    assert not target.unfinished.exists()


def test_a_failed_install_says_why_and_is_done_again(target, runner, tmp_path):
    (tmp_path / "plane-1.0-py3-none-any.whl").rename(tmp_path / "away")

    with pytest.raises(SetUpError, match="安装依赖没有完成。请检查网络") as caught:
        target.ensure(runner)
    (tmp_path / "away").rename(tmp_path / "plane-1.0-py3-none-any.whl")
    target.ensure(runner)

    assert "No matching distribution found for plane==1.0" in str(caught.value)
    assert installed(target)[0] == "plane 1.0"


def test_a_wrong_hash_is_refused(target, runner):
    target.runtime.write_text("plane==1.0 --hash=sha256:" + "0" * 64 + "\n")

    with pytest.raises(SetUpError, match="安装依赖没有完成"):
        target.ensure(runner)

    assert installed(target)[0] == "plane ModuleNotFoundError"


def test_python_without_venv(target, runner, monkeypatch):
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SetUpError, match=r"没有 venv 模块[\s\S]*apt-get install python3\.11-venv"):
        target.ensure(runner)

    assert not target.folder.exists()


def test_too_little_space(target, runner, monkeypatch):
    monkeypatch.setattr(module, "NEEDED_BYTES", 10**18)

    with pytest.raises(SetUpError, match=r"磁盘空间不足：首次运行需要约 1 GB，现在只剩 [0-9]+ MB"):
        target.ensure(runner)
