"""Entries."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from accounts.models import City
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
from core.models import BasePage, Source
from home.models import HomePage, TopicPage
from lectures.models import LearningListPage, LearningStep, LecturePage, Season, SeriesPage, Speaker
from regulations.models import (
    Edition,
    InterpretationIndexPage,
    InterpretationPage,
    OutreachIndexPage,
    OutreachPage,
    ProvisionLink,
)

_numbers = count(1)


def paragraph(text: str = "凌晨四点，调试间的灯还亮着。", heading: str = "", level: str = "2") -> dict:
    """One section block as a revision stores it."""
    return {
        "type": "section",
        "value": {"heading": heading, "level": level, "text": f"<p>{text}</p>"},
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


def theory(column: ColumnPage, live: bool = True, body: list | None = None, **fields: object) -> TheoryPage:
    """A theory article with one author and one reference."""
    page = TheoryPage(body=body or [paragraph("课堂在车间里。")], **_defaults({"abstract": "一段摘要。", **fields}))
    page.authors.create(name="何清浅", affiliation="琴屿海洋职业学院轮机系", post="教授")
    page.references.create(text="许青简. 课堂观察[J]. 示例职教, 2025(4): 12-16.")
    return _add(column, page, live)


def case(column: ColumnPage, live: bool = True, **fields: object) -> CasePage:
    """A case with its three parts; give it a `unit`."""
    parts = {name: [paragraph(f"{name}：一段话。", level="3")] for name in ("background", "practice", "results")}
    return _add(column, CasePage(**_defaults({**parts, **fields})), live)


def activity(column: ColumnPage, live: bool = True, **fields: object) -> ActivityPage:
    """A morning's meeting with one host."""
    day = datetime(2026, 12, 3, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    times = {"starts_at": day, "ends_at": day.replace(hour=11, minute=30), "venue": "示例会议中心一层"}
    page = ActivityPage(body=[paragraph("会期半天。")], **_defaults({**times, **fields}))
    page.hosts.create(role="host", name="齐鲁职教示例研究院")
    return _add(column, page, live)


def media_report(column: ColumnPage, live: bool = True, **fields: object) -> MediaReportPage:
    """A report of an outlet."""
    told = {"published_on": date(2026, 11, 18), "original_url": "https://news.example.invalid/1", "excerpt": "摘一段。"}
    return _add(column, MediaReportPage(**_defaults({**told, **fields})), live)


def lecture(
    live: bool = True, sessions: Sequence[dict] = (), speakers: Sequence[tuple] = (), **fields: object
) -> LecturePage:
    """A lecture in the hall of a first start: one afternoon, one speaker."""
    day = datetime(2026, 12, 12, 14, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    number = next(_numbers)
    season = Season.objects.get_or_create(name="2026 秋季", defaults={"year": 2026})[0]
    told = {"title": f"第{number}堂课", "slug": f"lecture-{number}", "number": number, "season": season}
    page = LecturePage(**{**told, "summary": "一句话的摘要。", **fields})
    for row in sessions or [{}]:
        page.sessions.create(**{"starts_at": day, "ends_at": day.replace(hour=16), "venue": "示例报告厅", **row})
    for person, post in speakers or [("顾衡之", "示例学院教师")]:
        person = person if isinstance(person, Speaker) else Speaker.objects.get_or_create(name=person)[0]
        page.speakers.create(speaker=person, post=post)
    BasePage.objects.get(pk=SeriesPage.objects.get().pk).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return LecturePage.objects.get(pk=page.pk)


def learning_list(*steps: dict, live: bool = True, **fields: object) -> LearningListPage:
    """A learning list below the home page with these steps."""
    number = next(_numbers)
    page = LearningListPage(**{"title": f"第{number}份学习单", "slug": f"list-{number}", **fields})
    for row in steps:
        target = row.get("target")
        step = LearningStep(**{**row, "target": target and BasePage.objects.get(pk=target.pk)})
        step.clean()
        page.steps.add(step)
    BasePage.objects.get(pk=HomePage.objects.get().pk).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return LearningListPage.objects.get(pk=page.pk)


def publish(page: BasePage, **changes: object) -> BasePage:
    """Change fields of `page` and publish them; returns a fresh instance."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def interpretation(edition: Edition, *places: str, live: bool = True, **fields: object) -> InterpretationPage:
    """An interpretation of places in the instrument of `edition`, under the hub, which is made when it is missing."""
    hub = InterpretationIndexPage.objects.first()
    if hub is None:
        hub = InterpretationIndexPage(title="条例解读", slug="jiedu")
        BasePage.objects.get(pk=HomePage.objects.get().pk).add_child(instance=hub)
        hub.save_revision().publish()
    number = next(_numbers)
    page = InterpretationPage(
        **{"title": f"第{number}篇解读", "slug": f"jiedu-{number}", "body": [paragraph()], **fields}
    )
    for place in places or ("第一条",):
        link = ProvisionLink(instrument=edition.instrument, place=place)
        link.clean()
        page.provision_links.add(link)
    return _add(hub, page, live)


def outreach(
    city: str = "济南市", heads: dict | None = None, questions: Sequence[dict] = (), live: bool = True, **fields: object
) -> OutreachPage:
    """A 宣讲 in `city` for so many `heads`, under the ledger, which is made when it is missing."""
    ledger = OutreachIndexPage.objects.first()
    if ledger is None:
        ledger = OutreachIndexPage(title="宣讲台账", slug="xuanjiang")
        BasePage.objects.get(pk=HomePage.objects.get().pk).add_child(instance=ledger)
        ledger.save_revision().publish()
    number = next(_numbers)
    told = {"title": f"第{number}场宣讲", "slug": f"xuanjiang-{number}", "venue": "示例会堂"}
    held = datetime(2026, 5, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    page = OutreachPage(**{**told, "city": City.objects.get(name=city), "held_at": held, **fields})
    for audience, came in (heads or {"teacher": 30}).items():
        page.listeners.create(audience=audience, heads=came)
    for row in questions:
        page.questions.create(**row)
        page.questions.all()[len(page.questions.all()) - 1].clean()
    return _add(ledger, page, live)
