"""What has to be prepared before the site can serve, and the marks that tell whether it is done already."""

import contextlib
import secrets
import sqlite3
from pathlib import Path

from deploy.local.bundles import LISTS
from deploy.local.console import PROJECT_ROOT
from deploy.local.stamps import Stamps, fingerprint

MIGRATE, CONTENT, STATIC = "migrate", "content", "static"
RUNTIME = PROJECT_ROOT / "requirements.txt"
SETTINGS = PROJECT_ROOT / "site" / "config"


class Work:
    """The steps between an installed environment and a site that serves, for one folder and one database."""

    def __init__(self, var: Path, database_url: str) -> None:
        self.var = var
        self.stamps = Stamps(var / "stamps")
        self.bundles = var / "bundles"
        self.database = None if database_url else var / "site.sqlite3"

    def pending(self) -> list[str]:
        """Which of the three steps have to run, in order; on a database server the first two always do."""
        steps = [MIGRATE, CONTENT, STATIC]
        return [step for step in steps if not self.stamps.is_current(step, self.fingerprint(step))]

    def fingerprint(self, step: str) -> str:
        """What `step` works from, as it is now."""
        if step == STATIC:
            built = (self.var / "static" / "staticfiles.json").is_file()
            sources = [*_folders("static"), *([self.bundles] if self.bundles.is_dir() else []), RUNTIME, SETTINGS]
            return fingerprint(sources, "built" if built else "missing")
        if step == MIGRATE:
            return fingerprint([*_folders("migrations"), RUNTIME], str(self._applied_migrations()))
        sources = [PROJECT_ROOT / "site" / "demo", PROJECT_ROOT / "home" / "domain"]
        return fingerprint(sources, str(self._applied_migrations()[:1]))

    def needs_bundles(self) -> bool:
        """Whether the browser libraries are not built from the present lists."""
        return not (self.bundles.is_dir() and self.stamps.is_current("bundles", fingerprint(LISTS)))

    def done(self, step: str) -> None:
        """Note that `step` succeeded."""
        self.stamps.write(step, self.fingerprint(step))

    def begin(self, step: str) -> None:
        """From now on `step` is half-way."""
        self.stamps.forget(step)

    def _applied_migrations(self) -> list[tuple]:
        """Name and time of each migration of the database file; the first time tells one database from another.

        A database that is missing, broken or on a server gives a value that no stamp ever holds again.
        """
        if self.database is None or not self.database.is_file():
            return [(secrets.token_hex(),)]
        with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(self.database)) as connection:
            rows = connection.execute("SELECT app, name, applied FROM django_migrations ORDER BY id").fetchall()
            return rows or [(secrets.token_hex(),)]
        return [(secrets.token_hex(),)]


def _folders(name: str) -> list[Path]:
    """All folders called `name` in the apps and in `site/`."""
    roots = [path for path in PROJECT_ROOT.iterdir() if (path / "__init__.py").is_file() or path.name == "site"]
    return [folder for root in roots for folder in root.rglob(name) if folder.is_dir()]
