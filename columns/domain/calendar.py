"""Activities as calendar components, for one file and for any list of them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

from columns.models import ActivityPage
from core.serving.state import SiteState

SHANGHAI = "Asia/Shanghai"


def calendar_of(page: ActivityPage, state: SiteState) -> Calendar:
    """A calendar with this one activity and the rules of Shanghai's clock."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{state.host}//{state.settings.site_name}//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_shanghai())
    calendar.add_component(event_of(page, state))
    return calendar


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


def _shanghai() -> Timezone:
    """Eight hours ahead, without summer time since 1991."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1992, 1, 1))
    standard.add("tzoffsetfrom", ZoneInfo(SHANGHAI).utcoffset(datetime(1992, 1, 1)))
    standard.add("tzoffsetto", ZoneInfo(SHANGHAI).utcoffset(datetime(1992, 1, 1)))
    standard.add("tzname", "CST")
    zone = Timezone()
    zone["TZID"] = vText(SHANGHAI)
    zone.add_component(standard)
    return zone
