"""The virtual environment `.venv`: made, filled from the pinned lists and repaired when an earlier run was cut off."""

import importlib.util
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.console import PROJECT_ROOT, Interrupted, SetUpError, say
from deploy.local.stamps import Stamps, fingerprint, locked
from deploy.local.steps import Runner, Step

INSTALLER = PROJECT_ROOT / "deploy" / "local" / "requirements-uv.txt"
WHEELS_OF_DEBIAN = Path("/usr/share/python-wheels")
NEEDED_BYTES = 1_000_000_000
NO_VENV = (
    "这个 Python 没有 venv 模块，不能建立虚拟环境。\n"
    "  Debian / Ubuntu：apt-get install python3.11-venv，然后再运行一次。"
)
NETWORK = "请检查网络和软件源设置，然后再运行一次。"
IS_OURS = "import sys; sys.exit(sys.version_info[:2] != (3, 11) or sys.prefix == sys.base_prefix)"


@dataclass(frozen=True)
class Environment:
    """One virtual environment, the lists of what belongs into it, and a folder for lock and logs."""

    folder: Path
    runtime: Path
    tests: Path
    var: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    @property
    def unfinished(self) -> Path:
        """The mark of a run that was cut off. In the environment, as the stamps are, so that it vanishes with it."""
        return self.folder / "unfinished"

    @property
    def stamps(self) -> Stamps:
        """Which list was installed last."""
        return Stamps(self.folder / "stamps")

    def ensure(self, runner: Runner, with_tests: bool = False) -> None:
        """Make it hold exactly the pinned packages, with those of the tests if asked; at once if it does already.

        After a run that was killed the next one starts from an empty folder: a half-copied package looks installed to
        every installer. `SetUpError` says what a person has to do.
        """
        with self._alone(runner):
            sound = not self.unfinished.exists() and self._runs()
            if sound and self.is_current(with_tests):
                return
            if not sound:
                self._create()
            self._install(runner, with_tests)

    def is_current(self, with_tests: bool) -> bool:
        """Whether the lists are those that were installed last."""
        return all(self.stamps.is_current(path.stem, fingerprint([path])) for path in self._lists(with_tests))

    def _lists(self, with_tests: bool) -> list[Path]:
        return [self.runtime, self.tests] if with_tests else [self.runtime]

    @contextmanager
    def _alone(self, runner: Runner) -> Iterator[None]:
        """Hold the lock; wait for another command that installs."""
        waiting = False
        while True:
            with locked(self.var / "environment.lock") as free:
                if free:
                    yield
                    return
            if not waiting:
                say("· 另一个命令正在安装依赖，等它完成 …")
                waiting = True
            if runner.stop.received:
                raise Interrupted
            time.sleep(0.2)

    def _runs(self) -> bool:
        """Whether there is an interpreter that runs and is of the right version."""
        try:
            check = subprocess.run([self.python, "-c", IS_OURS], capture_output=True, timeout=60, check=False)
        except OSError:
            return False
        return check.returncode == 0

    def _create(self) -> None:
        """Make it empty, from nothing or from whatever is there."""
        bundled_pip()  # before anything is touched: without it nothing can be installed
        self.folder.mkdir(parents=True, exist_ok=True)
        if any(self.folder.iterdir()):
            say("· 上次的 .venv 没有装完或不能用，重新建立 …")
        self.unfinished.touch()
        for path in self.folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path != self.unfinished:
                path.unlink()
        if (free := shutil.disk_usage(self.folder).free) < NEEDED_BYTES:
            raise SetUpError(f"磁盘空间不足：首次运行需要约 1 GB，现在只剩 {free // 1_000_000} MB。")
        import venv

        venv.create(self.folder, symlinks=True, with_pip=False)

    def _install(self, runner: Runner, with_tests: bool) -> None:
        """Fill it: with uv, for it is ten times as fast as pip; with pip alone where uv is not to be had."""
        lists = self._lists(with_tests)
        pip = [str(self.python), bundled_pip(), "--disable-pip-version-check", "install", "--require-hashes"]
        logs = self.var / "logs"
        self.unfinished.touch()
        self.stamps.forget(self.tests.stem)
        try:
            runner.run(Step("取得安装工具 uv", [*pip, "-r", str(INSTALLER)], logs / "install-uv.log"))
            uv = [str(self.folder / "bin" / "uv"), "pip", "sync", "--python", str(self.python)]
            command = [*uv, "--require-hashes", *map(str, lists)]
        except SetUpError:
            say("  取不到 uv，改用 pip（慢一些）")
            command = [*pip, *(word for path in lists for word in ("-r", str(path)))]
        runner.run(Step("安装依赖", command, logs / "install.log", advice=NETWORK))
        for path in lists:
            self.stamps.write(path.stem, fingerprint([path]))
        self.unfinished.unlink()


def bundled_pip() -> str:
    """The pip that ships with Python, run from its wheel: seconds quicker than installing it first."""
    ensurepip = importlib.util.find_spec("ensurepip")
    if importlib.util.find_spec("venv") is None or ensurepip is None or ensurepip.origin is None:
        raise SetUpError(NO_VENV)
    for place in (Path(ensurepip.origin).parent / "_bundled", WHEELS_OF_DEBIAN):
        for wheel in sorted(place.glob("pip-*.whl")):
            return f"{wheel}/pip"
    raise SetUpError(NO_VENV)


def version_of_python() -> str:
    """For the first line that a person reads."""
    return ".".join(map(str, sys.version_info[:3]))


ENVIRONMENT = Environment(
    folder=PROJECT_ROOT / ".venv",
    runtime=PROJECT_ROOT / "requirements.txt",
    tests=PROJECT_ROOT / "requirements-test.txt",
    var=PROJECT_ROOT / "var",
)
