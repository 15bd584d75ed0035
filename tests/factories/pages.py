"""Entries."""

import uuid
from collections.abc import Sequence
from itertools import count

from columns.models import ColumnPage, InterviewPage, NoticePage, StoryPage
from core.models import BasePage, Source
from home.models import HomePage, TopicPage

_numbers = count(1)


def paragraph(text: str = "凌晨四点，调试间的灯还亮着。", heading: str = "") -> dict:
    """One section block as a revision stores it."""
    return {
        "type": "section",
        "value": {"heading": heading, "level": "2", "text": f"<p>{text}</p>"},
        "id": str(uuid.uuid4()),
    }


def _add(parent: ColumnPage, page: BasePage, live: bool) -> BasePage:
    BasePage.objects.get(pk=parent.pk).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=page.pk)


def _defaults(fields: dict) -> dict:
    number = next(_numbers)
    defaults = {"title": f"第{number}篇稿件", "slug": f"entry-{number}", "summary": "一句话的摘要。"}
    return {**defaults, "source": Source.objects.get_or_create(name="职教齐鲁编辑部")[0], **fields}


def story(column: ColumnPage, live: bool = True, body: list | None = None, **fields: object) -> StoryPage:
    """A story in `column`, live unless told otherwise."""
    return _add(column, StoryPage(body=body or [paragraph()], **_defaults(fields)), live)


def interview(column: ColumnPage, live: bool = True, **fields: object) -> InterviewPage:
    """An interview with one question."""
    answer = {"speaker": "", "text": "<p>靠合同，不靠交情。</p>"}
    block = {
        "type": "question",
        "value": {
            "label": "怎样不散",
            "question": "共同体怎样不散？",
            "answers": [{"type": "item", "value": answer, "id": str(uuid.uuid4())}],
        },
        "id": str(uuid.uuid4()),
    }
    page = InterviewPage(body=[block], **_defaults(fields))
    page.interviewees.create(name="何清浅", post="琴屿海洋职业学院院长")
    return _add(column, page, live)


def notice(column: ColumnPage, live: bool = True, **fields: object) -> NoticePage:
    """A notice without number."""
    fields.setdefault("issuing_body", "齐鲁职教示例研究院")
    return _add(column, NoticePage(body=[paragraph("各有关单位：")], **_defaults(fields)), live)


def topic(live: bool = True, entries: Sequence[BasePage] = (), **fields: object) -> TopicPage:
    """A topic under the home page with these chosen entries."""
    page = TopicPage(**{"title": "示例专题", "slug": "topic-one", "summary": "一句话的导语。", **fields})
    BasePage.objects.get(pk=HomePage.objects.get().pk).add_child(instance=page)
    for place, entry in enumerate(entries):
        page.topic_entries.create(entry_id=entry.pk, sort_order=place)
    revision = page.save_revision()
    if live:
        revision.publish()
    return TopicPage.objects.get(pk=page.pk)


def publish(page: BasePage, **changes: object) -> BasePage:
    """Change fields of `page` and publish them; returns a fresh instance."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
