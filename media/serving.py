"""Answers with stored files: from the local disk by us or by nginx, from object storage by a short-lived redirect."""

import logging
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import FileSystemStorage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.utils.encoding import filepath_to_uri
from django.utils.http import content_disposition_header

from media.storage import private_storage
from media.storage.names import content_type_of

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})$", re.ASCII)
CHUNK = 64 * 1024
logger = logging.getLogger(__name__)
SMALL = 4 * 1024 * 1024  # playlists and captions are answered by us in any case


def private_file(request: HttpRequest, name: str, *, is_public: bool = False, filename: str = "") -> HttpResponse:
    """The answer with a file of the private storage, whose caller has checked that the visitor may have it.

    `filename`: a download under this name. `Http404` if the file is not there.
    """
    storage = private_storage()
    try:
        if not isinstance(storage, FileSystemStorage):
            response: HttpResponse = _from_objects(storage, name, filename)
        elif settings.X_ACCEL_LOCATION:
            response = _by_nginx(storage, name)
        else:
            response = _by_ourselves(request, storage, name)
    except (OSError, SuspiciousOperation, ValueError) as error:
        if not isinstance(error, FileNotFoundError | SuspiciousOperation):
            logger.warning("private file not answered: %s", type(error).__name__)
        raise Http404 from error
    if filename:
        response["Content-Disposition"] = content_disposition_header(True, filename)
    return protect(response, is_public and not isinstance(response, HttpResponseRedirect))


def protect(response: HttpResponse, is_public: bool = False) -> HttpResponse:
    """Headers of every uploaded file: never a page of ours, kept by nobody unless it is public."""
    response["Cache-Control"] = "public, max-age=300" if is_public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _from_objects(storage: object, name: str, filename: str) -> HttpResponse:
    """Small texts that name other files are answered under our own address, everything else by a signed one."""
    if PurePath(name).suffix in (".m3u8", ".vtt") and storage.size(name) <= SMALL:
        with storage.open(name) as file:
            return HttpResponse(file.read(), content_type=content_type_of(name))
    return HttpResponseRedirect(storage.url(name, filename=filename))


def _by_nginx(storage: FileSystemStorage, name: str) -> HttpResponse:
    storage.path(name)  # refuses what leads out of the folder
    response = HttpResponse(content_type=content_type_of(name))
    response["X-Accel-Redirect"] = f"{settings.X_ACCEL_LOCATION}{filepath_to_uri(name)}"
    return response


def _by_ourselves(request: HttpRequest, storage: FileSystemStorage, name: str) -> HttpResponse:
    """With byte ranges (RFC 9110 §14), so that a reader can seek."""
    file = open(storage.path(name), "rb")  # noqa: SIM115  (closed by the response)
    file.seek(0, 2)
    size = file.tell()
    first, last = byte_range(request.headers.get("Range", ""), size)
    if first > last and size:
        file.close()
        response: HttpResponse = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        is_part = size > 0 and (first, last) != (0, size - 1)
        response = StreamingHttpResponse(_read(file, first, last), status=206 if is_part else 200)
        response["Content-Type"] = content_type_of(name)
        response["Content-Length"] = str(last - first + 1)
        response._resource_closers.append(file.close)
        if is_part:
            response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    return response


def byte_range(header: str, size: int) -> tuple[int, int]:
    """First and last byte asked for; the whole file for no or an odd header; first > last if it cannot be met."""
    match = RANGE.match(header)
    if not match or match.groups() == ("", ""):
        return 0, size - 1
    start, end = match.groups()
    if not start:
        return (size, size - 1) if int(end) == 0 else (max(0, size - int(end)), size - 1)
    if end and int(end) < int(start):
        return 0, size - 1  # not a range at all
    return int(start), min(int(end), size - 1) if end else size - 1


def _read(file: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    file.seek(first)
    left = last - first + 1
    while left > 0 and (chunk := file.read(min(CHUNK, left))):
        left -= len(chunk)
        yield chunk
