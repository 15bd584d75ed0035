"""The official text of the site that browser tests read: a specimen of nine articles."""

from regulations.domain.imports import confirm_edition, import_instrument
from regulations.domain.text_files import SourceText


def make_official_text(sentence: str) -> None:
    """Public, on no list of the home page, in the index."""
    articles = (f"第{number}条　为了示范第{number}件事，{sentence}" for number in "一二三四五六七八九")
    source = SourceText("示范条例（样张）\n" + "\n".join(articles), "specimen.txt")
    edition = import_instrument(source, source.parsed(), facts={})
    instrument = edition.instrument
    instrument.slug, instrument.is_specimen = "specimen", True
    instrument.save()
    confirm_edition(edition, None)
