"""One large file through the upload screen in Chromium, over a line that breaks, to disk or to object storage."""

import hashlib
import os
import random
import re
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
from playwright.sync_api import Browser, Page, expect

from accounts.enums import Role
from media.storage.objects import client_config
from tests.support.browser_content import ACCOUNTS
from tests.support.browser_pages import open_context
from tests.support.browser_site import PROJECT_ROOT, LiveSite, environment, served_copy
from tests.support.fault_proxy import FaultProxy
from tests.support.ports import free_port
from tests.support.sending import MP4_HEAD

MEGABYTE = 1024 * 1024
ADD = "/admin/media/video/add/"
EDIT = re.compile(r"/admin/media/edit/(\d+)/")


@dataclass(frozen=True)
class Outcome:
    """What was sent, what is stored, and how often the line broke."""

    sent: str
    stored: str
    noted: str
    cuts: int
    bytes_up: int


@dataclass
class Line:
    """A site whose uploads go over a proxy that breaks connections."""

    site: LiveSite
    entry: str  # origin at which the browser enters
    proxy: FaultProxy
    read: Callable[[str], Iterator[bytes]]


def synthetic(path: Path, megabytes: int, seed: int = 7) -> str:
    """Write a file that begins like an MP4 and repeats nothing; returns its SHA-256."""
    dice, digest = random.Random(seed), hashlib.sha256()
    with path.open("wb") as file:
        for number in range(megabytes):
            block = dice.randbytes(MEGABYTE)
            block = MP4_HEAD + block[len(MP4_HEAD) :] if number == 0 else block
            file.write(block)
            digest.update(block)
    return digest.hexdigest()


@contextmanager
def line_to_disk(template: Path, folder: Path, every: int, cuts: int) -> Iterator[Line]:
    """The whole way of the browser to the site breaks."""
    with served_copy(template, folder, with_worker=True) as site:
        target, port = int(site.origin.rsplit(":", 1)[1]), free_port()
        with FaultProxy(target, port, every, cuts) as proxy:
            yield Line(site, f"http://127.0.0.1:{port}", proxy, lambda name: _blocks(folder / "private" / name))


@contextmanager
def line_to_objects(template: Path, folder: Path, every: int, cuts: int) -> Iterator[Line]:
    """The way of the browser to the object storage breaks."""
    endpoint, port = os.environ["S3_ENDPOINT_URL"], free_port()
    variables = {
        "S3_ENDPOINT_URL": endpoint,
        "S3_BROWSER_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "S3_BUCKET": f"trial-{secrets.token_hex(6)}",
        "AWS_ACCESS_KEY_ID": os.environ["AWS_ACCESS_KEY_ID"],
        "AWS_SECRET_ACCESS_KEY": os.environ["AWS_SECRET_ACCESS_KEY"],
    }
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", config=client_config("path"))
    with (
        FaultProxy(int(endpoint.rsplit(":", 1)[1]), port, every, cuts) as proxy,
        served_copy(template, folder, with_worker=True, variables=variables) as site,
    ):
        prepare = [sys.executable, "manage.py", "set_up_storage"]
        subprocess.run(prepare, cwd=PROJECT_ROOT, env=environment(folder, site.origin) | variables, check=True)

        def read(name: str) -> Iterator[bytes]:
            body = client.get_object(Bucket=variables["S3_BUCKET"], Key=f"private/{name}")["Body"]
            yield from body.iter_chunks(MEGABYTE)

        yield Line(site, site.origin, proxy, read)
        bucket = boto3.resource("s3", endpoint_url=endpoint, region_name="us-east-1").Bucket(variables["S3_BUCKET"])
        bucket.objects.all().delete()
        bucket.delete()


def signed_in(browser: Browser, line: Line) -> Page:
    """An editor at the upload screen."""
    page = open_context(browser, line.entry, None, 1280).new_page()
    patiently(page, lambda: page.goto(f"{line.entry}/admin/"))
    username, password = ACCOUNTS[Role.EDITOR]
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/admin/")
    page.goto(line.entry + ADD)
    return page


def patiently(page: Page, act: Callable[[], object]) -> None:
    """The line may break while a page is loaded."""
    for _ in range(5):
        try:
            act()
        except Exception:
            page.wait_for_timeout(500)
        else:
            return
    act()


def choose_and_send(page: Page, path: Path) -> None:
    """Choose the file and press the button, by keyboard."""
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="上传", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="暂停")).to_be_focused()


def outcome(page: Page, line: Line, sent: str, seconds: float) -> Outcome:
    """Wait for the end and read what is stored."""
    page.wait_for_url(EDIT, timeout=seconds * 1000)
    pk = int(EDIT.search(page.url).group(1))
    with sqlite3.connect(line.site.folder / "site.sqlite3") as database:
        name, noted = database.execute("SELECT file, sha256 FROM media_video WHERE id = ?", [pk]).fetchone()
    digest = hashlib.sha256()
    for block in line.read(name):
        digest.update(block)
    return Outcome(sent, digest.hexdigest(), noted, line.proxy.done, line.proxy.bytes_up)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(MEGABYTE):
            yield block
