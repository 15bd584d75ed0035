"""What the lines of a file of units mean: which unit each one makes or changes, and what forbids it."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from accounts.domain.unit_file import COLUMNS, UnitLine
from accounts.domain.unit_names import NameBook, split_names
from accounts.domain.unit_report import Change, Outcome, Problem, Row
from accounts.enums import SchoolCategory, UnitKind
from accounts.models import City, District, Unit, UnitFormerName

COLUMN_OF = dict(
    zip(
        ("name", "short_name", "kind", "category", "city", "district", "former_names", "organiser", "website"),
        COLUMNS,
        strict=True,
    )
)
REQUIRED = ("名称", "性质")
# Their rows were just looked up; the rest are read from the line.
LOOKED_UP = ("id", "public_id", "slug", "pinyin", "city", "district", "introduction")


class Refused(Exception):
    """A cell cannot be understood."""

    def __init__(self, column: str, message: str) -> None:
        self.column, self.message = column, message
        super().__init__(message)


class UnitPlan:
    """The database as it is now, and the units that the lines of a file make of it; nothing is saved here.

    An empty cell leaves what a known unit has: an import adds and corrects, it never empties. Former names are added.
    """

    def __init__(self) -> None:
        self.changed: list[tuple[Unit, list[str]]] = []
        self._names = NameBook()
        self._units = {u.name: u for u in Unit.objects.select_related("city", "district")}
        self._cities = {name: city for city in City.objects.all() for name in (city.name, city.short_name)}
        self._districts = {(d.city_id, d.name): d for d in District.objects.select_related("city")}
        self._former: dict[int, list[str]] = defaultdict(list)
        for unit_id, name in UnitFormerName.objects.order_by("pk").values_list("unit_id", "name"):
            self._former[unit_id].append(name)

    def add(self, line: UnitLine) -> tuple[Row | None, list[Problem]]:
        """Take one line into the plan, or say what is wrong with it."""
        cells = line.cells
        unit = self._units.get(cells["名称"]) or Unit(name=cells["名称"])
        known = unit.pk is not None
        before = self._shown(unit)
        problems = [Problem(line.line, column, "不能空着。") for column in REQUIRED if not cells[column]]
        problems += self._fill(unit, line)
        former = split_names(cells["曾用名"])
        for column, fault in (
            ("名称", self._names.name_fault(unit.name)),
            ("曾用名", self._names.former_names_fault(former, unit.name)),
        ):
            if fault:
                problems.append(Problem(line.line, column, fault))
        if problems:
            return None, problems
        added = [name for name in former if name not in self._former[unit.pk or 0]]
        after = self._shown(unit, added)
        changes = tuple(Change(c, before[c], after[c]) for c in COLUMNS if before[c] != after[c])
        if not known or changes:
            self.changed.append((unit, added))
        outcome = Outcome.NEW if not known else Outcome.CHANGED if changes else Outcome.UNCHANGED
        return Row(line.line, unit.name, outcome, changes if known else ()), []

    def _fill(self, unit: Unit, line: UnitLine) -> list[Problem]:
        """Write the cells into the unit; problems of understanding first, those of the model's rules only without them."""
        cells, problems = line.cells, []
        for field in ("short_name", "organiser", "website"):
            if cells[COLUMN_OF[field]]:
                setattr(unit, field, cells[COLUMN_OF[field]])
        for step in (self._set_kind, self._set_place):
            try:
                step(unit, cells)
            except Refused as refused:
                problems.append(Problem(line.line, refused.column, refused.message))
        if problems or not all(cells[column] for column in REQUIRED):
            return problems
        try:
            unit.clean_fields(exclude=LOOKED_UP)
            unit.clean()
        except ValidationError as error:
            for field, messages in error.message_dict.items():
                problems.append(Problem(line.line, COLUMN_OF.get(field, ""), "".join(messages)))
        return problems

    def _set_kind(self, unit: Unit, cells: dict[str, str]) -> None:
        if cells["性质"]:
            unit.kind = _choice(UnitKind, "性质", cells["性质"])
            if unit.kind != UnitKind.SCHOOL:
                unit.category = ""
        if cells["学校类别"]:
            unit.category = _choice(SchoolCategory, "学校类别", cells["学校类别"])

    def _set_place(self, unit: Unit, cells: dict[str, str]) -> None:
        if name := cells["城市"]:
            city = self._cities.get(name)
            if city is None:
                raise Refused("城市", f"没有“{name}”。请写十六市之一，例如“济南市”。")
            if unit.city_id != city.pk:
                unit.city, unit.district = city, None
        if name := cells["区县"]:
            if unit.city is None:
                raise Refused("区县", "写了区县，也要写城市。")
            district = self._districts.get((unit.city_id, name))
            if district is None:
                raise Refused("区县", f"{unit.city.name}没有“{name}”。")
            unit.district = district

    def _shown(self, unit: Unit, added: list[str] = ()) -> dict[str, str]:
        former = [*(self._former[unit.pk] if unit.pk else ()), *added]
        return {
            "名称": unit.name,
            "简称": unit.short_name,
            "性质": unit.get_kind_display(),
            "学校类别": unit.get_category_display(),
            "城市": unit.city.name if unit.city else "",
            "区县": unit.district.name if unit.district else "",
            "曾用名": "；".join(former),
            "举办者": unit.organiser,
            "官网": unit.website,
        }


def clashes(lines: list[UnitLine]) -> list[Problem]:
    """Names that the file itself gives to two units."""
    problems, taken = [], {}
    for line in lines:
        name = line.cells["名称"]
        if name and name in taken:
            problems.append(Problem(line.line, "名称", f"“{name}”在第{taken[name]}行已经有了。"))
        taken.setdefault(name, line.line)
    past: dict[str, int] = {}
    for line in lines:
        for former in split_names(line.cells["曾用名"]):
            if taken.get(former, line.line) != line.line:
                problems.append(Problem(line.line, "曾用名", f"“{former}”是第{taken[former]}行的名称。"))
            if past.setdefault(former, line.line) != line.line:
                problems.append(Problem(line.line, "曾用名", f"“{former}”在第{past[former]}行已经是曾用名。"))
    return problems


def _choice(choices: type[TextChoices], column: str, label: str) -> str:
    for value, known in choices.choices:
        if label.replace("(", "（").replace(")", "）") == known:
            return value
    raise Refused(column, f"没有“{label}”这一项。可以写：{'、'.join(choices.labels)}。")
