"""A text becomes an edition, a person makes it public, and from then on it is locked."""

import pytest
from django.core.exceptions import PermissionDenied

from core.models import AuditEntry, SiteVersion
from regulations.domain.imports import confirm_edition, import_instrument
from regulations.domain.parsing import TextRefused
from regulations.domain.text_files import SourceText
from regulations.models import Edition, Instrument, Provision
from tests.regulations.conftest import OLD_SPECIMEN, SPECIMEN


def test_an_import_keeps_every_line_and_shows_it_to_nobody(imported):
    edition = imported(public=False)

    lines = [str(p) for p in edition.provisions.order_by("position") if p.level not in ("article",)]
    assert lines == [
        "第一章　总　则",
        "为了示范，制定本条例。",
        "下列情形适用本条例：",
        "（一）甲；",
        "（二）乙。",
        "前款规定的情形除外。",
        "第二章　附　则",
        "本条例自2024年5月1日起施行。",
    ]
    assert (Instrument.objects.public().count(), Edition.objects.public().count()) == (0, 0)
    assert Provision.objects.public().count() == 0


def test_the_address_is_pinyin(imported):
    assert imported().instrument.slug == "shi-fan-tiao-li-yang-zhang"


def test_the_same_text_is_not_imported_twice(imported):
    imported()

    with pytest.raises(TextRefused, match="已经导入过"):
        imported()
    assert Edition.objects.count() == 1


def test_another_wording_is_another_edition_of_the_same_instrument(imported):
    old, new = imported(OLD_SPECIMEN), imported()

    assert (old.instrument_id, old.label, new.label) == (new.instrument_id, "2001年通过", "2024年通过")


def test_a_text_without_title_is_refused(db):
    source = SourceText("第一条　甲。", "x.txt")

    with pytest.raises(TextRefused, match="标题"):
        import_instrument(source, source.parsed())
    assert Instrument.objects.count() == 0


def test_confirming_writes_an_audit_entry_and_a_new_version(imported, reviewer):
    edition = imported(public=False)
    before = SiteVersion.objects.get().number

    confirm_edition(edition, reviewer)

    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.actor, entry.hashes) == (
        "confirm_edition",
        reviewer,
        {f"edition:{edition.pk}": edition.text_sha256},
    )
    assert SiteVersion.objects.get().number == before + 1
    with pytest.raises(TextRefused, match="已经公开"):
        confirm_edition(edition, reviewer)


def test_lines_changed_after_the_import_are_not_confirmed(imported):
    edition = imported(public=False)
    edition.provisions.filter(anchor="art-1-1").update(text="改了。")

    with pytest.raises(TextRefused, match="不一致"):
        confirm_edition(edition, None)


@pytest.mark.parametrize("way", ["save", "delete", "update", "delete_all"])
def test_a_confirmed_text_refuses_every_change(imported, way):
    edition = imported()
    provision = edition.provisions.get(anchor="art-1-1")
    provision.text = "改了。"
    ways = {
        "save": provision.save,
        "delete": provision.delete,
        "update": lambda: edition.provisions.update(text="改了。"),
        "delete_all": lambda: edition.provisions.all().delete(),
    }

    with pytest.raises(PermissionDenied, match="另一个人"):
        ways[way]()
    assert Provision.objects.get(edition=edition, anchor="art-1-1").text == "为了示范，制定本条例。"


def test_what_a_person_corrected_counts_and_the_text_stays(imported):
    edition = imported(SPECIMEN, title="示范条例", document_number="示函〔2024〕1号")

    assert (edition.title, edition.document_number, edition.source_text) == ("示范条例", "示函〔2024〕1号", SPECIMEN)
