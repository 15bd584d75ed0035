"""A program for the browser tests: gives the lecture that is over an uploaded recording, in a draft, and a text to speak of.

Argument: the number of the uploaded video. Prints the number of the page and the path of the text.
"""

import sys
from decimal import Decimal

import django

from manage import add_source_root

PER_CENT = 5


def main(number: int) -> None:
    """Import the specimen, prepare the draft."""
    add_source_root()
    django.setup()
    from lectures.models import LecturePage
    from media.models import Video
    from regulations.domain.imports import confirm_edition, import_instrument
    from regulations.domain.text_files import SourceText
    from tests.regulations.conftest import SPECIMEN

    source = SourceText(SPECIMEN, "specimen.txt")
    edition = import_instrument(source, source.parsed(), facts={})
    confirm_edition(edition, None)
    page = LecturePage.objects.get(slug="held")
    page.video = Video.objects.get(pk=number)
    page.learning_hours, page.learning_percent = Decimal("0.5"), PER_CENT
    page.save_revision()
    print(page.pk, edition.instrument.path)


if __name__ == "__main__":
    main(int(sys.argv[1]))
