"""Doors of the command line."""

import io
import json
import tempfile
from datetime import timedelta
from pathlib import Path

from django.core import serializers
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from core.models import BasePage
from core.publishing.due import publish_due
from core.publishing.scope import change_public_state
from tests.support.doors.office import Act, Office, door


@door("publish_scheduled: due revision")
def _(office: Office) -> Act:
    page = office.story(live=False)
    _make_due(page)
    return lambda: call_command("publish_scheduled", verbosity=0)


@door("publish_scheduled: expired page")
def _(office: Office) -> Act:
    _expire(office.story())
    return lambda: call_command("publish_scheduled", verbosity=0)


@door("publish_due: due revision")
def _(office: Office) -> Act:
    page = office.story(live=False)
    _make_due(page)
    return publish_due


@door("publish_due: expired page")
def _(office: Office) -> Act:
    _expire(office.story())
    return publish_due


@door("set_url_paths with a damaged path")
def _(office: Office) -> Act:
    for damaged in BasePage.objects.filter(url_path__startswith="/damaged/"):
        damaged.set_url_path(damaged.get_parent())  # left behind when its gate refused
        damaged.save()
    page = office.story()
    with change_public_state(page, "test"):
        BasePage.objects.filter(pk=page.pk).update(url_path=f"/damaged/{page.pk}/")
    return lambda: call_command("set_url_paths")


@door("move_pages")
def _(office: Office) -> Act:
    source, target = office.column_page(), office.column_page()
    office.story(parent=source)
    return lambda: call_command("move_pages", source.pk, target.pk, stdout=io.StringIO())


@door("fixtree --full with a hole in the order")
def _(office: Office) -> Act:
    column = office.column_page()
    page = office.story(parent=column)
    with change_public_state(page, "test"):
        BasePage.objects.filter(pk=page.pk).update(path=page.path[:-4] + "00ZZ")
    return lambda: call_command("fixtree", "--full", interactive=False, stdout=io.StringIO())


@door("purge_revisions of a live page with a newer draft")
def _(office: Office) -> Act:
    page = office.story()
    page.title = "草稿"
    page.save_revision()

    def act() -> None:
        call_command("purge_revisions", "--pages", stdout=io.StringIO())
        if not Revision.objects.filter(pk=page.live_revision_id).exists():
            raise AssertionError("the revision that is public is gone")

    return act


@door("loaddata of a live page")
def _(office: Office) -> Act:
    return _loaddata(BasePage.objects.get(pk=office.story().pk), title="导入")


@door("loaddata of a byline of a live page")
def _(office: Office) -> Act:
    return _loaddata(office.story().bylines.get(), name="导入")


def _loaddata(row: object, **fields: str) -> Act:
    rows = json.loads(serializers.serialize("json", [row]))
    rows[0]["fields"].update(fields)

    def act() -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.json"
            path.write_text(json.dumps(rows))
            call_command("loaddata", str(path), verbosity=0)

    return act


def _make_due(page: BasePage) -> None:
    _forget_schedules()
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=timezone.now() - timedelta(hours=1))


def _expire(page: BasePage) -> None:
    _forget_schedules()
    with change_public_state(page, "test"):
        BasePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))


def _forget_schedules() -> None:
    """What a door left behind when its gate refused: these commands look at all pages."""
    Revision.objects.update(approved_go_live_at=None)
    with change_public_state(None, "test"):
        BasePage.objects.exclude(expire_at=None).update(expire_at=None)
