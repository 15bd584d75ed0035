"""Repairing a query that finds nothing: pinyin and initials read as words, misheard and mistyped words put right."""

import re

from django.db import DEFAULT_DB_ALIAS

from search.analysis.query import Query
from search.analysis.sounds import pinyin_of, sound_key, sound_of
from search.analysis.words import dictionary, is_han, runs
from search.models import Word

LATIN = re.compile(r"[a-z][a-z' ]*")
LONGEST_LATIN = 40
SHORTEST, LONGEST = 2, 8
# Longer queries are questions: they find nothing because of how they are put, seldom because of one wrong character.
LONGEST_REPAIRED = 12
MOST_COMPARED = 1_000
MOST_ALIKE, MOST_MEANT = 20, 4


def repaired(query: Query, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """What was probably meant, the likeliest first: words of one sound are all possible. Empty without an idea."""
    if LATIN.fullmatch(query.text) and len(query.text) <= LONGEST_LATIN:
        return _from_pinyin(query.text, using)
    meant = _from_sound(query, using)
    return [meant] if meant else []


def _from_pinyin(text: str, using: str) -> list[str]:
    """Syllables or initials as words of the index: words of this sound, of these initials, or several in a row."""
    words = Word.objects.using(using).filter(number__gt=0).order_by("-number", "text")
    key, letters = sound_key(text), re.sub(r"[^a-z]", "", text)
    alike = list(words.filter(sound=key).values_list("text", flat=True)[:MOST_ALIKE])
    exact = [word for word in alike if pinyin_of(word) == letters]
    if alike:
        return (exact or alike)[:MOST_MEANT]
    if len(letters) > 1 and (meant := words.filter(initials=letters).values_list("text", flat=True).first()):
        return [meant]
    meant = _several(key, using)
    return [meant] if meant else []


def _several(key: str, using: str) -> str:
    """The key as a chain of sounds of words, as few as possible, frequent ones first."""
    parts = {key[at:end] for at in range(len(key)) for end in range(at + 2, min(len(key), at + 24) + 1)}
    rows = Word.objects.using(using).filter(sound__in=sorted(parts), number__gt=0).order_by("number")
    known = {sound: text for sound, text in rows.values_list("sound", "text") if len(text) > 1}
    best: list[list[str] | None] = [[]] + [None] * len(key)
    for end in range(1, len(key) + 1):
        for at in range(end):
            if best[at] is not None and (word := known.get(key[at:end])):
                chain = [*best[at], word]
                if best[end] is None or len(chain) < len(best[end]):
                    best[end] = chain
    return " ".join(best[-1] or [])


def _from_sound(query: Query, using: str) -> str:
    """Stretches of the query that the index does not know but that sound like a word of it."""
    out = query.text
    if len(out) > LONGEST_REPAIRED:
        return ""
    for run in runs(query.text):
        if not is_han(run) or len(run) < SHORTEST:
            continue
        out = out.replace(run, _run_repaired(run, using), 1)
    return out if out != query.text else ""


def _run_repaired(run: str, using: str) -> str:
    """The run with its longest unknown windows replaced by known words of the same sound."""
    windows = {
        (at, end): run[at:end]
        for at in range(len(run))
        for end in range(at + SHORTEST, min(len(run), at + LONGEST) + 1)
    }
    words = Word.objects.using(using).filter(number__gt=0)
    known = set(words.filter(text__in=set(windows.values())).values_list("text", flat=True))
    sounds = {place: sound_of(window) for place, window in windows.items() if window not in known}
    rows = words.filter(sound__in=set(sounds.values())).order_by("number").values_list("sound", "text")
    meant = dict(rows)
    for place in sorted(sounds, key=lambda place: (place[0] - place[1], place[0])):
        word = meant.get(sounds[place])
        if word and len(word) == place[1] - place[0] and _differs_little(word, windows[place]):
            return run[: place[0]] + word + run[place[1] :]
    return _one_off(run, windows, known, using)


def _differs_little(word: str, window: str) -> bool:
    """At least a third of the characters stay, or the word is short."""
    same = sum(a == b for a, b in zip(word, window, strict=True))
    return same >= max(1, len(word) // 3)


def _one_off(run: str, windows: dict[tuple[int, int], str], known: set[str], using: str) -> str:
    """The run with one window of three and more characters replaced by a known word that differs in one character.

    A run of nothing but dictionary words was meant as it stands, even when no page has them.
    """
    if all(len(word) > 1 for word in dictionary.cut_plainly(run)):
        return run
    words = Word.objects.using(using).filter(number__gt=0)
    for place in sorted(windows, key=lambda place: (place[0] - place[1], place[0])):
        window = windows[place]
        if len(window) < 3 or window in known:
            continue
        alike = words.filter(text__startswith=window[0]) | words.filter(text__endswith=window[-1])
        for text in alike.order_by("-number").values_list("text", flat=True)[:MOST_COMPARED]:
            if len(text) == len(window) and sum(a != b for a, b in zip(text, window, strict=True)) == 1:
                return run[: place[0]] + text + run[place[1] :]
    return run
