"""Doors of the shell and of any code that imports the models."""

from django.db import connection, models, transaction
from treebeard.mp_tree import MP_Node
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowTask

from accounts.models import User
from columns.models import StoryPage
from core.models import BasePage, Byline
from media.models import Image
from tests.support.doors.office import Act, Office, door, sections, slug


@door("workflow: last approval")
def _(office: Office) -> Act:
    page = office.story(live=False)
    workflow, task = Workflow.objects.create(name=slug()), GroupApprovalTask.objects.create(name=slug())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    state = workflow.start(page, office.boss).current_task_state
    return lambda: state.specific.approve(user=office.boss)


@door("revision.publish()")
def _(office: Office) -> Act:
    revision = office.story(live=False).latest_revision
    return revision.publish


@door("revision.publish() of nothing but a changed byline")
def _(office: Office) -> Act:
    page = office.story()
    line = page.bylines.get()
    line.name = "乙"
    page.bylines.add(line)
    revision = page.save_revision()
    return revision.publish


@door("revision.publish() of nothing but a removed byline")
def _(office: Office) -> Act:
    page = office.story()
    page.bylines.clear()
    revision = page.save_revision()
    return revision.publish


@door("revision.publish() of what is public already")
def _(office: Office) -> Act:
    revision = office.story().save_revision()
    return revision.publish


@door("revision.publish() of the source of an alias")
def _(office: Office) -> Act:
    page = office.story()
    page.create_alias(parent=BasePage.objects.get(pk=office.other.pk), update_slug=slug())
    page.title = "新题目"
    revision = page.save_revision()
    return revision.publish


@door("live = True; save()")
def _(office: Office) -> Act:
    page = office.story(live=False)
    page.live = True
    return page.save


@door("title of a live page; save()")
def _(office: Office) -> Act:
    page = office.story()
    page.title = "新题目"
    return page.save


@door("summary of a base instance; save(update_fields)")
def _(office: Office) -> Act:
    page = BasePage.objects.get(pk=office.story().pk)
    page.summary = "新摘要"
    return lambda: page.save(update_fields=["summary"], clean=False)


@door("add_child(live=True)")
def _(office: Office) -> Act:
    page = StoryPage(title="新", slug=slug(), live=True, source=office.source(), body=sections("<p>一</p>"))
    return lambda: BasePage.objects.get(pk=office.column.pk).add_child(instance=page)


@door("add_child() with the default of live")
def _(office: Office) -> Act:
    page = StoryPage(title="新", slug=slug())
    return lambda: BasePage.objects.get(pk=office.column.pk).add_child(instance=page)


@door("copy(keep_live=True)")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: page.copy(update_attrs={"slug": slug()}, keep_live=True)


@door("copy(update_attrs={'live': True})")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: page.copy(update_attrs={"slug": slug(), "live": True, "title": "伪造"})


@door("QuerySet.update(live=True)")
def _(office: Office) -> Act:
    page = office.story(live=False)
    return lambda: BasePage.objects.filter(pk=page.pk).update(live=True)


@door("QuerySet.update(body)")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: StoryPage.objects.filter(pk=page.pk).update(body=sections("<p>改</p>"))


@door("QuerySet.update(locked) of a live page")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: BasePage.objects.filter(pk=page.pk).update(locked=True)


@door("bulk_update(title)")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: BasePage.objects.bulk_update([BasePage(pk=page.pk, title="批量")], ["title"])


@door("bulk_create of a live page")
def _(office: Office) -> Act:
    page = BasePage.objects.get(pk=office.story(live=False).pk)
    fields = {"title": "批量", "slug": slug(), "live": True, "locale": page.locale, "content_type": page.content_type}
    new = BasePage(path=page.path[:-4] + "0ZZZ", depth=page.depth, url_path=f"/bulk-{page.pk}/", **fields)
    return lambda: BasePage.objects.bulk_create([new])


@door("QuerySet.unpublish() of 2")
def _(office: Office) -> Act:
    keys = [office.story().pk, office.story().pk]
    return lambda: BasePage.objects.filter(pk__in=keys).unpublish()


@door("QuerySet.delete() of a public page")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: BasePage.objects.filter(pk=page.pk).delete()


@door("QuerySet.delete() of a draft")
def _(office: Office) -> Act:
    page = office.story(live=False)
    return lambda: BasePage.objects.filter(pk=page.pk).delete()


@door("page.delete() of a public page")
def _(office: Office) -> Act:
    return office.story().delete


@door("page.delete() on an instance from before its publication")
def _(office: Office) -> Act:
    page = office.story(live=False)
    page.latest_revision.publish()
    return page.delete


@door("Model.delete() past Wagtail on such an instance")
def _(office: Office) -> Act:
    page = office.story(live=False)
    page.latest_revision.publish()
    return lambda: models.Model.delete(page)


@door("treebeard MP_Node.move")
def _(office: Office) -> Act:
    page, target = BasePage.objects.get(pk=office.story().pk), BasePage.objects.get(pk=office.other.pk)
    return lambda: MP_Node.move(page, target, "last-child")


@door("child row of a live page; save()")
def _(office: Office) -> Act:
    line = Byline.objects.get(page=office.story())
    line.name = "乙"
    return line.save


@door("child row of a live page; delete()")
def _(office: Office) -> Act:
    return Byline.objects.get(page=office.story()).delete


@door("child row of a live page moved to a draft; save()")
def _(office: Office) -> Act:
    line = Byline.objects.get(page=office.story())
    line.page = BasePage.objects.get(pk=office.story(live=False).pk)
    return line.save


@door("child QuerySet.update()")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: Byline.objects.filter(page=page).update(name="丙")


@door("child QuerySet.update(page=a live one)")
def _(office: Office) -> Act:
    draft, live = office.story(live=False), office.story()
    return lambda: Byline.objects.filter(page=draft).update(page=live.pk)


@door("child QuerySet.delete()")
def _(office: Office) -> Act:
    page = office.story()
    return lambda: Byline.objects.filter(page=page).delete()


@door("child bulk_create")
def _(office: Office) -> Act:
    page = BasePage.objects.get(pk=office.story().pk)
    return lambda: Byline.objects.bulk_create([Byline(page=page, role="editor", name="丁")])


@door("_base_manager.update(live=True)")
def _(office: Office) -> Act:
    page = office.story(live=False)
    return lambda: BasePage._base_manager.filter(pk=page.pk).update(live=True)


@door("save_base(raw=True)")
def _(office: Office) -> Act:
    page = BasePage.objects.get(pk=office.story().pk)
    page.title = "生"
    return lambda: page.save_base(raw=True)


@door("StoryPage.from_json(); save()")
def _(office: Office) -> Act:
    page = StoryPage.from_json(office.story().to_json())
    page.title = "导入"
    return page.save


@door("unpublish(commit=False); save()")
def _(office: Office) -> Act:
    page = office.story()

    def act() -> None:
        page.unpublish(commit=False)
        page.save()

    return act


@door("raw SQL: live")
def _(office: Office) -> Act:
    return _sql("update core_basepage set live = %s where id = %s", True, office.story(live=False).pk)


@door("raw SQL: body of a live page")
def _(office: Office) -> Act:
    return _sql("update columns_storypage set body = %s where basepage_ptr_id = %s", "[]", office.story().pk)


@door("raw SQL: child row of a live page")
def _(office: Office) -> Act:
    return _sql("update core_byline set name = %s where page_id = %s", "丁", office.story().pk)


@door("raw SQL: child row of a live page given to a draft")
def _(office: Office) -> Act:
    live, draft = office.story(), office.story(live=False)
    return _sql("update core_byline set page_id = %s where page_id = %s", draft.pk, live.pk)


@door("raw SQL: delete of a child row of a live page")
def _(office: Office) -> Act:
    return _sql("delete from core_byline where page_id = %s", office.story().pk)


@door("plain QuerySet.update(live=True) without our manager")
def _(office: Office) -> Act:
    page = office.story(live=False)
    return lambda: _savepoint(lambda: models.QuerySet(BasePage).filter(pk=page.pk).update(live=True))


@door("image of a live page deleted")
def _(office: Office) -> Act:
    image = Image.objects.create(title="图", file=get_test_image_file())
    office.story(cover=image)
    return image.delete


@door("owner deleted")
def _(office: Office) -> Act:
    user = User.objects.create_user(slug(), password=None)
    office.story(owner=user)
    return user.delete


@door("copy_for_translation(alias=True)")
def _(office: Office) -> Act:
    locale = Locale.objects.get_or_create(language_code="en")[0]
    if not office.home.has_translation(locale):
        office.home.copy_for_translation(locale, alias=True)
    column = office.column_page()
    return lambda: column.copy_for_translation(locale, alias=True)


def _sql(statement: str, *values: object) -> Act:
    def execute() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return lambda: _savepoint(execute)


def _savepoint(act: Act) -> None:
    with transaction.atomic():
        act()
