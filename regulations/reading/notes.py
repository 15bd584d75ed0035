"""What explains an article, beside its text: interpretations, and whatever other apps register."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from core.registries import Registry
from core.serving.state import SiteState
from regulations.reading.names import name_of
from regulations.reading.outline import Article


@dataclass(frozen=True, slots=True)
class Note:
    """One note beside an article; `tone` colours it: empty, c (case), w (question)."""

    anchor: str
    label: str
    title: str
    text: str
    path: str
    tone: str = ""


# function(instrument id, state) -> notes of the whole text by the anchor they are about
note_sources: Registry[Callable[[int, SiteState], dict[str, list[Note]]]] = Registry("notes beside articles")


def notes_of(instrument_id: int, article: Article, state: SiteState) -> list[Note]:
    """Notes on the article or on any line of it, in the order of its lines."""
    sources = [source(instrument_id, state) for source in note_sources]
    anchors = [article.anchor, *(row.anchor for row in article.rows)]
    found: list[Note] = []
    for anchor in anchors:
        for source in sources:
            found += [note for note in source.get(anchor, ()) if all(note.path != known.path for known in found)]
    return found


def notes_html(notes: list[Note]) -> str:
    """The notes as the reader shows them: foldable, readable without script."""
    return "".join(_note(note) for note in notes)


def _note(note: Note) -> str:
    tone = f" nt--{note.tone}" if note.tone else ""
    about = name_of(note.anchor) if note.anchor.count("-") > 1 else ""
    told = f"<p>{escape(note.text)}</p>" if note.text else ""
    told_link = "去听这一段" if note.tone == "v" else "看全文"
    place = f'<span class="meta">关于{escape(about)}</span> ' if about else ""
    return (
        f'<details class="nt{tone}" open><summary><i>{escape(note.label)}</i>{escape(note.title)}</summary>{told}'
        f'<p>{place}<a class="tlink" href="{note.path}">{told_link}</a></p></details>'
    )
