"""Importing units from a CSV file: the whole file or nothing."""

from functools import partial
from uuid import uuid4

from django.db import IntegrityError, transaction
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends

from accounts.domain.unit_file import UnreadableFile, read_unit_file
from accounts.domain.unit_plan import UnitPlan, clashes
from accounts.domain.unit_report import ImportReport, Problem
from accounts.models import Unit, UnitFormerName, User


def import_units(content: bytes, *, user: User | None = None, dry_run: bool = False) -> ImportReport:
    """Make and correct the units that a CSV file names; returns what each line means and what is wrong.

    All or nothing: one wrong line and no unit is saved; `dry_run` saves nothing in any case. Importing the same file
    again changes nothing. Names are unique, also against former names of other units. Every saved unit gets a line in
    its history, with `user` as the person. Never raises for what the file contains.
    """
    try:
        lines, problems = read_unit_file(content)
    except UnreadableFile as error:
        return ImportReport([error.problem])
    report = ImportReport([*problems, *clashes(lines)])
    try:
        with transaction.atomic():
            plan = UnitPlan()
            for line in lines:
                row, wrong = plan.add(line)
                report.problems += wrong
                if row is not None:
                    report.rows.append(row)
            report.problems.sort(key=lambda problem: problem.line or 0)
            if not report.problems and not dry_run:
                _save(plan.changed, user)
                report.saved = True
    except IntegrityError:
        return ImportReport([Problem(None, "", "导入的同时有人改了单位，什么也没有保存。请再导入一次。")])
    return report


def _save(changed: list[tuple[Unit, list[str]]], user: User | None) -> None:
    """Write new units in bulk and known ones one by one, each with the former names that it gets."""
    new = [unit for unit, _ in changed if unit.pk is None]
    known = [pair for pair in changed if pair[0].pk is not None]
    Unit.objects.give_addresses(new)
    Unit.objects.bulk_create(new)
    created = {unit.pk for unit in new}
    UnitFormerName.objects.bulk_create(
        [UnitFormerName(unit=unit, name=name) for unit, names in changed if unit.pk in created for name in names]
    )
    for unit, names in known:
        unit.former_names.add(*[UnitFormerName(name=name) for name in names])
        unit.save()
    for unit, _ in changed:
        # A number of its own for each: of the acts of one request, a history shows the last one only.
        action = "wagtail.create" if unit.pk in created else "wagtail.edit"
        log(instance=unit, action=action, user=user, uuid=uuid4())
    if new:
        # A bulk insert sends no signals, and other writers must not wait for the indexes.
        transaction.on_commit(partial(_index, new), robust=True)


def _index(units: list[Unit]) -> None:
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Unit, units)
    for unit in units:
        ReferenceIndex.create_or_update_for_object(unit)
