"""Attached PDF files are found by their pages; what cannot be read hinders nothing."""

import pytest
from django.core.files.base import ContentFile

from delivery.models import OutboxMessage
from delivery.outbox import run_all
from media.models import Document
from search.domain.attachments import pages_of
from search.models import AttachmentText
from tests.factories import paragraph, story
from tests.support.pdf import pdf_of

PDF = pdf_of("第一页是封面。", "第二页写着铆钉的规格。")


def attachment(data: bytes, title: str = "规格表") -> Document:
    return Document.objects.create(title=title, file=ContentFile(data, "a.pdf"))


def with_file(column, document: Document):
    file = {"type": "document", "value": {"document": document.pk}}
    return story(column, title="关于规格的说明", body=[paragraph("见附件。"), file])


def asked(client, query: str):
    return client.get("/search/", {"q": query}).context["result"]


def test_a_word_of_the_second_page_opens_the_file_there(client, column):
    document = attachment(PDF)
    page = with_file(column, document)
    run_all()

    hit = asked(client, "铆钉").hits[0]

    assert (hit.card.id, hit.landings[0].path) == (page.pk, f"{document.url}#page=2")
    assert hit.landings[0].label == "规格表　第2页"


def test_a_file_is_read_once(client, column):
    with_file(column, attachment(PDF))
    with_file(column, attachment(PDF, "同一份"))
    run_all()

    assert AttachmentText.objects.count() == 1
    assert asked(client, "铆钉").total == 2


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", b"", PDF[:200], b"%PDF-1.4\n" + b"1 0 obj<<" * 20_000])
def test_a_broken_file_has_no_pages_and_stops_nothing(client, column, data):
    document = attachment(data)
    page = with_file(column, document)
    run_all()

    assert (pages_of(document), asked(client, "关于规格").hits[0].card.id) == ([], page.pk)
    assert OutboxMessage.objects.filter(dead_at__isnull=False).count() == 0


def test_withdrawn_its_file_is_not_found(client, column):
    page = with_file(column, attachment(PDF))
    run_all()

    page.unpublish()

    assert asked(client, "铆钉").total == 0
