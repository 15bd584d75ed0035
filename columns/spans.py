"""Days and spans of time in words, by Shanghai's clock."""

from datetime import date, datetime

from django.utils import timezone

WEEKDAYS = "一二三四五六日"


def day_text(day: date) -> str:
    """`12月3日 星期四`."""
    return f"{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"


def span_text(start: datetime | None, end: datetime | None) -> str:
    """`2026年12月3日 09:00 – 11:30`; what repeats itself in the end is left out. Empty without both."""
    if start is None or end is None:
        return ""
    start, end = timezone.localtime(start), timezone.localtime(end)
    last = f"{end:%H:%M}"
    if end.date() != start.date():
        last = f"{end.month}月{end.day}日 {last}"
    if end.year != start.year:
        last = f"{end.year}年{last}"
    return f"{start.year}年{start.month}月{start.day}日 {start:%H:%M} – {last}"
