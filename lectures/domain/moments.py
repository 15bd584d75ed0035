"""Proposing the provisions that a recording speaks about, and noting those that an editor confirms."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from lectures.domain.numerals import chinese
from lectures.models import LecturePage
from lectures.models.archive import LectureMoment
from lectures.moments import Target, TextName, moments_of, recognise
from media.captions import clock
from regulations.domain.citations.library import plain_name, without_tail
from regulations.models import Instrument, Provision

# What a speaker says instead of the whole title.
PLACE = re.compile(r"^[\u4e00-\u9fff]{2,7}?(?:省|自治区|市)")
KINDS = ("条例", "工作要点", "要点", "办法", "细则")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A second, what is said there, and the provision that seems to be meant; `key` names it in a form."""

    key: str
    second: int
    clock: str
    words: str
    instrument: Instrument
    anchor: str
    label: str
    is_known: bool
    is_certain: bool


def propose(page: LecturePage) -> list[Proposal]:
    """Every provision that the captions of the recording seem to name, in order, without those that stand already."""
    track = page.video.captions if page.video_id else None
    if track is None:
        return []
    instruments = {str(i.pk): i for i in Instrument.objects.public()}
    texts = [TextName(key, _names(i), i.speaks_in_points) for key, i in instruments.items()]
    default = next(iter(instruments)) if len(instruments) == 1 else ""
    moments = moments_of((cue.start, cue.end, cue.text) for cue in track.cues)
    known = _anchors(list(instruments))
    standing = {(row.instrument_id, row.anchor, row.second) for row in page.moments.all()}
    found = []
    for moment, targets in zip(moments, recognise([m.text for m in moments], texts, default), strict=True):
        for target in targets:
            instrument, second = instruments[target.key], int(moment.start)
            anchor = target.anchor(instrument.speaks_in_points)
            if (instrument.pk, anchor, second) in standing:
                continue
            found.append(
                Proposal(
                    f"{second}/{instrument.pk}/{anchor}",
                    second,
                    clock(second),
                    moment.text[:200],
                    instrument,
                    anchor,
                    words_of(target, instrument.speaks_in_points),
                    (instrument.pk, anchor) in known,
                    target.certain,
                )
            )
    return found


def confirm(page: LecturePage, keys: Collection[str]) -> int:
    """Add the proposals named by `keys` to a new draft of `page`; returns how many. Publishing shows them."""
    chosen = [proposal for proposal in propose(page) if proposal.key in keys]
    for proposal in chosen:
        page.moments.add(
            LectureMoment(
                second=proposal.second,
                instrument=proposal.instrument,
                anchor=proposal.anchor,
                label=proposal.label,
                words=proposal.words,
            )
        )
    if chosen:
        page.save_revision()
    return len(chosen)


def words_of(target: Target, speaks_in_points: bool) -> str:
    """`第十二条第二款`, `第七点`, `第三章`."""
    unit = "点" if speaks_in_points and target.unit == "条" else target.unit
    text = f"第{chinese(target.number)}{unit}" + (f"之{chinese(target.suffix)}" if target.suffix else "")
    below = ((target.paragraph, "款"), (target.item, "项"))
    return text + "".join(f"第{chinese(number)}{name}" for number, name in below if number)


def _names(instrument: Instrument) -> tuple[str, ...]:
    title = without_tail(plain_name(instrument.title))
    names = [title, instrument.short_title, title.removeprefix("中华人民共和国"), PLACE.sub("", title)]
    names += [kind for kind in KINDS if title.endswith(kind)]
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))


def _anchors(keys: list[str]) -> set[tuple[int, str]]:
    rows = Provision.objects.public().filter(edition__instrument_id__in=keys)
    return set(rows.order_by().values_list("edition__instrument_id", "anchor"))
