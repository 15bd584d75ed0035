"""Importing units from a CSV file: the whole file or nothing."""

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

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
                for unit, former_names in plan.changed:
                    _save(unit, former_names, user)
                report.saved = True
    except IntegrityError:
        return ImportReport([Problem(None, "", "导入的同时有人改了单位，什么也没有保存。请再导入一次。")])
    return report


def _save(unit: Unit, former_names: list[str], user: User | None) -> None:
    action = "wagtail.edit" if unit.pk else "wagtail.create"
    if former_names:
        unit.former_names.add(*[UnitFormerName(name=name) for name in former_names])
    unit.save()
    log(instance=unit, action=action, user=user)
