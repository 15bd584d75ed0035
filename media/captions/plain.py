"""Plain text out of the payload of a cue: no tag, no entity, no control character comes through."""

import re

from media.captions.cues import SPEAKER_CHARACTERS

# Control characters but tab and newline, marks that turn the reading direction, invisible ones, half surrogates.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_WITH_CONTENT = re.compile(r"<(script|style|iframe|svg|math|object|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.I | re.S)
_TAG = re.compile(r"<(?:/?[a-z][^<>]*|/|[0-9][0-9:.]*|[!?][^<>]*)>", re.I)
_HALF_TAG = re.compile(r"<[a-z][\w.-]*[\s/][^<>=]*=[^<>]*\Z", re.I)
_POSITION = re.compile(r"\{\\[^{}]*\}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>", re.I)
_ENTITY = re.compile(r"&(amp|lt|gt|nbsp|quot|apos|lrm|rlm|#[0-9]{1,7}|#x[0-9a-f]{1,6});", re.I)
_ROUNDS = 20
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "nbsp": " ", "quot": '"', "apos": "'", "lrm": "", "rlm": ""}


def plain(payload: str) -> str:
    """`payload` without tags and entities; lines are trimmed, empty ones are gone.

    What looks like markup after the entities are resolved is removed as well, so that the text stays harmless
    wherever it is shown later. A bracket that belongs to no tag (x < y) is kept, as its full-width form if a letter
    follows it.
    """
    text = _untagged(_UNSEEN.sub("", payload))
    text = _untagged(_UNSEEN.sub("", _ENTITY.sub(_character, text)))
    text = re.sub(r"<(?=[a-z/!?])", "＜", text, flags=re.I).replace("-->", "→")
    lines = (re.sub(r"[ \t\u00a0\u3000]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def speaker_of(payload: str) -> str:
    """The name in the first voice tag, or nothing."""
    voice = _VOICE.search(payload)
    name = plain(voice.group(1)).replace("\n", " ") if voice else ""
    return name if len(name) <= SPEAKER_CHARACTERS else ""


def _untagged(text: str) -> str:
    """Remove tags until none is left: taking one away may put another together.

    Nests deeper than anybody writes lose their brackets in `plain` instead, or they would cost seconds.
    """
    if "<" not in text and "{" not in text:
        return text
    for _ in range(_ROUNDS):
        shorter = _HALF_TAG.sub("", _TAG.sub("", _WITH_CONTENT.sub("", text)))
        if shorter == text:
            break
        text = shorter
    return _POSITION.sub("", text)


def _character(entity: re.Match[str]) -> str:
    name = entity.group(1).lower()
    if name in _NAMED:
        return _NAMED[name]
    number = int(name[2:], 16) if name.startswith("#x") else int(name[1:])
    return chr(number) if number < 0x110000 else ""
