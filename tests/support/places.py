"""The two places of uploads for tests that must hold for both: the local disk and a real S3 server."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import override_settings
from django.test.client import RequestFactory

from config import env
from delivery.files import with_files
from media.models import Video

UPLOAD_FIELDS = ("file", "thumbnail")


@dataclass
class Answer:
    """What a server said."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Place:
    """One kind of storage, in force while the fixture lives."""

    name: str
    refusal: int  # the status for what may not be had

    def fetch(self, url: str, method: str = "GET", cookie: str = "", **headers: str) -> Answer:
        """The answer of the site or of the object storage; our own redirects are followed as a player does."""
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        if urlsplit(url).netloc:
            return _over_network(url, method, named)
        answer = _from_site(url, method, cookie, named)
        return self.fetch(answer.headers["location"], method, **headers) if answer.status == 302 else answer


@cache
def _application(uploads: str) -> Callable:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    return with_files(get_wsgi_application())


def _over_network(url: str, method: str, headers: dict[str, str]) -> Answer:
    try:
        with urlopen(Request(url, headers=headers, method=method), timeout=20) as answer:  # noqa: S310  (the test server)
            return Answer(answer.status, answer.read(), {k.lower(): v for k, v in answer.headers.items()})
    except HTTPError as error:
        return Answer(error.code, error.read(), {k.lower(): v for k, v in error.headers.items()})


def _from_site(url: str, method: str, cookie: str, headers: dict[str, str]) -> Answer:
    """The WSGI application as it stands in production, in this thread."""
    environ = RequestFactory(headers=headers).generic(method, url).environ
    environ["HTTP_COOKIE"] = cookie
    told: list[tuple[str, list[tuple[str, str]]]] = []
    application = _application(str(settings.MEDIA_ROOT))
    with _open_connections():
        chunks = application(environ, lambda status, given, *rest: told.append((status, given)))
        body = b"".join(chunks)
        if close := getattr(chunks, "close", None):
            close()
    status, given = told[0]
    return Answer(int(status.split()[0]), body, {key.lower(): value for key, value in given})


@contextmanager
def _open_connections() -> Iterator[None]:
    """As in Django's test client: begin and end of a request must not close the connection of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


@contextmanager
def disk(folder: Path) -> Iterator[Place]:
    """Folders of their own."""
    local = "media.storage.local.ImmutableFileStorage"
    private = {"location": str(folder / "private"), "base_url": "/originals/", "is_signed": True}
    public = {"location": str(folder / "uploads"), "base_url": "/uploads/"}
    kinds = {
        "default": {"BACKEND": local, "OPTIONS": public},
        "private": {"BACKEND": local, "OPTIONS": private},
    }
    with _in_force(kinds, MEDIA_ROOT=folder / "uploads"):
        yield Place("disk", 404)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def objects(endpoint: str = "") -> Iterator[Place]:
    """A bucket of its own on the server that `S3_ENDPOINT_URL` names; `endpoint`: how browsers reach it."""
    from django.core.management import call_command

    values = {
        "S3_ENDPOINT_URL": os.environ["S3_ENDPOINT_URL"],
        "S3_BROWSER_ENDPOINT_URL": endpoint,
        "S3_BUCKET": f"trial-{secrets.token_hex(6)}",
        "S3_ADDRESSING_STYLE": "path",
    }
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        with _in_force(env.file_storages(settings.VAR_DIR), MEDIA_URL=env.public_files_url()):
            call_command("set_up_storage", verbosity=0)
            yield Place("objects", 403)
            _empty()
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def _empty() -> None:
    from media.storage import private_storage

    storage = private_storage()
    bucket = storage.connection.Bucket(storage.bucket_name)
    for upload in bucket.multipart_uploads.all():
        upload.abort()
    bucket.objects.all().delete()
    bucket.delete()


@contextmanager
def _in_force(kinds: dict, **values: object) -> Iterator[None]:
    """These storages for everything, also for fields, which have asked for theirs when their model was made."""
    from media.storage import private_storage

    fields = [Video._meta.get_field(name) for name in UPLOAD_FIELDS]
    before = [one.storage for one in fields]
    with override_settings(STORAGES={**settings.STORAGES, **kinds}, **values):
        for one in fields:
            one.storage = private_storage()
        try:
            yield
        finally:
            for one, storage in zip(fields, before, strict=True):
                one.storage = storage
