"""Storing documents: folded, cut into words and passages, counted word by word, handed to the engines."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone

from search.analysis.fold import fold, well_formed
from search.analysis.passages import pieces
from search.analysis.sounds import initials_of, sound_of
from search.analysis.words import dictionary, is_han, runs, words
from search.engines.base import Engine
from search.models import Document, Passage, Word

# A document longer than this is cut off: nobody reads a million characters, and one text must not fill the index.
MOST_PASSAGES = 2_000
LONGEST_WORD = 20
LONGEST_PHRASE = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a document with the place where a reader lands."""

    text: str
    landing: str = ""
    label: str = ""
    seconds: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A document before it is stored; `columns` are those of `Document` that listings filter by."""

    owner: str
    owner_id: int
    title: str
    pieces: Sequence[Piece] = ()
    page_id: int | None = None
    date: datetime | None = None
    columns: dict[str, object] = field(default_factory=dict)
    fingerprint: str = ""


class Index:
    """The stored documents of one database and the engines that find them."""

    def __init__(self, engines: Sequence[Engine], using: str = DEFAULT_DB_ALIAS) -> None:
        self.engines = engines
        self.using = using

    def put(self, texts: Iterable[Text]) -> list[Document]:
        """Store texts in place of what was stored under the same owners. Safe to repeat."""
        texts = list({(text.owner, text.owner_id): text for text in texts}.values())
        with transaction.atomic(using=self.using):
            known = self._known(texts)
            Passage.objects.using(self.using).filter(document__in=[document.pk for document in known.values()]).delete()
            documents = []
            for text in texts:
                document = document_of(text)
                old = known.get((text.owner, text.owner_id))
                document.pk = old.pk if old else None
                documents.append(document)
            self._write(documents)
            self._write_passages(documents, texts)
            self._count(known.values(), documents)
            for engine in self.engines:
                engine.put(documents)
        return documents

    def drop(self, owner: str, owner_ids: Iterable[int]) -> None:
        """Forget documents. Safe to repeat."""
        with transaction.atomic(using=self.using):
            gone = list(Document.objects.using(self.using).filter(owner=owner, owner_id__in=list(owner_ids)))
            self._count(gone, [])
            for engine in self.engines:
                engine.drop([document.pk for document in gone])
            Document.objects.using(self.using).filter(pk__in=[document.pk for document in gone]).delete()

    def _known(self, texts: Sequence[Text]) -> dict[tuple[str, int], Document]:
        found = {}
        for owner in {text.owner for text in texts}:
            ids = [text.owner_id for text in texts if text.owner == owner]
            for document in Document.objects.using(self.using).filter(owner=owner, owner_id__in=ids):
                found[owner, document.owner_id] = document
        return found

    def _write(self, documents: Sequence[Document]) -> None:
        new = [document for document in documents if document.pk is None]
        Document.objects.using(self.using).bulk_create(new, batch_size=50)
        old = [document for document in documents if document not in new]
        columns = [f.name for f in Document._meta.concrete_fields if f.name not in ("id", "owner", "owner_id")]
        Document.objects.using(self.using).bulk_update(old, columns, batch_size=20)

    def _write_passages(self, documents: Sequence[Document], texts: Sequence[Text]) -> None:
        rows = [
            Passage(
                document_id=document.pk,
                position=at,
                landing=piece.landing,
                label=piece.label[:200],
                text=piece.text,
                seconds=list(piece.seconds),
            )
            for document, text in zip(documents, texts, strict=True)
            for at, piece in enumerate(cut(text.pieces))
        ]
        Passage.objects.using(self.using).bulk_create(rows, batch_size=150)

    def _count(self, before: Iterable[Document], after: Iterable[Document]) -> None:
        """Keep the number of documents of every word; in one order, so that two transactions never wait for each other."""
        numbers: Counter[str] = Counter()
        for document in after:
            numbers.update(vocabulary(document))
        for document in before:
            numbers.subtract(vocabulary(document))
        changed = sorted(text for text, number in numbers.items() if number)
        known = set()
        for at in range(0, len(changed), 500):
            rows = Word.objects.using(self.using).filter(text__in=changed[at : at + 500])
            known |= set(rows.values_list("text", flat=True))
        words_and_numbers = [_word(text, numbers[text], with_sound=text not in known) for text in changed]
        with connections[self.using].cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_word (text, sound, initials, number) VALUES (%s, %s, %s, %s) "
                "ON CONFLICT (text) DO UPDATE SET number = search_word.number + excluded.number",
                [(word.text, word.sound, word.initials, word.number) for word in words_and_numbers],
            )


def document_of(text: Text) -> Document:
    """The row of a text, analysed."""
    folded_title = fold(text.title)
    folded = [" ".join(fold(piece.text).split()) for piece in cut(text.pieces)]
    date = text.date
    return Document(
        owner=text.owner,
        owner_id=text.owner_id,
        page_id=text.page_id,
        title=well_formed(text.title),
        folded_title=" ".join(folded_title.split()),
        folded_body="\n".join(folded),
        title_words=" ".join(words(folded_title)),
        body_words=" ".join(word for piece in folded for word in words(piece)),
        date=date,
        year=timezone.localtime(date).year if date else 0,
        fingerprint=text.fingerprint,
        **text.columns,
    )


def cut(given: Iterable[Piece]) -> list[Piece]:
    """Pieces short enough to be passages."""
    out = []
    for piece in given:
        parts = pieces(well_formed(piece.text))
        # Seconds count from the beginning of the whole.
        seconds = piece.seconds if len(parts) == 1 else ()
        out += [Piece(part, piece.landing, piece.label, seconds) for part in parts]
        if len(out) >= MOST_PASSAGES:
            break
    return out[:MOST_PASSAGES]


def vocabulary(document: Document) -> set[str]:
    """Words of a document, and short phrases of its title, for weights and suggestions."""
    found = set(document.title_words.split()) | set(document.body_words.split()) | set(title_phrases(document))
    return {word for word in found if len(word) <= LONGEST_WORD}


def title_phrases(document: Document) -> Iterable[str]:
    """Two or three neighbouring words of the title."""
    for run in runs(document.folded_title):
        if is_han(run):
            cut_words = dictionary.cut(run)
            for size in (2, 3):
                for at in range(len(cut_words) - size + 1):
                    phrase = "".join(cut_words[at : at + size])
                    if len(phrase) <= LONGEST_PHRASE:
                        yield phrase


def _word(text: str, number: int, *, with_sound: bool) -> Word:
    if not with_sound:
        return Word(text=text, number=number)
    return Word(text=text, sound=sound_of(text)[:120], initials=initials_of(text)[:40], number=number)
