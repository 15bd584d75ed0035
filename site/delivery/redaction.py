"""Error texts without secrets: what failed is shown in the admin and mailed."""

import re

from django.conf import settings

HIDDEN = "***"
# user:password@ of an address, then name=value or name: value of whatever sounds like a secret.
PATTERNS = (
    (re.compile(r"(?<=://)[^/\s@]+@"), f"{HIDDEN}@"),
    (
        re.compile(
            r"(?i)((?:x-amz-)?(?:password|passwd|pwd|secret|token|signature|credential|authorization|api[_-]?key|access[_-]?key)"
            r"[\w-]*[\"']?\s*[=:]\s*[\"']?(?:bearer |basic )?)[^\s&\"',;]+"
        ),
        rf"\g<1>{HIDDEN}",
    ),
)


def redacted(text: str, limit: int = 2000) -> str:
    """`text` without passwords, keys, signatures; at most `limit` characters, nothing a database refuses."""
    for secret in _known_secrets():
        text = text.replace(secret, HIDDEN)
    for pattern, replacement in PATTERNS:
        text = pattern.sub(replacement, text)
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:limit]


def _known_secrets() -> list[str]:
    values = [settings.SECRET_KEY, *(database.get("PASSWORD") for database in settings.DATABASES.values())]
    for storage in settings.STORAGES.values():
        values += [value for name, value in storage.get("OPTIONS", {}).items() if re.search("key|secret|token", name)]
    return [value for value in values if isinstance(value, str) and len(value) >= 6]
