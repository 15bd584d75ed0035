"""How words sound: pinyin without tones, forgiving the usual confusions, and initials."""

import re
from functools import cache
from types import ModuleType

CONFUSED = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("v", "u")]


def sound_key(syllables: str) -> str:
    """Pinyin as typed, in one form for zh/z, ch/c, sh/s, ang/an; without spaces, digits and marks."""
    key = re.sub(r"[^a-z]", "", syllables.lower().replace("ü", "u"))
    for spoken, written in CONFUSED:
        key = key.replace(spoken, written)
    return key


@cache
def _pinyin() -> ModuleType:
    """Imported at the first word: its dictionary costs 0.3 s at every start."""
    import pypinyin

    return pypinyin


def pinyin_of(word: str) -> str:
    """Syllables of a Chinese word as they are typed, joined."""
    return "".join(_pinyin().lazy_pinyin(word, errors="ignore"))


def sound_of(word: str) -> str:
    """The key of a Chinese word."""
    return sound_key(pinyin_of(word))


def initials_of(word: str) -> str:
    """First letters of its characters."""
    return "".join(_pinyin().lazy_pinyin(word, style=_pinyin().Style.FIRST_LETTER, errors="ignore")).lower()
