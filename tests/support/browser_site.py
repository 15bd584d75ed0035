"""A whole site for the browser tests: production settings, real files, its own folder and server."""

import contextlib
import fcntl
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from deploy.local.bundles import LISTS
from deploy.local.processes import end_all, start
from deploy.local.stamps import Stamps, fingerprint

PROJECT_ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60
SECRET_KEY = "only-for-browser-tests-" + "0" * 40
# What the children get of our own environment: no settings, no database of the test run.
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "NODE_EXTRA_CA_CERTS")
WAY_OUT = ("http_proxy", "https_proxy", "no_proxy", "all_proxy", "ssl_cert_file", "ssl_cert_dir")


@dataclass(frozen=True)
class LiveSite:
    """A site that answers at `origin` and keeps everything in `folder`."""

    origin: str
    folder: Path

    def url(self, path: str) -> str:
        """Address of a public path."""
        return self.origin + path

    def read(self, path: str) -> tuple[int, bytes]:
        """Status and body of a public path, asked without a browser."""
        return _read(self.origin, path)

    def show_video(self, number: int) -> list[str]:
        """Publish pages with an uploaded video; returns what `browser_video` prints."""
        command = [sys.executable, "-m", "tests.support.browser_video", str(number)]
        env = environment(self.folder, self.origin)
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.split()[-4:]

    def work_off_outbox(self) -> None:
        """Do what the worker would do: renditions, follow-ups of a publication."""
        _manage(self.folder, self.origin, "run_worker", "--once")


def site_template(shared: Path) -> Path:
    """The folder of a finished site, built once in `shared` however many test processes ask for it."""
    folder = shared / "browser-site"
    with (shared / "browser-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            _bundle(folder)
            _run(folder, "http://127.0.0.1", [sys.executable, "-m", "tests.support.browser_build"])
            (folder / "ready").touch()
    return folder


def _bundle(folder: Path) -> None:
    """The browser libraries: those that `make run` has built already, else built here, with a second try."""
    built = PROJECT_ROOT / "var"
    if Stamps(built / "stamps").is_current("bundles", fingerprint(LISTS)) and (built / "bundles").is_dir():
        shutil.copytree(built / "bundles", folder / "bundles")
    for _ in range(2):
        if not (folder / "bundles").is_dir():
            _run(folder, "http://127.0.0.1", [sys.executable, "-m", "deploy.local.bundles"], _way_out())


def _way_out() -> dict[str, str]:
    """Variables by which npm finds its registry; the site itself must not depend on them."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.lower().startswith("npm_config_") or name.lower() in WAY_OUT
    }


@contextmanager
def served_copy(
    template: Path, folder: Path, with_worker: bool = False, variables: dict[str, str] | None = None
) -> Iterator[LiveSite]:
    """A server on a copy of `template`, ended with everything it started; `variables`: further ones of the site."""
    shutil.copytree(template, folder)
    port = _free_port()
    origin = f"http://127.0.0.1:{port}"
    env = environment(folder, origin) | {"PORT": str(port)} | (variables or {})
    commands = [[sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--workers", "1"]]
    if with_worker:
        commands.append([sys.executable, "manage.py", "run_worker"])
    with (folder / "server.log").open("ab") as log:
        processes = [start(command, env, stdout=log, stderr=log) for command in commands]
    try:
        _wait_until_ready(origin, processes, folder / "server.log")
        yield LiveSite(origin, folder)
    finally:
        end_all(processes)


def environment(folder: Path, origin: str) -> dict[str, str]:
    """The variables of a site in `folder`, and nothing of the test run's own."""
    env = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    env |= {"VAR_DIR": str(folder), "BASE_URL": origin, "SECRET_KEY": SECRET_KEY}
    env |= {"DJANGO_SETTINGS_MODULE": "config.settings.base", "LOG_LEVEL": "WARNING"}
    return env | {"PYTHONPATH": f"{PROJECT_ROOT}{os.pathsep}{PROJECT_ROOT / 'site'}"}


def errors_in_log(site: LiveSite) -> str:
    """What the server printed; empty when nothing went wrong."""
    return (site.folder / "server.log").read_text()


def _manage(folder: Path, origin: str, *arguments: str) -> None:
    _run(folder, origin, [sys.executable, "manage.py", *arguments])


def _run(folder: Path, origin: str, command: list[str], further: dict[str, str] | None = None) -> None:
    env = environment(folder, origin) | (further or {})
    done = subprocess.run(command, cwd=PROJECT_ROOT, env=env, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise RuntimeError(f"{command}\n{done.stdout}\n{done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(origin: str, processes: list[subprocess.Popen], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and all(process.poll() is None for process in processes):
        with contextlib.suppress(OSError):
            if _read(origin, "/")[0] == http.client.OK:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the site did not start:\n{log.read_text()}")


def _read(origin: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=READY_SECONDS)
    try:
        connection.request("GET", quote(path, safe="/?&=%"))
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
