"""The office that the doors belong to: an account, columns, pages to act on, and the list of doors."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.models import APIToken
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.models import User
from columns.models import ColumnPage, StoryPage
from core.models import BasePage, Source
from home.models import HomePage

Act = Callable[[], Any]
Door = Callable[["Office"], Act]

DOORS: dict[str, Door] = {}
# With the key that the editor's rich text keeps, so that an unchanged text comes back unchanged.
PARAGRAPH = '<p data-block-key="aaaaa">{}</p>'
_numbers = count(1)


def door(name: str) -> Callable[[Door], Door]:
    """Register a function that prepares pages and returns the act itself."""

    def register(function: Door) -> Door:
        if name in DOORS:
            raise ValueError(f"two doors are called {name!r}")
        DOORS[name] = function
        return function

    return register


def slug(word: str = "d") -> str:
    """A slug that no other page has."""
    return f"{word}-{next(_numbers)}"


@dataclass(frozen=True)
class Office:
    """Who acts and where."""

    home: HomePage
    column: ColumnPage
    other: ColumnPage
    boss: User
    admin: Client
    api: Client

    @classmethod
    def open(cls, home: HomePage) -> "Office":
        """An office on this home page with a superuser who is signed in everywhere."""
        boss = User.objects.create_superuser("door-boss", "boss@example.invalid", "a-long-Passw0rd")
        admin = Client(raise_request_exception=False)
        admin.force_login(boss)
        _, token = APIToken.create_token(user=boss, name="doors")
        api = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})
        columns = ColumnPage.objects.order_by("path")
        return cls(home, columns.get(slug="gushi"), columns.get(slug="chucai"), boss, admin, api)

    def story(self, live: bool = True, parent: BasePage | None = None, **fields: Any) -> StoryPage:
        """A story with one section and one byline."""
        fields.setdefault("body", [_section(PARAGRAPH.format("一"))])
        # To the minute, as the form sends it back.
        minute = timezone.now().replace(second=0, microsecond=0)
        page = StoryPage(title="稿件", slug=slug(), source=self.source(), display_date=minute, **fields)
        page.bylines.create(role="reporter", name="甲", sort_order=0)
        return self._add(page, parent or self.column, live)

    def column_page(self, live: bool = True) -> ColumnPage:
        """A column of its own, to move, withdraw or delete with what is in it."""
        return self._add(ColumnPage(title="栏目", slug=slug("c")), self.home, live)

    def source(self) -> Source:
        """The source of every text."""
        return Source.objects.get_or_create(name="职教齐鲁编辑部")[0]

    def post(self, path: str, data: dict | None = None, **extra: Any) -> HttpResponse:
        """Send a form of the admin."""
        return self.admin.post(f"/admin/{path}", data or {}, **extra)

    def admin_api(self, page: BasePage, action: str, data: dict | None = None) -> HttpResponse:
        """An action of the admin API."""
        path = f"/admin/api/main/pages/{page.pk}/action/{action}/"
        return self.admin.post(path, json.dumps(data or {}), content_type="application/json")

    def api_v3(self, method: str, path: str, data: dict | None = None) -> HttpResponse:
        """A request to API v3."""
        call = getattr(self.api, method)
        return call(f"/api/v3/pages/{path}", json.dumps(data or {}), content_type="application/json")

    def form(self, page: StoryPage, text: str = "一", **fields: Any) -> dict[str, str]:
        """What the edit form of a story sends: unchanged but for `text` and `fields`."""
        lines = [{"id": str(line.pk or ""), "role": line.role, "name": line.name} for line in page.bylines.all()]
        section = {"heading": "", "level": "2", "text": rich_text(PARAGRAPH.format(text))}
        body = streamfield([("section", section)])
        if page.pk:
            body["0"]["id"] = page.body[0].id
        data = {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "source_kind": page.source_kind,
            "source": str(self.source().pk),
            "display_date": timezone.localtime(page.display_date).strftime("%Y-%m-%d %H:%M"),
            "body": body,
            "bylines": inline_formset(lines, initial=len(lines) if page.pk else 0),
            "named_people": inline_formset([]),
            "related_units": inline_formset([]),
            "corrections": inline_formset([]),
            "provision_links": inline_formset([]),
            "comments": inline_formset([]),
        }
        return nested_form_data({**data, **fields})

    @staticmethod
    def _add(page: BasePage, parent: BasePage, live: bool) -> BasePage:
        BasePage.objects.get(pk=parent.pk).add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        return type(page).objects.get(pk=page.pk)


def sections(text: str) -> list:
    """A body of one section, as `QuerySet.update` takes it."""
    return [("section", {"heading": "", "level": "2", "text": RichText(text)})]


def _section(text: str) -> dict:
    return {"type": "section", "value": {"heading": "", "level": "2", "text": text}, "id": str(uuid.uuid4())}
