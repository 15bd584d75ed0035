"""Calendar files (RFC 5545): the shell that every one of them has, and the rules of Shanghai's clock."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

from core.serving.state import SiteState

SHANGHAI = "Asia/Shanghai"


def calendar_with(events: Iterable[Event], state: SiteState, name: str = "") -> Calendar:
    """A calendar of the site with these events; `name` is shown by programs that subscribe to it."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{state.host}//{state.settings.site_name}//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    calendar.add_component(_shanghai())
    for event in events:
        calendar.add_component(event)
    return calendar


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
