"""Kinds of certificates: what each is called and what it says, registered by the apps that give them out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.registries import NamedRegistry


@dataclass(frozen=True, slots=True)
class Kind:
    """`sentence` is what the certificate says of its holder, `facts` the lines below it and on the check page."""

    title: str
    sentence: Callable[[dict[str, Any]], str]
    facts: Callable[[dict[str, Any]], list[tuple[str, str]]]


kinds: NamedRegistry[Kind] = NamedRegistry("kinds of certificates")
