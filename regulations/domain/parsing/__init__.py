"""Text of an official document → its structure: no Django in here, nothing renumbered, repaired or invented."""

from regulations.domain.parsing.document import ParsedInstrument, Problem, Provision
from regulations.domain.parsing.reader import parse_instrument
from regulations.domain.parsing.refusal import TextRefused
from regulations.domain.parsing.source import decoded

__all__ = ["ParsedInstrument", "Problem", "Provision", "TextRefused", "decoded", "parse_instrument"]
