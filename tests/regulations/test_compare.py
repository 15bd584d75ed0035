"""Old and new side by side; an editor confirms and says why."""

import time
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from core.models import AuditEntry
from core.serving.state import forget_state
from regulations.domain.keep_comparisons import kept_pairs
from regulations.domain.parsing.numerals import chinese
from regulations.models import ComparedPair, Edition, KeptComparison
from tests.support.accounts import account

BASE = "/regulations/shi-fan-tiao-li-yang-zhang/"
OLD = """\
示范条例（样张）
（2001年1月1日某会通过）
第一条　学校应当在三十日内答复学生提出的申请。
第二条　毕业证书由学校统一保管。
第三条　本条例自2001年5月1日起施行。
"""
NEW = """\
示范条例（样张）
（2024年1月1日某会修订）
第一条　学校应当在七日内答复学生提出的申请。
第二条　企业开放生产线供学徒学习的，计入参与办学的记录。
第三条　本条例自2024年5月1日起施行。
"""


def page(client, path: str) -> str:
    response = client.get(path)
    assert (response.status_code, dict(response.cookies)) == (200, {})
    return unescape(response.content.decode())


@pytest.fixture
def two(imported):
    return imported(OLD), imported(NEW)


def test_changes_are_marked_by_words(client, two):
    html = page(client, f"{BASE}compare/")

    assert "学校应当在<del>三十</del>日内答复" in html or "<del>三十日</del>" in html
    assert "<ins>" in html
    assert "旧版没有对应条文" in html
    assert "新版没有对应条文" in html
    assert "还没有人核对" in html


def test_kinds_narrow_what_is_shown(client, two):
    html = page(client, f"{BASE}compare/?show=deleted")

    assert html.count('class="cmp"') == 1
    assert "毕业证书由学校统一保管" in html


@pytest.mark.parametrize("query", ["?from=x&to=y", "?from=2024-05-01&to=2024-05-01", "?to=2001-05-01", "?show=x"])
def test_junk_shows_the_usual_two(client, two, query):
    assert "2001年通过 / 2024年修订" in page(client, f"{BASE}compare/{query}")


def test_one_edition_has_no_comparison(client, imported):
    imported(NEW)

    assert client.get(f"{BASE}compare/").status_code == 404
    assert "新旧对照" not in page(client, BASE)


def test_an_editor_confirms_and_says_why(client, two):
    chief = account(Role.CHIEF_EDITOR)
    client.force_login(chief)
    screen = "/admin/official-texts/compare/shi-fan-tiao-li-yang-zhang/"
    table = client.get(screen).content.decode()
    assert table.count('type="checkbox"') == 4

    client.post(screen, {"pair-0": "on", "kind-0": "changed", "reason-0": "让学生早点知道结果。"})

    pair = ComparedPair.objects.get()
    assert (pair.old_anchors, pair.new_anchors, pair.kind, pair.confirmed_by) == ("art-1", "art-1", "changed", chief)
    assert AuditEntry.objects.first().verb == "confirm_pairs"
    client.logout()
    assert "让学生早点知道结果。" in page(client, f"{BASE}compare/")


def test_an_editor_corrects_which_articles_belong_together(client, two):
    client.force_login(account(Role.CHIEF_EDITOR))
    screen = "/admin/official-texts/compare/shi-fan-tiao-li-yang-zhang/"
    shown = [(pair.old_label, pair.new_label) for pair in client.get(screen).context["pairs"]]
    assert shown == [("第一条", "第一条"), ("第二条", ""), ("", "第二条"), ("第三条", "第三条")]
    fields = {f"old-{n}": old for n, (old, new) in enumerate(shown) if new} | {f"kind-{n}": "changed" for n in range(4)}

    wrong = client.post(screen, fields | {"old-2": "第九条"}).content.decode()
    client.post(screen, fields | {"old-2": "第2条", "reason-2": "改了主意。"})

    assert "旧版里找不到“第九条”" in wrong
    assert list(ComparedPair.objects.values_list("old_anchors", "new_anchors", "kind", "reason")) == [
        ("art-2", "art-2", "changed", "改了主意。")
    ]
    pairs = [(p.old_label, p.new_label, p.is_confirmed) for p in client.get(screen).context["pairs"]]
    assert pairs == [("第一条", "第一条", False), ("第二条", "第二条", True), ("第三条", "第三条", False)]


def test_one_old_article_in_two_lines_was_split(client, two):
    client.force_login(account(Role.CHIEF_EDITOR))
    screen = "/admin/official-texts/compare/shi-fan-tiao-li-yang-zhang/"
    kinds = {f"kind-{n}": "changed" for n in range(4)}

    client.post(screen, kinds | {"old-0": "第一条、第二条", "old-2": "第二条", "old-3": "第三条"})

    assert list(ComparedPair.objects.values_list("old_anchors", "new_anchors", "kind")) == [
        ("art-1 art-2", "art-1 art-2", "split")
    ]
    html = page(client, f"{BASE}compare/")
    assert "第一条、第二条" in html
    assert "拆分" in html


def test_the_comparison_is_worked_out_when_the_edition_becomes_public(client, two, monkeypatch):
    monkeypatch.setattr("regulations.reading.comparison.propose", None)
    monkeypatch.setattr("regulations.reading.comparison.marked", None)

    assert page(client, f"{BASE}compare/").count('class="cmp"') == 4

    rows = KeptComparison.objects.values_list("old", "new")
    assert list(rows) == [(two[0].pk, two[1].pk)]


def test_a_corrected_text_is_compared_anew(two):
    new = Edition.objects.get(pk=two[1].pk)
    new.text_sha256 = "0" * 64

    new.save()

    assert KeptComparison.objects.get().new_sha256 == "0" * 64
    assert kept_pairs(two[0].pk, two[1].pk) is not None
    Edition.objects.filter(pk=two[0].pk).update(text_sha256="1" * 64)
    assert kept_pairs(two[0].pk, two[1].pk) is None


def test_an_editor_without_the_right_finds_no_screen(client, two):
    client.force_login(account(Role.EDITOR))

    assert client.get("/admin/official-texts/compare/shi-fan-tiao-li-yang-zhang/").status_code == 404


def test_statements_and_time_of_a_comparison(client, imported):
    for year in (2001, 2024):
        lines = [f"第{chinese(n)}条　学校应当在{chinese(n)}日内答复第{year}号申请。" for n in range(1, 70)]
        imported("示范条例（样张）\n" + "\n".join([*lines, f"第七十条　本条例自{year}年5月1日起施行。"]))
    client.get(f"{BASE}compare/")
    forget_state()

    began = time.process_time()
    with CaptureQueriesContext(connection) as cold:
        client.get(f"{BASE}compare/")
    spent = time.process_time() - began

    assert len(cold) == 9
    assert spent < 1
