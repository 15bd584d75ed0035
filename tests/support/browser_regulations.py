"""Official texts for the browser: two editions of a specimen, points, an interpretation of each form, the ledger."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import City
from core.models import BasePage
from home.models import HomePage
from regulations.domain.imports import confirm_edition, import_instrument
from regulations.domain.text_files import SourceText
from regulations.models import (
    Edition,
    Instrument,
    InterpretationIndexPage,
    InterpretationPage,
    OutreachIndexPage,
    OutreachPage,
    ProvisionLink,
)

LAW = """\
示范实习条例（样张）
（2019年3月1日示范省第十三届人民代表大会常务委员会第二次会议通过　2024年1月20日示范省第十四届人民代表大会常务委员会第七次会议修订）
目　录
第一章　总　则
第二章　企业与学校
第三章　附　则
第一章　总　则
第一条　为了让读者看清条文和解读怎样并排，制定本条例。
第二条　本条例所称带教师傅，是指由企业指定、在岗位上教学徒的人。
第三条　学校组织岗位实习，应当符合下列要求：
（一）岗位与所学专业相近；
（二）实习开始前签订三方协议，协议应当写明：
1.岗位和地点；
2.报酬和支付时间。
不得以任何名义收取实习费用。
第二章　企业与学校
第四条　企业安排带教师傅，一名师傅同时带教的学徒不超过三人。
第五条　违反本条例第三条第二款规定的，由县级以上人民政府责令改正。
第三章　附　则
第六条　本条例自2024年5月1日起施行。
"""
OLD_LAW = (
    LAW.replace("　2024年1月20日示范省第十四届人民代表大会常务委员会第七次会议修订", "")
    .replace("2024年5月1日", "2019年5月1日")
    .replace("不超过三人", "不超过五人")
)
POINTS = """\
示范工作要点（样张）
示教函〔2026〕3号
1.办好讲堂。每月一讲，讲稿公开。
2.讲清条例。每条至少有一篇解读，问答写明依据。
3.走遍十六市。每个市至少办一场宣讲。
"""
FORMS = ("text", "chart", "video", "question", "case", "rationale")
KEY = "3f0c6c7e-0000-4000-8000-00000000000a"


def make_regulations(home: HomePage, body: list[dict[str, Any]]) -> None:
    """Under addresses that `browser_pages` names."""
    law = _imported(OLD_LAW, "shifan-tiaoli")
    _imported(LAW, "shifan-tiaoli", law)
    points = _imported(POINTS, "shifan-yaodian")
    hub = _add(home, InterpretationIndexPage(title="条例解读", slug="jiedu", summary="一条一条讲，讲给用得上的人。"))
    for number, form in enumerate(FORMS):
        page = InterpretationPage(
            title=f"第三条的{form}：实习三方协议写什么、怎么写才算数",
            slug=form,
            form=form,
            audiences=["school", "family"],
            summary="协议要写明岗位、地点、报酬和支付时间。",
            short_answer="不能收。第三条第二款写明，不得以任何名义收取实习费用。" if form == "question" else "",
            moment="/dajiangtang/held/?t=750" if form == "video" else "",
            question_key=KEY if form == "question" else None,
            body=body,
        )
        links = [(law, "第三条第（二）项"), (law, "第三条第二款")] if number % 2 else [(law, "第三条")]
        _link(page, *links, (points, "第2条"))
        _add(hub, page)
    _make_ledger(home, law, body)


def _imported(text: str, slug: str, owner: Instrument | None = None) -> Instrument:
    source = SourceText(text, f"{slug}.txt")
    edition: Edition = import_instrument(source, source.parsed(), facts={"instrument": owner})
    instrument = edition.instrument
    instrument.slug, instrument.is_specimen = slug, True
    instrument.save()
    confirm_edition(edition, None)
    return instrument


def _link(page: BasePage, *places: tuple[Instrument, str]) -> None:
    for instrument, place in places:
        link = ProvisionLink(instrument=instrument, place=place)
        link.clean()
        page.provision_links.add(link)


def _make_ledger(home: HomePage, law: Instrument, body: list[dict[str, Any]]) -> None:
    ledger = _add(home, OutreachIndexPage(title="宣讲台账", slug="xuanjiang", summary="谁在哪里讲过，讲给谁听。"))
    for number, city in enumerate(("济南市", "青岛市", "济南市", "菏泽市")):
        page = OutreachPage(
            title=f"样张第{number + 1}讲：三方协议怎么签，签完交给谁",
            slug=f"event-{number + 1}",
            summary="一张空白协议发到每个人手里，边讲边填。",
            city=City.objects.get(name=city),
            held_at=timezone.now() - timedelta(days=10 * number + 3),
            venue="示例会堂一层报告厅",
            organisers="齐鲁职教示例研究院\n示例市示例局",
            speakers="闻达理　齐鲁职教示例研究院讲师",
            body=body,
        )
        page.listeners.create(audience="teacher", heads=120)
        page.listeners.create(audience="family", heads=46)
        page.materials.create(title="条例单行本（样张）")
        if number == 0:
            page.questions.create(key=KEY, text="中介要收岗位费，能给吗", instrument=law, place="第三条第二款")
            page.questions.create(text="报酬什么时候付才算按时", instrument=law, place="第三条第（二）项")
            for question in page.questions.all():
                question.clean()
        _add(ledger, page)


def _add(parent: BasePage, page: BasePage) -> BasePage:
    BasePage.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
