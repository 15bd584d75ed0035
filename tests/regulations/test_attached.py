"""Files of official texts: public exactly while their text is, shown with type and size."""

from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from accounts.enums import Role
from media.models import Document
from regulations.domain.imports import confirm_edition
from regulations.models import Instrument, InstrumentAttachment
from tests.support.accounts import account

BASE = "/regulations/shi-fan-tiao-li-yang-zhang/"


@pytest.fixture
def scan(db) -> Document:
    return Document.objects.create(title="原件扫描", file=ContentFile(b"%PDF-1.4 specimen", name="scan.pdf"))


def test_a_file_is_public_with_its_text_only(client, home, imported, scan):
    edition = imported(public=False)
    InstrumentAttachment.objects.create(instrument=edition.instrument, document=scan)

    before = client.get(scan.url).status_code
    confirm_edition(edition, None)
    shown = unescape(client.get(BASE).content.decode())
    after = client.get(scan.url).status_code

    assert (before, after) == (404, 200)
    assert f'<a href="{scan.url}">' in shown
    assert "<span>原件扫描</span><small>PDF，1 KB</small>" in shown


def test_a_file_that_is_taken_away_is_private_again(client, home, imported, scan):
    row = InstrumentAttachment.objects.create(instrument=imported().instrument, document=scan)

    with pytest.raises(ValidationError, match="正在已发布的页面上使用"):
        scan.refuse_if_public("删除")
    row.delete()

    assert client.get(scan.url).status_code == 404
    assert "原件扫描" not in client.get(BASE).content.decode()


def test_an_editor_attaches_a_file_to_a_text(client, home, imported, scan):
    instrument = imported().instrument
    client.force_login(account(Role.EDITOR))
    rows = {"attachments-0-document": scan.pk, "attachments-0-title": "扫描件", "attachments-0-ORDER": 1}
    counts = {"TOTAL": 1, "INITIAL": 0, "MIN_NUM": 0, "MAX_NUM": 1000}

    client.post(
        f"/admin/instruments/edit/{instrument.pk}/",
        {
            "title": instrument.title,
            "slug": instrument.slug,
            "kind": instrument.kind,
            **rows,
            **{f"attachments-{name}_FORMS": number for name, number in counts.items()},
        },
    )

    assert [str(row) for row in Instrument.objects.get(pk=instrument.pk).attachments.all()] == ["扫描件"]
    assert client.get(scan.url).status_code == 200
