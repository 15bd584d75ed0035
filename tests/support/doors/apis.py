"""Doors of the two writing APIs: the admin's own and API v3, which the site does not mount."""

from core.models import BasePage
from tests.support.doors.office import Act, Office, door, slug


@door("admin API publish")
def _(office: Office) -> Act:
    page = office.story(live=False)
    return lambda: office.admin_api(page, "publish")


@door("admin API unpublish")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.admin_api(page, "unpublish")


@door("admin API unpublish recursive")
def _(office: Office) -> Act:
    column = office.column_page()
    office.story(parent=column)
    return lambda: office.admin_api(column, "unpublish", {"recursive": True})


@door("admin API move")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.admin_api(page, "move", {"destination_page_id": office.other.pk, "position": "last-child"})


@door("admin API copy, keep live")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.admin_api(page, "copy", {"slug": slug(), "keep_live": True})


@door("admin API create alias")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.admin_api(page, "create_alias", {"update_slug": slug()})


@door("admin API convert alias")
def _(office: Office) -> Act:
    alias = office.story().create_alias(parent=BasePage.objects.get(pk=office.other.pk), update_slug=slug())
    return lambda: office.admin_api(alias, "convert_alias")


@door("admin API revert")
def _(office: Office) -> Act:
    page = office.story()
    old = page.latest_revision_id
    page.title = "改过的题目"
    page.save_revision().publish()
    return lambda: office.admin_api(page, "revert_to_page_revision", {"revision_id": old})


@door("admin API delete a public page")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.admin_api(page, "delete")


@door("API v3 publish")
def _(office: Office) -> Act:
    page = office.story(live=False)
    return lambda: office.api_v3("post", f"{page.pk}/actions/publish/")


@door("API v3 edit and publish")
def _(office: Office) -> Act:
    page = office.story()
    data = {"meta": {"type": "columns.StoryPage", "action": "publish"}, "title": "新题目"}
    return lambda: office.api_v3("patch", f"{page.pk}/", data)


@door("API v3 edit as draft")
def _(office: Office) -> Act:
    page = office.story()
    data = {"meta": {"type": "columns.StoryPage"}, "title": "新题目"}
    return lambda: office.api_v3("patch", f"{page.pk}/", data)


@door("API v3 create and publish")
def _(office: Office) -> Act:
    meta = {"type": "columns.ColumnPage", "parent_id": office.home.pk, "action": "publish"}
    return lambda: office.api_v3("post", "", {"meta": meta, "title": "新栏目", "slug": slug()})


@door("API v3 create and publish an incomplete story")
def _(office: Office) -> Act:
    meta = {"type": "columns.StoryPage", "parent_id": office.column.pk, "action": "publish"}
    return lambda: office.api_v3("post", "", {"meta": meta, "title": "新", "slug": slug()})


@door("API v3 unpublish")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.api_v3("post", f"{page.pk}/actions/unpublish/")


@door("API v3 copy, keep live")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.api_v3("post", f"{page.pk}/actions/copy/", {"slug": slug(), "keep_live": True})


@door("API v3 create alias")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.api_v3("post", f"{page.pk}/actions/create_alias/", {"slug": slug()})


@door("API v3 move")
def _(office: Office) -> Act:
    page = office.story()
    data = {"destination_id": office.other.pk, "position": "last-child"}
    return lambda: office.api_v3("post", f"{page.pk}/actions/move/", data)


@door("API v3 delete a public page")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: office.api_v3("delete", f"{page.pk}/")
