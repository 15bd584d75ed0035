"""Activities as calendar components, for one file and for any list of them."""

from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from columns.models import ActivityPage
from core.machines.calendars import SHANGHAI, calendar_with
from core.serving.state import SiteState


def calendar_of(page: ActivityPage, state: SiteState) -> Calendar:
    """A calendar with this one activity."""
    return calendar_with([event_of(page, state)], state)


def event_of(page: ActivityPage, state: SiteState) -> Event:
    """The activity as an event: its identity stays through edits, its stamp is the last publication."""
    zone = ZoneInfo(SHANGHAI)
    address = state.absolute(state.path(page.url_path))
    city = page.city.short_name if page.city_id else ""
    event = Event()
    event.add("uid", f"{page.public_id}@{state.host}")
    event.add("dtstamp", page.last_published_at)
    event.add("last-modified", page.last_published_at)
    event.add("dtstart", page.starts_at.astimezone(zone))
    event.add("dtend", page.ends_at.astimezone(zone))
    event.add("summary", page.title)
    event.add("location", " ".join(filter(None, [city, page.venue])))
    event.add("description", "\n".join(filter(None, [page.summary, address])))
    event.add("url", address)
    event.add("status", "CANCELLED" if page.is_cancelled else "CONFIRMED")
    return event
