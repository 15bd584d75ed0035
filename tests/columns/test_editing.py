"""An editor makes, mends and publishes entries: addresses, errors at the field, forms of every page type."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from wagtail.models import get_page_models

from accounts.enums import Role
from columns.models import (
    ActivityPage,
    CasePage,
    ColumnPage,
    InterviewPage,
    MediaReportPage,
    NoticePage,
    StoryPage,
    TheoryPage,
)
from core.forms import GO_LIVE_IN_PAST
from core.models import BasePage
from core.publishing.due import publish_due
from home.models import StandardPage, TopicPage
from media.models import Image
from tests.factories import activity, case, interview, media_report, notice, paragraph, story, theory, topic
from tests.support.accounts import account
from tests.support.editor import add_url, body, edit_url, rich, section, shown_fields
from tests.support.pictures import jpeg, upload


@pytest.fixture
def picture(db) -> Image:
    return Image.objects.create(title="车间", file=upload("车间.jpg", jpeg()))


def _figure(picture: Image, **changes: str) -> tuple[str, dict]:
    return "figure", {"image": str(picture.pk), "alt": "", "decorative": "", "caption": "", "credit": "", **changes}


def _new_story(client, column, **fields: object):
    url = add_url(column, StoryPage)
    return client.post(url, shown_fields(client, url) | body(section()) | fields)


def test_an_empty_address_becomes_pinyin(desk, column):
    _new_story(desk, column, title="黄河口走出“现场工程师”", slug="")
    _new_story(desk, column, title="黄河口走出“现场工程师”", slug="")

    assert list(StoryPage.objects.order_by("pk").values_list("slug", flat=True)) == [
        "huang-he-kou-zou-chu-xian-chang-gong-cheng-shi",
        "huang-he-kou-zou-chu-xian-chang-gong-cheng-shi-2",
    ]


def test_a_chosen_address_is_kept(desk, column):
    _new_story(desk, column, title="一篇稿件", slug="my-own")

    assert StoryPage.objects.get().slug == "my-own"


def test_a_taken_address_is_refused_at_the_field_in_chinese(desk, column):
    story(column, slug="taken")

    response = _new_story(desk, column, title="一篇稿件", slug="taken")

    assert response.context["form"].errors["slug"] == ["网址“taken”在上级页面下已经用过，请换一个。"]


def test_a_public_address_is_frozen(desk, column, source):
    page = story(column, slug="frozen")
    url = edit_url(page)

    desk.post(url, shown_fields(desk, url) | body(section()) | {"slug": "other", "action-publish": "1"})

    assert StoryPage.objects.get(pk=page.pk).slug == "frozen"
    assert desk.get(url).context["form"].fields["slug"].disabled is True


def test_the_address_of_a_withdrawn_page_stays_frozen(desk, column):
    page = story(column, slug="frozen")
    page.unpublish()
    url = edit_url(page)

    desk.post(url, shown_fields(desk, url) | body(section()) | {"slug": "other"})

    found = StoryPage.objects.get(pk=page.pk)
    assert (found.slug, found.ever_public) == ("frozen", True)


def test_a_draft_that_was_never_public_may_change_its_address(desk, column):
    page = story(column, live=False, slug="first")
    url = edit_url(page)

    desk.post(url, shown_fields(desk, url) | body(section()) | {"slug": "second"})

    assert StoryPage.objects.get(pk=page.pk).slug == "second"


def test_a_draft_may_wait_for_alternative_texts(desk, column, picture):
    response = _new_story(desk, column, title="一篇稿件", **body(_figure(picture)))

    assert (response.status_code, StoryPage.objects.count()) == (302, 1)


def test_publishing_without_alternative_text_shows_the_error_at_the_block(desk, column, picture, source):
    page = story(column, live=False)
    url = edit_url(page)
    fields = shown_fields(desk, url) | body(section(), _figure(picture, credit="孟繁星 摄"))

    response = desk.post(url, fields | {"action-publish": "1"})

    errors = response.context["form"].errors["body"].as_data()[0].block_errors
    assert {index: error.block_errors for index, error in errors.items()}.keys() == {1}
    assert errors[1].block_errors["alt"].messages == ["请用一句话写出图里有什么；纯装饰的图片请勾选“装饰图片”。"]
    assert StoryPage.objects.get(pk=page.pk).live is False


def test_publishing_with_alternative_text_and_author_works(desk, column, picture, source):
    page = story(column, live=False)
    url = edit_url(page)
    fields = shown_fields(desk, url) | body(section(), _figure(picture, alt="焊花飞溅的车间", credit="孟繁星 摄"))

    desk.post(url, fields | {"action-publish": "1"})

    assert StoryPage.objects.get(pk=page.pk).live is True


def test_publishing_without_source_shows_the_error_at_the_field(desk, column):
    page = story(column, live=False)
    url = edit_url(page)

    response = desk.post(url, shown_fields(desk, url) | body(section()) | {"source": "", "action-publish": "1"})

    assert response.context["form"].errors["source"] == ["必需字段"]


def test_bulk_publishing_names_page_and_field_of_what_is_not_ready(desk, column):
    ready, not_ready = story(column, live=False), story(column, live=False)
    StoryPage.objects.filter(pk=not_ready.pk).update(source=None)
    draft = StoryPage.objects.get(pk=not_ready.pk)
    draft.save_revision(clean=False)

    response = desk.post(f"/admin/bulk/core/basepage/publish/?id={ready.pk}&id={not_ready.pk}", follow=True)

    said = [str(message).strip() for message in response.context["messages"]]
    assert said == [f"“{not_ready.title}”还不能发布。来源：此字段不能为空。"]
    assert BasePage.objects.filter(pk__in=[ready.pk, not_ready.pk], live=True).count() == 0


def test_bulk_publishing_of_what_is_ready(desk, column):
    pages = [story(column, live=False), story(column, live=False)]

    desk.post(f"/admin/bulk/core/basepage/publish/?id={pages[0].pk}&id={pages[1].pk}")

    assert BasePage.objects.filter(pk__in=[page.pk for page in pages], live=True).count() == 2


def taking(model: type[BasePage]) -> ColumnPage:
    """The column of a first start that takes entries of this type."""
    return next(column for column in ColumnPage.objects.order_by("path") if column.accepts(model))


MADE = {TheoryPage: theory, CasePage: case, ActivityPage: activity, MediaReportPage: media_report}


# An editor's forms hold the fewest panels; those of the others run with the slow tests.
OTHERS = [pytest.param(role, marks=pytest.mark.slow) for role in Role if role != Role.EDITOR]


@pytest.mark.parametrize("role", [Role.EDITOR, *OTHERS], ids=str)
def test_the_forms_of_every_page_type_open(role, client, home, column, notices, interviews):
    client.force_login(account(role))
    parents = {StoryPage: column, NoticePage: notices, InterviewPage: interviews}
    parents |= dict.fromkeys((ColumnPage, StandardPage, TopicPage), home)
    parents |= {model: taking(model) for model in (TheoryPage, CasePage, ActivityPage, MediaReportPage)}
    made = [make(parents[model], live=False) for model, make in MADE.items()]
    pages = [story(column), notice(notices), interview(interviews), *made, topic(), column, home]

    created = {model: client.get(add_url(parent, model)).status_code for model, parent in parents.items()}
    edited = {type(page): client.get(edit_url(page)).status_code for page in pages}

    assert created == dict.fromkeys(parents, 200)
    assert edited == {type(page): 200 for page in pages}


def test_every_page_type_with_a_form_is_tried_above():
    from home.models import HomePage

    types = {StoryPage, NoticePage, InterviewPage, *MADE, ColumnPage, StandardPage, TopicPage, HomePage, BasePage}

    assert {
        model for model in get_page_models() if model.__module__.split(".")[0] in ("home", "columns", "core")
    } == types


@pytest.mark.parametrize(
    "model", [StoryPage, NoticePage, InterviewPage, ColumnPage, StandardPage], ids=lambda m: m.__name__
)
def test_labels_of_our_fields_are_chinese(model):
    form = model.get_edit_handler().get_form_class()

    labels = [str(field.label) for field in form.base_fields.values()]
    # Editors see comments as bubbles beside the fields, never as a form.
    for formset in (formset for name, formset in form.formsets.items() if name != "comments"):
        labels += [str(field.label) for field in formset.form.base_fields.values() if not field.widget.is_hidden]

    english = [label for label in labels if label != "None" and not re.search("[\u4e00-\u9fff]", label)]
    assert english == []


def test_a_copy_is_a_draft_with_an_address_of_its_own(desk, column):
    page = story(column, slug="first", title="原来的稿件")
    url = f"/admin/pages/{page.pk}/copy/"
    fields = {"new_title": "另一篇", "new_slug": "", "new_parent_page": str(column.pk), "publish_copies": "on"}

    desk.post(url, fields)

    copy = StoryPage.objects.exclude(pk=page.pk).get()
    assert (copy.slug, copy.title, copy.live, copy.ever_public) == ("ling-yi-pian", "另一篇", False, False)


@pytest.mark.parametrize("parent", ["", "abc", "0", "99999999999999999999999"])
def test_a_copy_to_nowhere_is_refused_with_a_message(parent, desk, column):
    page = story(column)

    response = desk.post(f"/admin/pages/{page.pk}/copy/", {"new_title": "x", "new_parent_page": parent}, follow=True)

    assert [str(message).strip() for message in response.context["messages"]] == ["请选择复制到哪里。"]


def test_what_was_public_can_only_be_withdrawn(desk, column):
    page = story(column)

    response = desk.post(f"/admin/pages/{page.pk}/delete/", follow=True)

    assert response.status_code == 200
    assert StoryPage.objects.filter(pk=page.pk).exists()


def test_withdrawing_says_so_in_our_words(desk, column):
    page = story(column, title="一篇稿件")

    response = desk.post(f"/admin/pages/{page.pk}/unpublish/", follow=True)

    assert [str(message).strip().split("\n")[0] for message in response.context["messages"]] == ["“一篇稿件”已撤下。"]
    assert StoryPage.objects.get(pk=page.pk).live is False


def test_the_preview_shows_the_draft(desk, column):
    page = story(column, live=False, body=[paragraph("原来的话。")])
    url = edit_url(page)
    desk.post(
        f"{url}preview/",
        shown_fields(desk, url) | body(("section", {"heading": "", "level": "2", "text": rich("新写的话。")})),
    )

    response = desk.get(f"{url}preview/")

    assert (response.status_code, "新写的话。" in response.content.decode()) == (200, True)


def test_the_preview_has_the_two_widths_of_the_design(column):
    assert [size["device_width"] for size in story(column).preview_sizes] == [390, 1280]


@pytest.mark.parametrize("action", ["action-publish", "action-save"])
def test_a_go_live_time_in_the_past_is_refused_at_the_field(desk, column, source, action):
    url = add_url(column, StoryPage)
    fields = {"title": "晚了的稿件", "source": source.pk, "go_live_at": "2020-01-01 08:00", action: "1"}

    response = desk.post(url, shown_fields(desk, url) | body(section()) | fields)

    assert dict(response.context["form"].errors) == {"go_live_at": [GO_LIVE_IN_PAST]}
    assert StoryPage.objects.count() == 0


def test_a_page_that_went_out_on_time_keeps_its_time(desk, column):
    page = story(column, title="准时的稿件", live=False)
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC)):
        page.go_live_at = datetime(2026, 3, 2, tzinfo=UTC)
        page.save_revision().publish()
    publish_due()
    url, changes = edit_url(page), {"summary": "改过一句。", "action-publish": "1"}

    desk.post(url, shown_fields(desk, url) | body(section()) | changes)

    page.refresh_from_db()
    assert (page.live, page.summary) == (True, "改过一句。")
