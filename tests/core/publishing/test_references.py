"""Where a picture is used is known after each publication, and a stored draft does not scan the page again."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from core.models import BasePage
from media.models import Image
from tests.factories import publish, story
from tests.support.pictures import jpeg


@pytest.fixture
def picture(db) -> Image:
    """A photograph in the library."""
    image = Image(title="车间", description="车间里的机床", credit="孟繁星 摄")
    image.file = ContentFile(jpeg((320, 200)), name="workshop.jpg")
    image.save()
    return image


def uses(picture: Image) -> set[str]:
    """Ids of the pages that the library names as users of the picture."""
    return {reference.object_id for reference in ReferenceIndex.get_references_to(picture)}


def test_a_publication_is_noted_and_so_is_the_next_one_without_the_picture(column, picture):
    page = story(column, cover=picture)
    used = uses(picture)

    publish(page, cover=None)

    assert (used, uses(picture)) == ({str(page.pk)}, set())


def test_a_stored_draft_reads_and_writes_no_references(column, picture):
    page = story(column, cover=picture)
    page.title = "改过的标题"

    with CaptureQueriesContext(connection) as captured:
        page.save_revision()

    assert [query["sql"] for query in captured if "referenceindex" in query["sql"]] == []
    assert uses(picture) == {str(page.pk)}


def test_a_save_of_content_writes_them_whatever_fields_it_names(column, picture):
    page = story(column, live=False)

    page.cover = picture
    page.save(update_fields=["cover", "draft_title"])

    assert uses(picture) == {str(page.pk)}


def test_pages_are_found_without_wagtails_index(column):
    page = story(column, title="调试间的灯")

    assert list(BasePage.objects.search("调试间")) == list(BasePage.objects.autocomplete("试间")) == [page.basepage_ptr]
