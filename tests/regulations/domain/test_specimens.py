"""Only a specimen may be taken away."""

import pytest
from django.core.exceptions import PermissionDenied

from regulations.domain.specimens import remove_specimen
from regulations.models import Instrument, Provision


def test_a_specimen_goes_with_its_lines(imported):
    edition = imported()
    edition.instrument.is_specimen = True
    edition.instrument.save()

    remove_specimen(edition)

    assert (Instrument.objects.count(), Provision.objects.count()) == (0, 0)


def test_any_other_text_stays(imported):
    edition = imported()

    with pytest.raises(PermissionDenied):
        remove_specimen(edition)
    assert edition.provisions.count() > 0
