"""What the home page and the foot show of the demonstration content."""

import tomllib
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.models import FriendLink, SiteSettings
from demo.blocks import Blocks
from demo.domain.entries import publish_below
from demo.models import DemoKind, DemoObject
from demo.texts import CONTENT, Text
from home.models import HomeHeadlineLink, HomePage, HomePick, StandardPage

NO_PICTURES = dict[Any, int]().__getitem__
SETTINGS_FIELDS = ("organiser", "notice")


@cache
def front() -> dict[str, Any]:
    """The choices, as `front.toml` has them."""
    return tomllib.loads((CONTENT / "front.toml").read_text(encoding="utf-8"))


@transaction.atomic
def make_standard_page(text: Text, home: HomePage) -> None:
    """Make and publish one of the pages that the foot links. Raises `SlugTaken`."""
    page = StandardPage(title=text.front["title"], slug=text.slug, summary=text.front["summary"], show_in_menus=False)
    page.body = Blocks(text.key, NO_PICTURES).plain_body(text.pieces)
    publish_below(home, page, text.key)


@transaction.atomic
def choose_for_home(home: HomePage, as_of: date) -> None:
    """Headline, links and pinned entries, once; an editor's choice is never replaced."""
    if DemoObject.ids(DemoKind.HOME):
        return
    if home.headline_id or home.headline_links.exists() or home.picks.exists():
        return
    chosen, ids = front()["home"], DemoObject.ids(DemoKind.PAGE)
    if not {chosen["headline"], *chosen["picks"], *(row["entry"] for row in chosen["links"])} <= ids.keys():
        return
    last_day = as_of + timedelta(days=chosen["headline_days"])
    home.headline_id = ids[chosen["headline"]]
    home.headline_until = timezone.make_aware(datetime.combine(last_day, time.min))
    home.headline_links = [
        HomeHeadlineLink(label=row["label"], text=row["text"], target_id=ids[row["entry"]], sort_order=place)
        for place, row in enumerate(chosen["links"])
    ]
    home.picks = [HomePick(entry_id=ids[key], sort_order=place) for place, key in enumerate(chosen["picks"])]
    home.save_revision().publish()
    DemoObject.note(DemoKind.HOME, "home", home)


def unchoose_for_home(page_ids: set[int]) -> None:
    """Take every choice of these pages off the home page and publish it; other choices stay."""
    home = HomePage.objects.first()
    links, picks = list(home.headline_links.all()), list(home.picks.all())
    keep_links = [row for row in links if row.target_id not in page_ids]
    keep_picks = [row for row in picks if row.entry_id not in page_ids]
    if home.headline_id not in page_ids and (keep_links, keep_picks) == (links, picks):
        return
    if home.headline_id in page_ids:
        home.headline, home.headline_until = None, None
    home.headline_links, home.picks = keep_links, keep_picks
    home.save_revision().publish()


@transaction.atomic
def fill_settings() -> None:
    """Responsible body, notice and partner links where the operator left them empty, once. Filing numbers stay empty."""
    if DemoObject.ids(DemoKind.SETTINGS):
        return
    settings = SiteSettings.load()
    for name in SETTINGS_FIELDS:
        if not getattr(settings, name):
            setattr(settings, name, front()["settings"][name])
    if not settings.friend_links.exists():
        settings.friend_links = [
            FriendLink(**row, sort_order=place) for place, row in enumerate(front()["friend_links"])
        ]
    settings.save()
    DemoObject.note(DemoKind.SETTINGS, "settings", settings)


def empty_settings() -> None:
    """Take away what `fill_settings` filled in, as far as nobody has changed it since."""
    settings = SiteSettings.load()
    for name in SETTINGS_FIELDS:
        if getattr(settings, name) == front()["settings"][name]:
            setattr(settings, name, "")
    ours = {row["url"] for row in front()["friend_links"]}
    settings.friend_links = [link for link in settings.friend_links.all() if link.url not in ours]
    settings.save()
