"""All public official texts with their editions, kept per site version; what is in force is worked out by the day."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from core.registries import site_routes, state_parts
from core.serving.state import SiteState
from regulations.enums import InstrumentKind, Lifecycle
from regulations.models.editions import Edition, in_force, lifecycle_of
from regulations.models.instruments import Instrument

# The largest columns are not needed to know what there is.
_HEAVY = ("source_text", "front", "contents", "problems")


@dataclass(frozen=True, slots=True)
class EditionInfo:
    """One public edition; `key` is its part of the address."""

    edition: Edition
    key: str

    @property
    def id(self) -> int:
        """Primary key."""
        return self.edition.pk


@dataclass(slots=True)
class InstrumentInfo:
    """A public official text with its public editions, oldest first."""

    id: int
    slug: str
    title: str
    short_title: str
    kind: str
    issuing_body: str
    is_specimen: bool
    is_featured: bool
    editions: list[EditionInfo] = field(default_factory=list)
    above: list["InstrumentInfo"] = field(default_factory=list)
    below: list["InstrumentInfo"] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Public path of the reader."""
        return f"/regulations/{self.slug}/"

    @property
    def kind_label(self) -> str:
        """法律, 法规 …"""
        return str(InstrumentKind(self.kind).label)

    @property
    def speaks_in_points(self) -> bool:
        """Whether its provisions are points."""
        in_articles = any(info.edition.counts.get("article") for info in self.editions)
        return self.kind in (InstrumentKind.WORK_POINTS, InstrumentKind.POLICY) and not in_articles

    def on(self, day: date) -> EditionInfo:
        """The edition that applies on `day`; before the first one, the first."""
        found = in_force([info.edition for info in self.editions], day)
        return next((info for info in self.editions if info.edition is found), self.editions[0])

    def lifecycle(self, info: EditionInfo, day: date) -> Lifecycle:
        """What an edition is on `day`."""
        return lifecycle_of(info.edition, [other.edition for other in self.editions], day)

    def coming(self, day: date) -> EditionInfo | None:
        """The next edition that has been announced."""
        future = [info for info in self.editions if info.edition.since and info.edition.since > day]
        return min(future, key=lambda info: info.edition.since or day, default=None)

    def next_change_at(self, day: date) -> date | None:
        """The next day on which what is in force changes."""
        days = [d for info in self.editions for d in (info.edition.since, info.edition.repealed_on) if d and d > day]
        return min(days, default=None)

    def by_key(self, key: str) -> EditionInfo | None:
        """The edition with this part of an address."""
        return next((info for info in self.editions if info.key == key), None)

    def path_of(self, info: EditionInfo, day: date) -> str:
        """The reader's path of an edition; the one in force has the short one."""
        return self.path if info is self.on(day) else f"{self.path}{info.key}/"


@state_parts.register("instruments")
def load_instruments(state: SiteState) -> dict[str, InstrumentInfo]:
    """Public official texts by slug, by title."""
    found: dict[int, InstrumentInfo] = {}
    editions = Edition.objects.public().defer(*_HEAVY).select_related("instrument").order_by("instrument__title", "pk")
    for edition in editions:
        owner = edition.instrument
        info = found.get(owner.pk)
        if info is None:
            names = ("slug", "title", "short_title", "kind", "issuing_body", "is_specimen", "is_featured")
            info = found[owner.pk] = InstrumentInfo(owner.pk, **{name: getattr(owner, name) for name in names})
        info.editions.append(EditionInfo(edition, _key(edition, info)))
    for info in found.values():
        info.editions.sort(key=lambda item: (item.edition.since or date.min, item.id))
    if found:
        pairs = Instrument.bases.through.objects.values_list("from_instrument_id", "to_instrument_id")
        for below, above in pairs:
            if below in found and above in found:
                found[below].above.append(found[above])
                found[above].below.append(found[below])
    return {info.slug: info for info in found.values()}


def _key(edition: Edition, info: InstrumentInfo) -> str:
    key = edition.since.isoformat() if edition.since else f"e{edition.pk}"
    return key if info.by_key(key) is None else f"{key}-{edition.pk}"


def featured(state: SiteState, *, points: bool) -> InstrumentInfo | None:
    """The text that the home page shows: a list of work points or a regulation."""
    every: dict[str, Any] = state.part("instruments")
    return next(
        (info for info in every.values() if info.is_featured and (info.kind == InstrumentKind.WORK_POINTS) == points),
        None,
    )


@site_routes.register
def instrument_routes(state: SiteState) -> list[str]:
    """The library, and every edition of every text in it."""
    today = timezone.localdate()
    every = state.part("instruments").values()
    return ["/regulations/", *(info.path_of(edition, today) for info in every for edition in info.editions)]
