"""The ledger of publicity: what is public, its sums, its files, and a question that becomes an answer."""

import csv
import io
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.enums import Role
from core.publishing.errors import PublicChangeRefused
from regulations.domain.auditing import audit_links
from regulations.models import InterpretationPage, OutreachPage, OutreachQuestion
from tests.factories import interpretation, outreach, publish
from tests.support.accounts import account, visitor_of_admin

DESK = "/admin/official-texts/ledger/"
BASE = "/regulations/shi-fan-tiao-li-yang-zhang/"


def page(client, path: str) -> str:
    response = client.get(path)
    assert (response.status_code, dict(response.cookies)) == (200, {})
    return unescape(response.content.decode())


def rows_of_csv(client, query: str = "") -> list[dict]:
    text = client.get(f"/regulations/publicity.csv{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_only_public_events_are_counted_listed_and_handed_out(client, home):
    outreach("济南市", {"teacher": 30}, title="公开的一场")
    outreach("青岛市", {"teacher": 500}, title="草稿的一场", live=False)
    outreach("烟台市", {"teacher": 700}, title="撤下的一场").unpublish()

    html = page(client, "/xuanjiang/")

    assert "1 场，30 人次，0 个提问" in html
    assert [name in html for name in ("公开的一场", "草稿的一场", "撤下的一场")] == [True, False, False]
    assert [row["名称"] for row in rows_of_csv(client)] == ["公开的一场"]
    draft = OutreachPage.objects.get(title="草稿的一场")
    assert client.get(f"/xuanjiang/{draft.slug}/").status_code == 404


def test_the_table_holds_all_sixteen_cities_and_the_sums_follow_the_filters(client, home):
    outreach("济南市", {"teacher": 30, "family": 5})
    outreach("济南市", {"teacher": 20})
    outreach("青岛市", {"family": 7})

    everything, families, jinan = (page(client, f"/xuanjiang/{q}") for q in ("", "?audience=family", "?city=jinan"))

    assert everything.count('<th scope="row">') == 16
    assert '<th scope="row">济南市</th><td>2</td><td>55</td><td>2026-05-20</td>' in everything
    assert '<th scope="row">烟台市</th><td>0</td><td>0</td><td>还没有</td>' in everything
    assert "2 场，12 人次" in families
    assert '<th scope="row">济南市</th><td>1</td><td>5</td>' in families
    assert "2 场，55 人次" in jinan
    assert '<th scope="row">青岛市</th><td>1</td><td>7</td>' in jinan
    assert "3 场" in page(client, "/xuanjiang/?city=nowhere&audience=x&year=0&page=-1")


def test_files_hold_what_is_asked_for_and_no_formula(client, home):
    outreach("济南市", {"teacher": 30}, title="=HYPERLINK(1)", organisers="@甲\n+乙", speakers="闻达理　讲师")
    outreach("青岛市", {"family": 7})

    told = rows_of_csv(client, "?city=jinan")
    book = load_workbook(io.BytesIO(client.get("/regulations/publicity.xlsx?city=jinan").content))

    assert [(row["名称"], row["组织单位"], row["教师"], row["合计人数"]) for row in told] == [
        ("'=HYPERLINK(1)", "'@甲；+乙", "30", "30")
    ]
    cells = list(book.active.iter_rows(values_only=True))
    assert [row[:3] for row in cells[1:]] == [("2026-05-20", "济南市", "'=HYPERLINK(1)")]
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} - {"s", "n", "inlineStr"} == set()


def test_an_event_without_listeners_or_city_stays_a_draft(home):
    with pytest.raises(PublicChangeRefused, match="城市"):
        outreach(city_id=None)


def test_a_question_names_a_place_that_exists(home, imported):
    edition = imported()

    with pytest.raises(ValidationError, match="里没有"):
        OutreachQuestion(text="问", instrument=edition.instrument, place="第九十条").clean()
    with pytest.raises(ValidationError, match="一起填"):
        OutreachQuestion(text="问", place="第一条").clean()


def test_a_question_becomes_an_answer_seen_from_all_three_sides(client, home, imported):
    edition = imported()
    interpretation(edition)
    event = outreach(questions=[{"text": "乙指什么", "instrument": edition.instrument, "place": "第二条第（二）项"}])
    key = event.questions.get().key
    client.force_login(account(Role.EDITOR))

    made = client.post(DESK, {"question": str(key)})
    answer = InterpretationPage.objects.get(question_key=key)
    again = client.post(DESK, {"question": str(key)})
    client.logout()

    assert (made.url, again.url) == (f"/admin/pages/{answer.pk}/edit/", made.url)
    assert (answer.live, answer.form, answer.title) == (False, "question", "乙指什么")
    assert "还没有写成问答" in page(client, f"/xuanjiang/{event.slug}/")
    publish(answer, short_answer="乙就是乙。")
    answered = InterpretationPage.objects.get(pk=answer.pk)
    address = f"/jiedu/{answered.slug}/"
    assert f'href="{address}">看回答：乙指什么' in page(client, f"/xuanjiang/{event.slug}/")
    assert f'href="/xuanjiang/{event.slug}/"' in page(client, address)
    assert f'href="{address}"' in page(client, f"{BASE}art-2/")
    assert audit_links() == (3, [])


def test_the_audit_names_an_answer_that_hides_its_question(client, home, imported, monkeypatch):
    edition = imported()
    event = outreach(questions=[{"text": "问甲"}], title="一场")
    interpretation(edition, form="question", short_answer="答。", question_key=event.questions.get().key)
    monkeypatch.setattr("regulations.reading.interpretations.asked_of_question", lambda key, state: None)

    _, broken = audit_links()

    assert [str(fault) for fault in broken] == ["一场 ↔ 问甲：问答页上没有链到宣讲"]


def test_a_person_of_the_desk_sees_only_events_that_may_be_edited(client, home):
    event = outreach(title="别人的一场", live=False, questions=[{"text": "问甲"}])
    visitor = visitor_of_admin()
    client.force_login(visitor)

    hidden = client.get(DESK).content.decode()
    refused = client.post(DESK, {"question": str(event.questions.get().key)})
    missing = client.post(DESK, {"question": "nothing"})
    book = load_workbook(io.BytesIO(client.get(f"{DESK}?export=xlsx").content))

    assert "别人的一场" not in hidden
    assert (refused.status_code, missing.status_code) == (404, 404)
    assert InterpretationPage.objects.count() == 0
    assert book.active.max_row == 1
    client.force_login(account(Role.EDITOR))
    assert "别人的一场" in client.get(DESK).content.decode()


def test_statements_do_not_grow_with_the_events(client, home):
    events = [outreach(questions=[{"text": "问"}]) for _ in range(3)]
    paths = ("/xuanjiang/", f"/xuanjiang/{events[0].slug}/", "/regulations/publicity.csv")
    for path in paths:
        client.get(path)

    counted = []
    for path in paths:
        with CaptureQueriesContext(connection) as statements:
            client.get(path)
        counted.append(len(statements))

    assert counted == [1, 1, 1]
