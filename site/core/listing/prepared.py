"""A query set compiled once per process and run with changing values: the ORM's compilation costs more than its SQL."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class PreparedRows:
    """Rows of a `values_list` query set whose SQL is built once.

    `build` gets one stand-in per name and returns the query set; every stand-in must reach the SQL as a parameter of
    its own. `rows(values)` runs it with real values and returns converted tuples. Stand-ins must be values that the
    query set holds nowhere else.
    """

    def __init__(self, build: Callable[[Mapping[str, Any]], QuerySet], stand_ins: Mapping[str, Any]) -> None:
        self._build = build
        self._stand_ins = stand_ins
        self._plans: dict[str, tuple[str, list[tuple[bool, Any]], Any, dict]] = {}

    def rows(self, values: Mapping[str, Any]) -> list[tuple]:
        """Run the statement with `values`, which has the names of the stand-ins."""
        if connection.vendor not in self._plans:
            self._plans[connection.vendor] = self._compile()
        sql, parameters, compiler, converters = self._plans[connection.vendor]
        adapted = {name: _adapted(value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [adapted[value] if is_name else value for is_name, value in parameters])
            found = cursor.fetchall()
        # The compiler only lends its converters here; it belongs to no connection.
        compiler.connection = connection
        return [tuple(row) for row in compiler.apply_converters(found, converters)] if converters else found

    def _compile(self) -> tuple[str, list[tuple[bool, Any]], Any, dict]:
        compiler = self._build(self._stand_ins).query.get_compiler(connection=connection)
        sql, given = compiler.as_sql()
        names = {_adapted(value): name for name, value in self._stand_ins.items()}
        parameters = [(True, names[value]) if value in names else (False, value) for value in given]
        missing = set(names.values()) - {value for is_name, value in parameters if is_name}
        if missing:
            raise ValueError(f"stand-ins that never reach the SQL: {sorted(missing)}")
        return sql, parameters, compiler, compiler.get_converters(column[0] for column in compiler.select)


def _adapted(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if hasattr(value, "tzinfo") else value
