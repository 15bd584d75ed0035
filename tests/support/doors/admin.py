"""Doors of the admin: editing, creating, copying, moving, deleting, many at once."""

from columns.models import ColumnPage, StoryPage
from core.models import BasePage
from tests.support.doors.office import Act, Office, door, slug

PUBLISH = {"action-publish": "1"}
LATER = {"go_live_at": "2091-01-01 10:00"}


@door("admin edit: publish a draft")
def _(office: Office) -> Act:
    page = office.story(live=False)
    return lambda: office.post(f"pages/{page.pk}/edit/", office.form(page) | PUBLISH)


@door("admin edit: publish changes of a live page")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.post(f"pages/{page.pk}/edit/", office.form(page, text="改") | PUBLISH)


@door("admin edit: publish one changed byline")
def _(office: Office) -> Act:
    page = office.story()
    data = office.form(page) | {"bylines-0-name": "乙"} | PUBLISH
    return lambda: office.post(f"pages/{page.pk}/edit/", data)


@door("admin edit: save a draft of a live page")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.post(f"pages/{page.pk}/edit/", office.form(page, text="改"))


@door("admin edit: autosave of a live page")
def _(office: Office) -> Act:
    page = office.story()
    accept = {"headers": {"Accept": "application/json"}}
    return lambda: office.post(f"pages/{page.pk}/edit/", office.form(page, text="改"), **accept)


@door("admin edit: new slug of a draft column with a live entry")
def _(office: Office) -> Act:
    column = office.column_page(live=False)
    office.story(parent=column)
    column = ColumnPage.objects.get(pk=column.pk)
    data = {
        "title": column.title,
        "slug": slug("moved"),
        "tool": column.tool,
        "cover_kind": column.cover_kind,
        "accepted_types": column.accepted_types,
        "update_cycle": column.update_cycle,
        "column_type": column.column_type,
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    return lambda: office.post(f"pages/{column.pk}/edit/", data)


@door("admin create: publish")
def _(office: Office) -> Act:
    data = office.form(StoryPage(title="新", slug=slug())) | PUBLISH
    return lambda: office.post(f"pages/add/columns/storypage/{office.column.pk}/", data)


@door("admin create: schedule")
def _(office: Office) -> Act:
    data = office.form(StoryPage(title="新", slug=slug()), **LATER) | PUBLISH
    return lambda: office.post(f"pages/add/columns/storypage/{office.column.pk}/", data)


@door("admin edit: schedule changes of a live page")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.post(f"pages/{page.pk}/edit/", office.form(page, text="改", **LATER) | PUBLISH)


@door("admin unpublish")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.post(f"pages/{page.pk}/unpublish/")


@door("admin unpublish with descendants")
def _(office: Office) -> Act:
    column = office.column_page()
    office.story(parent=column)
    return lambda: office.post(f"pages/{column.pk}/unpublish/", {"include_descendants": "on"})


@door("admin revert: publish an old revision")
def _(office: Office) -> Act:
    page = office.story()
    old = page.latest_revision_id
    page.title = "改过的题目"
    page.save_revision().publish()
    data = office.form(page, title="稿件") | PUBLISH
    return lambda: office.post(f"pages/{page.pk}/revisions/{old}/revert/", data)


@door("admin move")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.post(f"pages/{page.pk}/move/{office.other.pk}/confirm/")


@door("admin move: a column with a live entry to where it may not be")
def _(office: Office) -> Act:
    column = office.column_page()
    office.story(parent=column)
    return lambda: office.post(f"pages/{column.pk}/move/{office.other.pk}/confirm/")


@door("admin reorder")
def _(office: Office) -> Act:
    column = office.column_page()
    office.story(parent=column)
    page = office.story(parent=column)
    return lambda: office.post(f"pages/{page.pk}/set_position/?position=0")


@door("admin copy: publish copies")
def _(office: Office) -> Act:
    page = office.story()
    data = {"new_title": "副本", "new_slug": slug(), "new_parent_page": office.column.pk, "publish_copies": "on"}
    return lambda: office.post(f"pages/{page.pk}/copy/", data)


@door("admin copy: publish copies, with subpages")
def _(office: Office) -> Act:
    column = office.column_page()
    office.story(parent=column)
    data = {"new_title": "副本", "new_slug": slug(), "new_parent_page": office.home.pk}
    data |= {"publish_copies": "on", "copy_subpages": "on"}
    return lambda: office.post(f"pages/{column.pk}/copy/", data)


@door("admin copy: as alias")
def _(office: Office) -> Act:
    page = office.story()
    data = {"new_title": "副本", "new_slug": slug(), "new_parent_page": office.other.pk, "alias": "on"}
    return lambda: office.post(f"pages/{page.pk}/copy/", data)


@door("admin convert alias")
def _(office: Office) -> Act:
    alias = office.story().create_alias(parent=BasePage.objects.get(pk=office.other.pk), update_slug=slug())
    return lambda: office.post(f"pages/{alias.pk}/convert_alias/")


@door("admin delete a public page")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.post(f"pages/{page.pk}/delete/")


@door("admin delete a draft")
def _(office: Office) -> Act:
    page = office.story(live=False)
    return lambda: office.post(f"pages/{page.pk}/delete/")


@door("admin bulk publish 2")
def _(office: Office) -> Act:
    pages = office.story(live=False), office.story(live=False)
    return lambda: office.post(_bulk("publish", *pages))


@door("admin bulk unpublish 2")
def _(office: Office) -> Act:
    pages = office.story(), office.story()
    return lambda: office.post(_bulk("unpublish", *pages))


@door("admin bulk move 2")
def _(office: Office) -> Act:
    pages = office.story(), office.story()
    return lambda: office.post(_bulk("move", *pages), {"chooser": office.other.pk})


@door("admin bulk delete a public page and a draft")
def _(office: Office) -> Act:
    pages = office.story(), office.story(live=False)
    return lambda: office.post(_bulk("delete", *pages))


def _bulk(action: str, *pages: BasePage) -> str:
    return f"bulk/core/basepage/{action}/?" + "&".join(f"id={page.pk}" for page in pages)
