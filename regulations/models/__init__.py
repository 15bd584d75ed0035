"""Models of official texts."""

from regulations.models.changes import TextChange
from regulations.models.comparison import ComparedPair
from regulations.models.editions import Edition
from regulations.models.instruments import Instrument
from regulations.models.interpretations import InterpretationIndexPage, InterpretationPage
from regulations.models.links import ProvisionLink
from regulations.models.provisions import Provision

__all__ = [
    "ComparedPair",
    "Edition",
    "Instrument",
    "InterpretationIndexPage",
    "InterpretationPage",
    "Provision",
    "ProvisionLink",
    "TextChange",
]
