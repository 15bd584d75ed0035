"""Schools and cities as readers find them: every unit that something public is said about, with its number of entries."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, F, OuterRef, Subquery

from accounts.enums import SchoolCategory, UnitKind
from accounts.models import Unit
from core.listing.facets import Choice
from core.listing.filters import entries
from core.models import SiteVersion
from core.registries import direct_answers, state_parts
from core.serving.parts import CityInfo
from core.serving.state import SiteState

ELSEWHERE = CityInfo(0, "", "省直与其他", "省直与其他", "")
CATEGORIES = {**dict(SchoolCategory.choices), **{f"kind-{value}": name for value, name in UnitKind.choices}}


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """A unit in a list of units; `category` is a key of `CATEGORIES`, `words` is what a search looks through."""

    id: int
    slug: str
    name: str
    category: str
    city_id: int
    count: int
    words: str

    @property
    def path(self) -> str:
        """Public path of its page, which exists while something public is about it."""
        return f"/schools/{self.slug}/"

    @property
    def label(self) -> str:
        """What kind of school it is, or what it is if none."""
        return CATEGORIES.get(self.category, "")


@dataclass(frozen=True, slots=True)
class CityGroup:
    """The units of one city."""

    city: CityInfo
    units: list[UnitInfo]


@dataclass(frozen=True, slots=True)
class UnitAsked:
    """What readers narrowed the list of units to; unknown values mean all."""

    text: str = ""
    city: str = ""
    category: str = ""

    def takes(self, unit: UnitInfo, state: SiteState, but: str = "") -> bool:
        """Whether a unit is among them, leaving the filter `but` aside."""
        city = state.part("cities").get(unit.city_id, ELSEWHERE)
        return (
            self.text in unit.words
            and (but == "city" or self.city in ("", city.code or "0"))
            and (but == "category" or self.category in ("", unit.category))
        )


@dataclass(slots=True)
class UnitCard:
    """The head of a unit's page."""

    id: int
    slug: str
    name: str
    label: str
    city_id: int
    introduction: str
    website: str
    organiser: str
    district: str
    former_names: list[str] = field(default_factory=list)


@state_parts.register("units")
def load_units(state: SiteState) -> list[UnitInfo]:
    """Schools, and whatever else live entries are about, by city and name: one statement."""
    number = entries().filter(unit=OuterRef("pk")).order_by().values("unit").annotate(n=Count("*")).values("n")
    rows = (
        Unit.objects.order_by(F("city__code").asc(nulls_last=True), "name", "pk")
        .annotate(number=Subquery(number))
        .values_list(
            "pk", "slug", "name", "short_name", "kind", "category", "city_id", "pinyin", "number", "former_names__name"
        )
    )
    found: dict[int, UnitInfo] = {}
    for pk, slug, name, short, kind, category, city_id, pinyin, count, former in rows:
        if not count and kind != UnitKind.SCHOOL:
            continue
        known = found.get(pk)
        words = " ".join([known.words if known else f"{name} {short} {pinyin}".lower(), (former or "").lower()])
        found[pk] = UnitInfo(pk, slug, name, category or f"kind-{kind}", city_id or 0, count or 0, words)
    return list(found.values())


def asked_of(text: str, city: str, category: str, state: SiteState) -> UnitAsked:
    """Read the choices out of an address; a broken one counts as none."""
    codes = {info.code for info in state.part("cities").values()} | {"0"}
    return UnitAsked(
        text.strip()[:30].lower(),
        city if city in codes else "",
        category if category in CATEGORIES else "",
    )


def grouped(asked: UnitAsked, state: SiteState) -> list[CityGroup]:
    """The units so asked for, by city in customary order; a city without any is left out."""
    cities = [*state.part("cities").values(), ELSEWHERE]
    groups: dict[int, list[UnitInfo]] = {city.id: [] for city in cities}
    for unit in state.part("units"):
        if asked.takes(unit, state):
            groups[unit.city_id].append(unit)
    return [CityGroup(city, groups[city.id]) for city in cities if groups[city.id]]


def unit_choices(asked: UnitAsked, state: SiteState) -> tuple[list[Choice], list[Choice]]:
    """Cities and categories, each with the number of units that it would leave; one that leaves none is not offered."""
    units = state.part("units")
    by_city = Counter(unit.city_id for unit in units if asked.takes(unit, state, but="city"))
    by_category = Counter(unit.category for unit in units if asked.takes(unit, state, but="category"))
    cities = [
        Choice(city.code or "0", city.short_name, by_city[city.id], asked.city == (city.code or "0"))
        for city in [*state.part("cities").values(), ELSEWHERE]
    ]
    categories = [
        Choice(value, name, by_category[value], asked.category == value) for value, name in CATEGORIES.items()
    ]
    return [c for c in cities if c.count or c.is_chosen], [c for c in categories if c.count or c.is_chosen]


def units_of(city_id: int, state: SiteState) -> list[UnitInfo]:
    """The units of a city that have a page, those with more entries not before the others: by name."""
    return [unit for unit in state.part("units") if unit.city_id == city_id and unit.count]


def find_unit(slug: str) -> tuple[int, UnitCard | None]:
    """The version of the site and the unit with this address: one statement, so that both are of one moment."""
    version = SiteVersion.objects.filter(pk=1).values("number")[:1]
    rows = list(
        Unit.objects.filter(slug=slug)
        .order_by("-former_names__until", "former_names__name")
        .values_list(
            Subquery(version),
            "pk",
            "name",
            "kind",
            "category",
            "city_id",
            "introduction",
            "website",
            "organiser",
            "district__name",
            "former_names__name",
        )
    )
    if not rows:
        return 0, None
    number, pk, name, kind, category, city_id, introduction, website, organiser, district, _ = rows[0]
    label = CATEGORIES[category or f"kind-{kind}"]
    former = [row[-1] for row in rows if row[-1]]
    return number or 0, UnitCard(
        pk, slug, name, label, city_id or 0, introduction, website, organiser, district or "", former
    )


@direct_answers.register
def unit_of_this_name(asked: str, state: SiteState) -> tuple[str, str, str] | None:
    """The page of the unit that a reader names in full, in short or by a former name."""
    names = asked.split()
    for unit in state.part("units"):
        if unit.count and (unit.name == asked or (len(names) == 1 and asked in unit.words.split())):
            return unit.name, unit.path, unit.label
    return None
