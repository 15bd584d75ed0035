"""Every environment variable that the site reads, in one place; `.env.example` lists the same names."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

PROJECT_ROOT = Path(__file__).resolve().parents[2]

SCHEMA: dict[str, tuple[type, object]] = {
    "ALLOWED_HOSTS": (list, ["localhost", "127.0.0.1", "[::1]"]),
    "BASE_URL": (str, "http://127.0.0.1:8000"),
    "CSRF_TRUSTED_ORIGINS": (list, []),
    "DATABASE_URL": (str, ""),
    "LOG_LEVEL": (str, "INFO"),
    "SECRET_KEY": (str, ""),
    "TRUSTED_PROXIES": (int, 0),
    "VAR_DIR": (str, str(PROJECT_ROOT / "var")),
    "WORKERS_PICTURES": (int, 1),
    "WORKERS_QUICK": (int, 1),
    "WORKERS_SLOW": (int, 1),
}

_reader = environ.Env(**SCHEMA)


def text(name: str) -> str:
    """The variable `name`, or its default."""
    return str(_reader(name))


def words(name: str) -> list[str]:
    """The comma separated variable `name` as a list."""
    return list(_reader(name))


def number(name: str) -> int:
    """The variable `name` as a whole number."""
    return int(_reader(name))


def folder(name: str) -> Path:
    """The variable `name` as an absolute path."""
    return Path(text(name)).resolve()


def secret_key() -> str:
    """The signing key, from `SECRET_KEY` or from `VAR_DIR/secret-key`, which the first start writes.

    Raises `ImproperlyConfigured` when neither exists: a guessable default would let anyone sign a session.
    """
    if key := text("SECRET_KEY"):
        return key
    path = folder("VAR_DIR") / "secret-key"
    if path.is_file() and (key := path.read_text().strip()):
        return key
    raise ImproperlyConfigured("缺少 SECRET_KEY：请设置环境变量，或先运行一次 make run。")


def database(var: Path) -> dict[str, object]:
    """Django's `DATABASES["default"]`: PostgreSQL by `DATABASE_URL`, else SQLite in `var`."""
    if url := text("DATABASE_URL"):
        config = environ.Env.db_url_config(url)
        if config["ENGINE"].endswith("postgresql"):
            config.update(CONN_MAX_AGE=None, CONN_HEALTH_CHECKS=True)
            config.setdefault("OPTIONS", {}).update(connect_timeout=3)
            return config
    else:
        config = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(var / "site.sqlite3")}
    # IMMEDIATE takes the write lock at BEGIN and waits for it; Django's default fails half-way with "database is locked".
    config["CONN_MAX_AGE"] = None
    config["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
    return config
