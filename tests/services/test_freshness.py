"""A publish is seen by the next request, whichever worker process answers it."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PUBLISHES = 10
REQUESTS = 10

PUBLISHER = """
import sys
sys.path[:0] = [{root!r}, {root!r} + "/site"]
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from columns.models import ColumnPage, StoryPage
from home.domain.set_up import ensure_site
from tests.factories import story
ensure_site()
page = story(ColumnPage.objects.get(slug="gushi"), title="标题0", slug="fresh")
print("ready", flush=True)
for line in sys.stdin:
    page = StoryPage.objects.get(pk=page.pk)
    page.title = "标题" + line.strip()
    page.save_revision().publish()
    print(line.strip(), flush=True)
"""


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    """Production-like settings on a database of its own."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "VAR_DIR": str(tmp_path),
        "SECRET_KEY": "x" * 50,
        "LOG_LEVEL": "ERROR",
        "DATABASE_URL": "",
    }


@pytest.fixture
def publisher(environment) -> Iterator[subprocess.Popen]:
    """A process that publishes a new title for every line it gets."""
    script = PUBLISHER.format(root=str(ROOT))
    with subprocess.Popen(
        [sys.executable, "-c", script], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()
        process.wait(timeout=20)


@pytest.fixture
def port(environment, publisher) -> Iterator[int]:
    """Port of a server with two worker processes."""
    number = free_port()
    # The static manifest is not what is tested here.
    settings = "config.settings.base"
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "deploy/gunicorn.conf.py")]
    command += ["-b", f"127.0.0.1:{number}", "--workers", "2", "config.wsgi:application"]
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "collectstatic", "--noinput", "-v0"],
        env={**environment, "DJANGO_SETTINGS_MODULE": settings},
        check=True,
        timeout=120,
    )
    with subprocess.Popen(command, env=environment, cwd=ROOT) as server:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if _get(number).status == 200:
                    break
            except OSError:
                time.sleep(0.2)
        yield number
        server.terminate()
        server.wait(timeout=20)


def _get(port: int) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/gushi/fresh/")
    response = connection.getresponse()
    response.text = response.read().decode()
    connection.close()
    return response


@pytest.mark.slow
def test_no_worker_process_answers_with_old_text(publisher, port):
    for _ in range(20):
        _get(port)  # both processes have a state of the first version

    stale = 0
    for number in range(1, PUBLISHES + 1):
        publisher.stdin.write(f"{number}\n")
        publisher.stdin.flush()
        assert publisher.stdout.readline() == f"{number}\n"
        answers = [_get(port).text for _ in range(REQUESTS)]
        stale += sum(f"标题{number} - " not in text for text in answers)

    assert stale == 0
