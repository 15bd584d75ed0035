"""The same content has the same hash wherever it stands; anything a reader sees differently has another one."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Revision

from accounts.models import User
from columns.models import ColumnPage, InterviewPage, NoticePage, StoryPage
from core.models import AuditEntry, BasePage, Source
from core.publishing.content_hash import content_hash, shown_objects
from home.models import HomePage
from media.models import Document, Image
from tests.factories import interview, notice, paragraph, story


@pytest.fixture
def page(column, unit) -> StoryPage:
    """A live story with everything that an entry can show: byline, people, units, cover."""
    cover = Image.objects.create(title="图", file=get_test_image_file(colour="red"), credit="孟繁星 摄")
    page = story(column, live=False, unit=unit, city=unit.city, cover=cover)
    page.bylines.create(role="reporter", name="甲", sort_order=0)
    page.named_people.create(name="宋青禾", role="带班教师", sort_order=0)
    page.save_revision().publish()
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def other(home) -> BasePage:
    """Another column that takes stories."""
    return BasePage.objects.get(slug="chucai")


def fresh(page: BasePage) -> BasePage:
    """The page as it is in the database now."""
    return type(page).objects.get(pk=page.pk)


def test_row_revision_live_revision_and_audit_entry_agree(page):
    entry = AuditEntry.objects.first()

    hashes = {
        content_hash(item)
        for item in (page, page.latest_revision, page.live_revision, BasePage.objects.get(pk=page.pk))
    }

    assert hashes == {entry.hashes[str(page.pk)]}


def test_each_page_type_has_one_hash_as_row_and_as_revision(home, column, interviews, notices):
    pages = [interview(interviews), notice(notices), ColumnPage.objects.get(pk=column.pk), HomePage.objects.get()]

    hashes = [(content_hash(page), content_hash(page.latest_revision)) for page in pages]

    assert [type(page) for page in pages] == [InterviewPage, NoticePage, ColumnPage, HomePage]
    assert [row for row, _ in hashes] == [revision for _, revision in hashes]
    assert len({row for row, _ in hashes}) == len(pages)


def test_draft_has_the_hash_that_it_is_published_with(page):
    page.title = "新题目"
    revision = page.save_revision()
    before = content_hash(revision)

    revision.publish()

    assert [content_hash(item) for item in (fresh(page), fresh(page).live_revision)] == [before, before]


def test_copy_and_its_revisions_have_the_hashes_of_the_source(page, other):
    copied = page.copy(to=other, update_attrs={"slug": "copy"})

    hashes = sorted(content_hash(revision) for revision in copied.revisions.all())

    assert content_hash(fresh(copied)) == content_hash(page)
    assert hashes == sorted([content_hash(page), *(content_hash(revision) for revision in page.revisions.all())])


def test_alias_has_the_hash_of_the_source_and_follows_it(page, other):
    alias = page.create_alias(parent=other, update_slug="alias")
    before = content_hash(fresh(alias)) == content_hash(page)
    page.title = "新题目"

    page.save_revision().publish()

    assert (before, content_hash(fresh(alias))) == (True, content_hash(fresh(page)))


def test_revert_has_the_hash_of_the_old_revision(page):
    old, before = page.live_revision, content_hash(page)
    page.title = "新题目"
    page.save_revision().publish()
    changed = content_hash(fresh(page))

    reverted = old.as_object().save_revision(previous_revision=old)
    reverted.publish()

    assert changed != before
    assert [content_hash(item) for item in (reverted, fresh(page))] == [before, before]


def test_place_state_clock_locks_and_owner_are_no_content(page, other):
    before = content_hash(page)

    page.move(other, "last-child")
    moved = content_hash(fresh(page))
    page = fresh(page)
    page.owner, page.locked, page.locked_at = User.objects.create_user("owner"), True, timezone.now()
    page.expire_at, page.slug = timezone.now() + timedelta(days=1), "another-slug"
    page.save()
    saved = content_hash(fresh(page))
    fresh(page).unpublish()
    withdrawn = content_hash(fresh(page))

    assert (moved, saved, withdrawn) == (before, before, before)


def test_schedule_is_no_content(page):
    before = content_hash(page)
    page.go_live_at = timezone.now() + timedelta(days=1)

    revision = page.save_revision()
    revision.publish()

    assert Revision.objects.get(pk=revision.pk).approved_go_live_at is not None
    assert content_hash(Revision.objects.get(pk=revision.pk)) == before


CHANGES = {
    "title": lambda page: setattr(page, "title", "新题目"),
    "display date": lambda page: setattr(page, "display_date", page.display_date + timedelta(minutes=1)),
    "text of a block": lambda page: _change_text(page, "改过的文字"),
    "id of a block": lambda page: setattr(page, "body", [{**page.body.raw_data[0], "id": paragraph()["id"]}]),
    "one more block": lambda page: setattr(page, "body", [*page.body.raw_data, paragraph()]),
    "one more child row": lambda page: page.bylines.create(role="editor", name="乙", sort_order=1),
    "name in a child row": lambda page: _rename(page),
    "no child row": lambda page: page.named_people.clear(),
    "another source": lambda page: setattr(page, "source", Source.objects.create(name="泺源日报")),
    "no cover": lambda page: setattr(page, "cover", None),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_of_content_has_another_hash(page, change):
    before = content_hash(page)

    change(page)
    revision = page.save_revision()

    assert content_hash(revision) != before
    assert content_hash(page) == content_hash(revision)


def test_order_of_child_rows_is_content(page):
    page.bylines.create(role="editor", name="乙", sort_order=1)
    page.save_revision().publish()
    page, before = fresh(page), content_hash(fresh(page))
    first, second = page.bylines.all()
    first.sort_order, second.sort_order = 1, 0

    page.bylines.set([second, first])
    revision = page.save_revision()

    assert content_hash(revision) != before


def test_changed_name_of_source_and_unit_is_another_hash(page, unit):
    hashes = [content_hash(page)]

    for item in (page.source, unit):
        item.name = f"{item.name}（新）"
        item.save()
        hashes.append(content_hash(fresh(page)))

    assert len(set(hashes)) == 3


def test_changed_picture_is_another_hash_and_is_refused_while_it_is_public(page):
    before = content_hash(page)
    image = page.cover
    image.credit = "顾苇杭 摄"
    image.save()
    credited = content_hash(fresh(page))

    image.file = get_test_image_file(colour="blue")
    with pytest.raises(ValidationError) as refusal:
        image.save()
    page.unpublish()
    image = Image.objects.get(pk=image.pk)
    image.file = get_test_image_file(colour="blue")
    image.save()

    assert refusal.value.code == "in_public_use"
    assert len({before, credited, content_hash(fresh(page))}) == 3


def test_shown_objects_are_found_in_keys_child_rows_and_blocks(notices, unit, page):
    document = Document.objects.create(title="附件", file=ContentFile(b"a,b\n", name="a.csv"))
    block = {"type": "document", "value": {"document": document.pk, "title": ""}, "id": paragraph()["id"]}
    official = notice(notices, live=False, unit=unit)
    official.body = [block]
    official.attachments.create(document=document)
    official.related_units.create(unit=unit)

    found = [shown_objects(page), shown_objects(official)]

    assert [sorted(str(item) for item in items) for items in found] == [
        sorted(["图", "泺源工业职业学院", "职教齐鲁编辑部"]),
        sorted(["附件", "泺源工业职业学院", "职教齐鲁编辑部"]),
    ]


def _change_text(page: StoryPage, text: str) -> None:
    block = page.body.raw_data[0]
    page.body = [{**block, "value": {**block["value"], "text": f"<p>{text}</p>"}}]


def _rename(page: StoryPage) -> None:
    line = page.bylines.get()
    line.name = "丙"
    page.bylines.add(line)
