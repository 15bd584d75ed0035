"""What readers see of the rows around a lecture, worked out once at publication."""

from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from core.enums import HostRole
from lectures.domain import states
from lectures.domain.terms import learning_facts
from lectures.enums import Audience
from media.player import player_facts
from regulations.models import Instrument

if TYPE_CHECKING:
    from core.models import BasePage
    from lectures.models import LecturePage

HOST_ORDER = {value: place for place, value in enumerate(HostRole.values)}


def lecture_facts(page: "LecturePage") -> dict[str, Any]:
    """Times, people, hosts, files, recording and the line for lists, as JSON."""
    speakers = [row.as_fact() for row in page.speakers.select_related("speaker__portrait", "portrait")]
    facts = {
        "label": label_of(page),
        "season": page.season.name if page.season_id else "",
        "sessions": [session.as_fact() for session in timed_sessions(page)],
        "act": page.act,
        "has_replay": bool(page.video_id),
        "replay_from": page.replay_at.isoformat() if page.replay_at else "",
        "expects_replay": page.expects_replay,
        "speakers": speakers,
        "hosts": hosts_by_role(page),
        "audiences": [str(Audience(value).label) for value in page.audiences if value in Audience.values],
        "materials": [row.as_fact() for row in page.materials.select_related("document")],
        "slides": [row.as_fact() for row in sorted(page.slides.all(), key=lambda row: row.second)],
        "answers": [row.as_fact() for row in page.answers.all()],
        "moments": [row.as_fact() for row in sorted(_moments(page), key=lambda row: row.second)],
        "learning": learning_facts(page),
        "video": player_facts(page.video) if page.video_id else {},
        "source": page.source.name if page.source_id else "",
        "bylines": [[line.get_role_display(), line.name] for line in page.bylines.all()],
        "corrections": [[row.day.isoformat(), row.text] for row in page.corrections.all()],
        "unit": page.unit.name if page.unit_id else "",
        "unit_path": f"/schools/{page.unit.slug}/" if page.unit_id else "",
    }
    return {**facts, "line": _line(facts)}


def times_of_page(page: "LecturePage") -> states.LectureTimes:
    """The times out of the page's own rows."""
    return states.times_of(
        {
            "sessions": [session.as_fact() for session in timed_sessions(page)],
            "act": page.act,
            "has_replay": bool(page.video_id),
            "replay_from": page.replay_at.isoformat() if page.replay_at else "",
            "expects_replay": page.expects_replay,
        }
    )


def timed_sessions(page: "LecturePage") -> list:
    """Sessions that have their times, in order; a draft may lack some."""
    timed = [session for session in page.sessions.all() if session.starts_at and session.ends_at]
    return sorted(timed, key=lambda session: session.starts_at)


def label_of(page: "LecturePage") -> str:
    """`第九讲`; empty without a number or outside a series."""
    parent: BasePage | None = page.get_parent() if page.path else None
    series = parent.specific if parent is not None else None
    return series.label(page.number) if page.number and hasattr(series, "label") else ""


def hosts_by_role(page: "LecturePage") -> list[list[str]]:
    """[role, names joined] in the order of the roles."""
    hosts = sorted(page.hosts.select_related("unit"), key=lambda host: HOST_ORDER[host.role])
    return [
        [str(HostRole(role).label), "、".join(str(host) for host in group)]
        for role, group in groupby(hosts, key=lambda host: host.role)
    ]


def _moments(page: "LecturePage") -> list:
    """Only about texts that readers may know of."""
    public = set(Instrument.objects.public().values_list("pk", flat=True))
    return [row for row in page.moments.select_related("instrument") if row.instrument_id in public]


def _line(facts: dict[str, Any]) -> dict[str, Any]:
    """Number, speakers, time and place of the first session, and since when which state holds."""
    names = "、".join(person["name"] for person in facts["speakers"])
    first = next(iter(facts["sessions"]), None)
    when = ""
    if first:
        start = timezone.localtime(datetime.fromisoformat(first["starts"]))
        when = f"{start.year}年{start.month}月{start.day}日 {start:%H:%M}"
    steps = states.timeline(states.times_of(facts))
    return {
        "text": " ".join(filter(None, [facts["label"], names, when])),
        "label": facts["label"],
        "speakers": names,
        "when": when,
        "length": facts["video"].get("length", ""),
        "stages": [[at.isoformat() if at else "", state.value, str(state.label)] for at, state in steps],
    }
