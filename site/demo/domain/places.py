"""What the texts name and the database holds: columns, cities, units, sources."""

from django.db import transaction

from accounts.domain.import_units import import_units
from accounts.models import City, Unit
from columns.models import ColumnPage
from core.models import Source
from demo.models import DemoKind, DemoObject
from demo.texts import CONTENT, Text

UNITS = CONTENT / "units.csv"


@transaction.atomic
def ensure_units() -> None:
    """Import the fictitious units that neither exist under this name nor existed under it once; the others stay as they are."""
    heading, *lines = UNITS.read_text(encoding="utf-8").splitlines()
    known = DemoObject.ids(DemoKind.UNIT)
    missing = {name: line for line in lines if (name := line.split(",")[0]) not in known}
    missing = {name: line for name, line in missing.items() if not Unit.objects.named(name).exists()}
    if not missing:
        return
    report = import_units("\n".join([heading, *missing.values()]).encode())
    if report.problems:
        raise ValueError("\n".join(map(str, report.problems)))
    for unit in Unit.objects.filter(name__in=missing).order_by("pk"):
        DemoObject.note(DemoKind.UNIT, unit.name, unit)


@transaction.atomic
def ensure_sources(texts: list[Text]) -> None:
    """Make the sources that the texts name, as far as they are missing."""
    known = set(Source.objects.values_list("name", flat=True)) | DemoObject.ids(DemoKind.SOURCE).keys()
    for name in sorted({text.front["source"] for text in texts} - known):
        DemoObject.note(DemoKind.SOURCE, name, Source.objects.create(name=name))


class Places:
    """All of it, read once."""

    def __init__(self) -> None:
        self.columns = {column.slug: column for column in ColumnPage.objects.filter(depth=3)}
        self.cities = {city.name: city for city in City.objects.all()}
        self.sources = {source.name: source for source in Source.objects.all()}
        self._units = {unit.name: unit for unit in Unit.objects.all()}

    def unit(self, name: str) -> Unit:
        """The unit of this name; an editor may have renamed it since."""
        return self._units.get(name) or Unit.objects.named(name).get()
