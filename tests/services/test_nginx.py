"""nginx as `make services` starts it: which files it sends itself, what it asks the site, what stays inside."""

import http.client
import http.server
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.nginx
FILES = {
    "static/a.css": "a {}",
    "uploads/pictures/a.webp": "picture",
    "uploads/video/7/g1/0.m4s": "segment",
    "uploads/video/7/.g2/0.m4s": "unfinished",
    "private/video/7/g1/0.m4s": "secret",
}


class Site(http.server.BaseHTTPRequestHandler):
    """In the place of the site: repeats what it was asked, or has nginx send a private file."""

    def do_GET(self) -> None:
        """Answer as the site would."""
        self.send_response(200)
        if self.path == "/videos/7/0.m4s":
            self.send_header("X-Accel-Redirect", "/private-files/video/7/g1/0.m4s")
            self.send_header("Cache-Control", "private, no-store")
        self.end_headers()
        names = ("Host", "X-Forwarded-For", "X-Forwarded-Proto")
        self.wfile.write(" ".join(self.headers[name] for name in names).encode())

    def log_message(self, *args: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    """Port of an nginx in front of `Site`, started and ended by the script."""
    folder = tmp_path_factory.mktemp("nginx")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
        (folder / name).chmod(0o640)  # as uploads are written
    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    number = free_port()
    env = {**os.environ, "SERVICES": "nginx", "VAR_DIR": str(folder), "NGINX_PORT": str(number)}
    env["PORT"] = str(site.server_port)
    script = ["sh", str(ROOT / "deploy/services/services.sh")]
    try:
        started = subprocess.run([*script, "start"], env=env, capture_output=True, text=True, timeout=120)
        assert (started.returncode, started.stdout) == (0, f"NGINX_URL=http://127.0.0.1:{number}\n"), started.stderr
        yield number
    finally:
        subprocess.run([*script, "stop"], env=env, check=True, timeout=60)
        site.shutdown()
        site.server_close()


def ask(port: int, path: str, **headers: str) -> tuple[int, str, http.client.HTTPMessage]:
    """Status, text and headers of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, answer.headers


@pytest.mark.parametrize(
    ("path", "text", "cached"),
    [
        ("/static/a.css", "a {}", "public, max-age=31536000, immutable"),
        ("/uploads/pictures/a.webp", "picture", "public, max-age=31536000, immutable"),
        ("/uploads/video/7/g1/0.m4s", "segment", "public, max-age=300, s-maxage=5"),
    ],
)
def test_public_files_come_from_disk(port, path, text, cached):
    status, body, headers = ask(port, path)

    assert (status, body, headers["Cache-Control"]) == (200, text, cached)


def test_uploads_are_hardened_and_answer_ranges(port):
    status, body, headers = ask(port, "/uploads/video/7/g1/0.m4s", Range="bytes=1-3")

    assert (status, body, headers["Content-Type"]) == (206, "egm", "video/iso.segment")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_private_file_goes_out_when_the_site_says_so_and_only_then(port):
    status, body, headers = ask(port, "/videos/7/0.m4s")

    assert (status, body, headers["Cache-Control"]) == (200, "secret", "private, no-store")
    assert headers["X-Accel-Redirect"] is None
    assert ask(port, "/private-files/video/7/g1/0.m4s")[0] == 404


@pytest.mark.parametrize(
    "path", ["/uploads/video/7/.g2/0.m4s", "/uploads/../private/video/7/g1/0.m4s", "/static../private/video/7/g1/0.m4s"]
)
def test_nothing_else_leaves_the_disk(port, path):
    status, body, _ = ask(port, path)

    assert status in (400, 404) or body.startswith(f"127.0.0.1:{port} ")  # or the site was asked, which knows nothing
    assert not {"secret", "unfinished"} & {body}


def test_the_site_learns_who_asked(port):
    _, body, _ = ask(port, "/gushi/", **{"X-Forwarded-For": "203.0.113.9"})

    assert body == f"127.0.0.1:{port} 203.0.113.9, 127.0.0.1 http"
