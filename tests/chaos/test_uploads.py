"""A file of 2 GB through the upload screen while its line is cut thirty times: the same bytes arrive.

To object storage where S3_ENDPOINT_URL names a server; it needs room for all of it (MEMSTORE_BYTES of at least 6 GiB).
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.upload_trial import choose_and_send, line_to_disk, line_to_objects, outcome, signed_in, synthetic

pytestmark = pytest.mark.chaos
MEGABYTES, CUTS = 2048, 30
without_server = pytest.mark.skipif("S3_ENDPOINT_URL" not in os.environ, reason="no S3 server named")


@pytest.mark.parametrize(
    "line_to", [line_to_disk, pytest.param(line_to_objects, marks=[pytest.mark.s3, without_server])]
)
def test_two_gigabytes_arrive_whole(line_to, browser: Browser, template: Path, tmp_path: Path):
    path = tmp_path / "讲座.mp4"
    sent = synthetic(path, MEGABYTES)

    with line_to(template, tmp_path / "var", MEGABYTES * 1024 * 1024 // (CUTS + 1), CUTS) as line:
        page = signed_in(browser, line)
        choose_and_send(page, path)
        done = outcome(page, line, sent, seconds=1800)

    assert (done.stored, done.noted, done.cuts) == (sent, sent, CUTS)
