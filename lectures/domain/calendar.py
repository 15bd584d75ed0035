"""Sessions of lectures as calendar events."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Event

from core.machines.calendars import SHANGHAI
from core.serving.state import SiteState
from lectures.enums import Act

# How far back a subscribed calendar reaches is decided by who asks; a cancelled session stays in it as cancelled.
STATUS = {Act.CANCELLED: "CANCELLED", Act.POSTPONED: "TENTATIVE"}


@dataclass(frozen=True, slots=True)
class Dated:
    """A session with what its event says."""

    id: str
    starts: datetime
    ends: datetime
    city: str
    venue: str
    act: str
    label: str
    title: str
    list_title: str
    summary: str
    path: str
    speakers: str
    stamp: datetime

    @property
    def day(self) -> str:
        """`12-07`, for lists."""
        return f"{self.starts:%m-%d}"

    @property
    def act_label(self) -> str:
        """延期, 取消 or nothing."""
        return str(Act(self.act).label) if self.act else ""


def event_of(session: Dated, state: SiteState) -> Event:
    """Its identity stays through edits; its stamp is the last publication."""
    zone = ZoneInfo(SHANGHAI)
    address = state.absolute(session.path)
    event = Event()
    event.add("uid", f"{session.id}@{state.host}")
    event.add("dtstamp", session.stamp)
    event.add("last-modified", session.stamp)
    event.add("dtstart", session.starts.astimezone(zone))
    event.add("dtend", session.ends.astimezone(zone))
    event.add("summary", " ".join(filter(None, [session.label, session.title, session.act_label])))
    event.add("location", " ".join(filter(None, [session.city, session.venue])))
    event.add("description", "\n".join(filter(None, [session.speakers, session.summary, address])))
    event.add("url", address)
    event.add("status", STATUS.get(session.act, "CONFIRMED"))
    return event
