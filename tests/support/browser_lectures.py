"""Lectures for the browser: one that takes registrations, one that is over."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from accounts.models import Unit
from core.models import BasePage, Source
from home.models import HomePage
from lectures.domain.registration import Person, register
from lectures.models import LearningListPage, LecturePage, Registration, Season, SeriesPage, Speaker
from tests.support.browser_pages import LECTURE, REGISTRATION, SESSION

DAY = timedelta(days=1)


def make_lectures(unit: Unit, body: list) -> None:
    """In the hall of a first start, with two speakers, hosts and answers."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    season = Season.objects.create(name="2026 秋季", year=2026)
    people = [
        Speaker.objects.create(name="顾衡之", introduction="磨了三十年平面。"),
        Speaker.objects.create(name="季明堂"),
    ]
    for number, slug, begin in ((1, "held", now - 30 * DAY), (2, "coming", now + 9 * DAY)):
        page = LecturePage(
            title="机器会做的事，人还要不要学" if slug == "coming" else "一张图纸的三种读法",
            slug=slug,
            public_id=UUID(LECTURE) if slug == "coming" else UUID(int=number),
            number=number,
            season=season,
            summary="一个星期到底学到了什么？请教师和企业技师当面说一说。",
            source=Source.objects.first(),
            audiences=["students", "teachers"],
            body=body,
        )
        page.sessions.create(
            public_id=UUID(SESSION) if slug == "coming" else UUID(int=number),
            starts_at=begin,
            ends_at=begin + timedelta(hours=2),
            city=unit.city,
            venue="示例会议中心一层报告厅",
            registration_opens_at=begin - 20 * DAY,
            capacity=120,
        )
        for person in people:
            page.speakers.create(speaker=person, post="芝罘湾智造职业学院教师，磨工工作室主持人")
        page.hosts.create(role="host", unit=unit)
        page.answers.create(question="机器越来越准，为什么还要练锉削？", answer="练的是对平的感觉。", second=2560)
        BasePage.objects.get(pk=SeriesPage.objects.get().pk).add_child(instance=page)
        page.save_revision().publish()
    made = register(UUID(SESSION), Person("宋青禾", "泺源工业职业学院", phone="13900000000"))
    Registration.objects.filter(pk=made.pk).update(number=REGISTRATION)
    steps = LearningListPage(
        title="教师的第一课", slug="first-steps", summary="先听一讲，再读条文。", audience="teachers"
    )
    for page in LecturePage.objects.order_by("number"):
        steps.steps.create(target=BasePage.objects.get(pk=page.pk), note="听的时候把问题记下来。")
    BasePage.objects.get(pk=HomePage.objects.get().pk).add_child(instance=steps)
    steps.save_revision().publish()
