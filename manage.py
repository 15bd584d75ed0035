#!/usr/bin/env python
"""Command line entry point, and the one place that puts the source root on the import path."""

import os
import sys
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent
SOURCE_ROOT = PROJECT_ROOT / "site"


def add_source_root() -> None:
    """Put `site/` on `sys.path`; it is a source root and never a package (`site` is a standard-library module)."""
    for folder in (str(PROJECT_ROOT), str(SOURCE_ROOT)):
        if folder not in sys.path:
            sys.path.insert(0, folder)


add_source_root()


def main() -> None:
    """Run a Django management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
