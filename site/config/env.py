"""Every environment variable that the site reads, in one place; `.env.example` lists the same names."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

PROJECT_ROOT = Path(__file__).resolve().parents[2]

SCHEMA: dict[str, tuple[type, object]] = {
    "ALERT_EMAILS": (list, []),
    "ALLOWED_HOSTS": (list, ["localhost", "127.0.0.1", "[::1]"]),
    "AWS_ACCESS_KEY_ID": (str, ""),
    "AWS_SECRET_ACCESS_KEY": (str, ""),
    "BASE_URL": (str, "http://127.0.0.1:8000"),
    "CSRF_TRUSTED_ORIGINS": (list, []),
    "DATABASE_URL": (str, ""),
    "ELASTICSEARCH_CA_FILE": (str, ""),
    "ELASTICSEARCH_INDEX": (str, "zhijiao"),
    "ELASTICSEARCH_URL": (list, []),
    "FFMPEG_BINARY": (str, ""),
    "EMAIL_FROM": (str, "webmaster@localhost"),
    "EMAIL_URL": (str, ""),
    "LOG_LEVEL": (str, "INFO"),
    "S3_ADDRESSING_STYLE": (str, "path"),
    "S3_BROWSER_ENDPOINT_URL": (str, ""),
    "S3_BUCKET": (str, ""),
    "S3_ENDPOINT_URL": (str, ""),
    "S3_PUBLIC_BUCKET": (str, ""),
    "S3_PUBLIC_URL": (str, ""),
    "S3_REGION": (str, ""),
    "SECRET_KEY": (str, ""),
    "TRUSTED_PROXIES": (int, 0),
    "UPLOAD_LIMIT_GB": (int, 10),
    "UPLOAD_QUOTA_GB": (int, 200),
    "VAR_DIR": (str, str(PROJECT_ROOT / "var")),
    "WORKERS_PICTURES": (int, 1),
    "WORKERS_QUICK": (int, 1),
    "WORKERS_SLOW": (int, 1),
    "X_ACCEL_LOCATION": (str, ""),
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


def mail() -> dict[str, object]:
    """Django's `EMAIL_…` settings by `EMAIL_URL`; without it no mail leaves the machine and nothing waits for a server."""
    if not (url := text("EMAIL_URL")):
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    config = environ.Env.email_url_config(url)
    return {name: value for name, value in config.items() if name.startswith("EMAIL_")}


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


def elasticsearch_urls() -> list[str]:
    """The nodes of `ELASTICSEARCH_URL`, each with scheme, host and port.

    Raises `ImproperlyConfigured` for anything else: better at the start than at the first query.
    """
    urls = [url.strip().rstrip("/") for url in words("ELASTICSEARCH_URL") if url.strip()]
    for url in urls:
        try:
            parts = urlsplit(url)
            is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port is not None
        except ValueError:
            is_whole = False
        if not is_whole:
            raise ImproperlyConfigured(
                "ELASTICSEARCH_URL 里每个地址都要写全协议、主机和端口，例如 http://127.0.0.1:9200。"
            )
    return urls


def public_files_url() -> str:
    """Where readers find public files: `/uploads/`, or with object storage its public prefix."""
    if not text("S3_BUCKET"):
        return "/uploads/"
    if url := text("S3_PUBLIC_URL"):
        return f"{url.rstrip('/')}/"
    bucket = text("S3_PUBLIC_BUCKET") or text("S3_BUCKET")
    endpoint = urlsplit(text("S3_BROWSER_ENDPOINT_URL") or text("S3_ENDPOINT_URL") or "https://s3.amazonaws.com")
    if text("S3_ADDRESSING_STYLE") == "virtual":
        return f"{endpoint.scheme}://{bucket}.{endpoint.netloc}/public/"
    return f"{endpoint.scheme}://{endpoint.netloc}/{bucket}/public/"


def file_hosts() -> list[str]:
    """Origins other than ours that browsers fetch files from or send them to; none on the local disk."""
    if not text("S3_BUCKET"):
        return []
    endpoint = urlsplit(text("S3_BROWSER_ENDPOINT_URL") or text("S3_ENDPOINT_URL") or "https://s3.amazonaws.com")
    host = f"{text('S3_BUCKET')}.{endpoint.netloc}" if text("S3_ADDRESSING_STYLE") == "virtual" else endpoint.netloc
    public = urlsplit(public_files_url())
    return sorted({f"{endpoint.scheme}://{host}", f"{public.scheme}://{public.netloc}"})


def file_storages(var: Path) -> dict[str, dict[str, object]]:
    """Django's `STORAGES` for uploads: object storage by `S3_BUCKET`, else folders in `var`.

    `default` holds what anyone may have who knows the content-hashed name: renditions and, while a live page shows
    them, videos. `private` holds originals, documents and videos: never under a lasting address.
    """
    if not text("S3_BUCKET"):
        local = "media.storage.local.ImmutableFileStorage"
        signed = {"location": str(var / "private"), "base_url": "/originals/", "is_signed": True}
        return {"default": {"BACKEND": local}, "private": {"BACKEND": local, "OPTIONS": signed}}
    style = text("S3_ADDRESSING_STYLE")
    if style not in ("path", "virtual", "auto"):
        raise ImproperlyConfigured("S3_ADDRESSING_STYLE 只能是 path、virtual 或 auto。")
    common = {
        "endpoint_url": text("S3_ENDPOINT_URL") or None,
        "browser_endpoint_url": text("S3_BROWSER_ENDPOINT_URL"),
        "access_key": text("AWS_ACCESS_KEY_ID") or None,
        "secret_key": text("AWS_SECRET_ACCESS_KEY") or None,
        "region_name": text("S3_REGION") or "us-east-1",
        "addressing_style": style,
    }
    backend = "media.storage.objects.ImmutableObjectStorage"
    public = {"bucket_name": text("S3_PUBLIC_BUCKET") or text("S3_BUCKET"), "location": "public"}
    public["public_url"] = public_files_url()
    private = {"bucket_name": text("S3_BUCKET"), "location": "private"}
    return {
        "default": {"BACKEND": backend, "OPTIONS": common | public},
        "private": {"BACKEND": backend, "OPTIONS": common | private},
    }
