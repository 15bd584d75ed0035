"""Chromium and Chinese fonts for the browser tests, from the system's package manager."""

import os
import shutil
from pathlib import Path

from deploy.local.console import PROJECT_ROOT, SetUpError, say
from deploy.local.steps import Runner, Step

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
PACKAGES = {"chromium": "chromium", "fonts": "fonts-noto-cjk"}


def ensure_browser(runner: Runner) -> bool:
    """Whether browser tests can run; installs what is missing when this process may.

    Without the right to install, the command is printed and the tests are left out; in CI that is a `SetUpError`.
    """
    missing = _missing()
    if not missing:
        return True
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        runner.env["DEBIAN_FRONTEND"] = "noninteractive"
        logs = PROJECT_ROOT / "var" / "logs"
        runner.run(Step("更新软件包列表", ["apt-get", "update"], logs / "apt-update.log"))
        runner.run(Step(f"安装 {'、'.join(missing)}", install, logs / "apt-install.log"))
        if not _missing():
            return True
    message = f"浏览器测试需要 {'、'.join(missing)}：\n  sudo {' '.join(install)}"
    if os.environ.get("CI") == "true":
        raise SetUpError(message)
    say(f"{message}\n  现在跳过浏览器测试。")
    return False


def _missing() -> list[str]:
    """Debian packages that are not there yet."""
    missing = []
    if not any(shutil.which(name) for name in BROWSERS):
        missing.append(PACKAGES["chromium"])
    if not any(font for folder in FONT_FOLDERS for font in folder.rglob("*CJK*")):
        missing.append(PACKAGES["fonts"])
    return missing
