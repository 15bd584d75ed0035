"""Nothing that is not public is returned, counted, offered or suggested, whatever state it is in."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from accounts.enums import Role
from delivery.clock import tick
from delivery.outbox import run_all
from search.domain import log
from search.models import PinnedResult, SearchTally, SynonymGroup
from tests.factories import paragraph, publish, story
from tests.support.accounts import account

SECRET, WORD = "朱雀七号的秘密图纸", "朱雀"


def draft(column):
    return story(column, live=False, title=SECRET, body=[paragraph(f"{WORD}的正文")])


def scheduled(column):
    page = story(column, live=False, title=SECRET, body=[paragraph(f"{WORD}的正文")])
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    return page


def public(column):
    page = story(column, title=SECRET, body=[paragraph(f"{WORD}的正文")])
    run_all()
    return page


def withdrawn(column):
    page = public(column)
    page.unpublish()
    return page


def expired(column):
    page = public(column)
    publish(page, expire_at=timezone.now() + timedelta(minutes=1))
    run_all()
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=True):
        tick()
    return page


def changed(column):
    return publish(public(column), title="没有名字的图纸", body=[paragraph("换过的正文")])


def below_a_withdrawn_column(column):
    page = public(column)
    UnpublishPageAction(column, user=account(Role.CHIEF_EDITOR), include_descendants=True).execute()
    return page


def deleted_draft(column):
    page = draft(column)
    page.delete()
    return page


STATES = [draft, scheduled, withdrawn, expired, changed, below_a_withdrawn_column, deleted_draft]


@pytest.fixture
def other(column):
    """A public page that shares a part of every query, so that lists are not empty for want of pages."""
    return story(column, title="七号工位的图纸", body=[paragraph("正文")])


def surfaces(client, page) -> dict[str, object]:
    """What readers get to know of the word."""
    found = client.get("/search/", {"q": WORD})
    result = found.context["result"]
    by_sound = client.get("/search/", {"q": "zhuque"}).context["result"]
    typo = client.get("/search/", {"q": "朱鹊七号"}).context["result"]
    suggested = [
        client.get("/search/suggest/", {"q": q}).json()["suggestions"] for q in ("朱", "zhuque", "zq", "朱雀七")
    ]
    return {
        "hits": [hit.card.id for hit in [*result.hits, *result.loose, *result.pinned] if hit.card.id == page],
        "total": (result.total, result.unfiltered),
        "facets": [choice.count for group in ([], result.units, result.points) for choice in group],
        "near": [word for word, _ in result.near if "朱" in word],
        "direct": result.direct,
        "sound": (by_sound.repaired, by_sound.total),
        "typo": [hit.card.id for hit in [*typo.hits, *typo.loose] if hit.card.id == page],
        "suggested": [word for words in suggested for word in words if "朱" in word],
        "text": "秘密图纸" in found.text,
    }


NOTHING = {
    "hits": [],
    "total": (0, 0),
    "facets": [],
    "near": [],
    "direct": None,
    "sound": ("", 0),
    "typo": [],
    "suggested": [],
    "text": False,
}


@pytest.mark.parametrize("bring", STATES)
@pytest.mark.parametrize("is_worked_off", [False, True])
def test_nothing_of_it_is_known(client, column, other, bring, is_worked_off):
    number = bring(column).pk
    if is_worked_off:
        tick()
        run_all()

    assert surfaces(client, number) == NOTHING


def test_a_pinned_page_and_a_synonym_do_not_bring_it_back(client, column, other):
    page = withdrawn(column)
    PinnedResult.objects.create(queries=WORD, page=page, note="说明")
    SynonymGroup.objects.create(forms=f"{WORD}、玄武")

    assert surfaces(client, page.pk) == NOTHING
    assert client.get("/search/", {"q": "玄武"}).context["result"].total == 0


def test_what_was_asked_is_suggested_to_nobody(client, home):
    client.get("/search/", {"q": "白虎堂"})
    log.add_up()

    suggested = client.get("/search/suggest/", {"q": "白虎"}).json()["suggestions"]

    assert (SearchTally.objects.get(query="白虎堂").query, suggested) == ("白虎堂", [])


def test_it_would_be_known_while_it_is_public(client, column, other):
    page = public(column)

    known = surfaces(client, page.pk)

    assert (known["hits"], known["total"], known["sound"]) == ([page.pk], (1, 0), ("朱雀", 1))
    assert known["suggested"] != []
