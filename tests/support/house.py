"""The project's files as the contracts of the house see them."""

from collections.abc import Iterator
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "var", "__pycache__", "node_modules"}
CACHES = {".ruff_cache", ".import_linter_cache", ".pytest_cache", ".mypy_cache", ".hypothesis"}
APPS = [
    "accounts",
    "certificates",
    "columns",
    "config",
    "core",
    "delivery",
    "demo",
    "editorial",
    "home",
    "lectures",
    "media",
    "regulations",
    "search",
]
PLANNED_APPS = ["insights", "submissions"]


def project_files(*suffixes: str) -> Iterator[Path]:
    """Every file of the project whose name ends with one of `suffixes`, or every file."""
    for path in sorted(PROJECT_ROOT.iterdir()):
        if path.name in NOT_OURS | CACHES:
            continue
        inner = path.rglob("*") if path.is_dir() else [path]
        for file in inner:
            if file.is_file() and not NOT_OURS & set(file.parts) and (not suffixes or file.suffix in suffixes):
                yield file


def short_names(paths: list[Path]) -> list[str]:
    """Paths relative to the project, for messages."""
    return [str(path.relative_to(PROJECT_ROOT)) for path in paths]
