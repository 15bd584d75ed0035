"""Official texts."""

from regulations.domain.imports import confirm_edition, import_instrument
from regulations.domain.text_files import SourceText
from regulations.models import Edition

SPECIMEN = """\
示范条例（样张）
（{year}年1月20日某会通过）
第一条　为了示范，制定本条例。
第二条　学校应当在{days}日内答复。
第三条　本条例自{year}年5月1日起施行。
"""


def official_text(year: int = 2024, days: str = "七") -> Edition:
    """A public edition of the specimen, in force since the first of May of its year."""
    source = SourceText(SPECIMEN.format(year=year, days=days), "specimen.txt")
    edition = import_instrument(source, source.parsed(), facts={})
    confirm_edition(edition, None)
    edition.refresh_from_db()
    return edition
