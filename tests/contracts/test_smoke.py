"""The foundation stands."""

from core.models import AuditEntry
from core.serving.resolver import find
from tests.factories import interview, notice, story


def test_each_entry_type_is_found_by_its_path(column, notices, interviews):
    pages = [story(column), notice(notices), interview(interviews)]

    found = [find(page.url_path).page for page in pages]

    assert [(type(page), page.pk, bool(page.kept.html)) for page in found] == [
        (type(page), page.pk, True) for page in pages
    ]
    assert AuditEntry.objects.filter(page_id__in=[page.pk for page in pages]).count() == 3
