"""Prove every link between pages and provisions from both sides."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from regulations.domain.auditing import audit_links


class Command(BaseCommand):
    """`audit_links`: exit code 1 when a side is missing."""

    help = "像读者一样打开每一篇解读和它的条文，检查两边互相链到。"

    def handle(self, *args: Any, **options: Any) -> None:
        """One line per broken pair."""
        pairs, broken = audit_links()
        for pair in broken:
            self.stderr.write(str(pair))
        self.stdout.write(f"检查了 {pairs} 处对应，{len(broken)} 处有问题。")
        if broken:
            sys.exit(1)
