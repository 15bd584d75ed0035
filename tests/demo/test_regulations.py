"""Specimen texts of the demonstration: visibly none, complete, and gone without a trace."""

from datetime import date

from demo.domain.regulations import load_regulations, remove_regulations
from demo.domain.remove import remove_demo
from regulations.domain.auditing import audit_links
from regulations.models import Edition, Instrument, InterpretationPage, Provision


def test_the_specimens_are_marked_linked_on_both_sides_and_made_once(home):
    made = load_regulations(home, date(2026, 11, 24))
    again = load_regulations(home, date(2026, 11, 24))

    assert (made, again) == (12, 0)
    assert {(i.slug, i.is_specimen, "样张" in i.title) for i in Instrument.objects.all()} == {
        ("shifan-tiaoli", True, True),
        ("shifan-yaodian", True, True),
    }
    assert [edition.problems for edition in Edition.objects.all()] == [[], [], []]
    assert audit_links() == (8, [])


def test_they_leave_nothing_behind(home):
    load_regulations(home, date(2026, 11, 24))

    removed = remove_demo(lambda line: None)

    assert (removed.pages, removed.kept) == (12, [])
    assert (Instrument.objects.count(), Provision.objects.count(), InterpretationPage.objects.count()) == (0, 0, 0)


def test_a_text_that_is_linked_stays(home):
    load_regulations(home, date(2026, 11, 24))

    kept = remove_regulations()

    assert len(kept) == 1
    assert Instrument.objects.filter(slug="shifan-tiaoli").exists()
