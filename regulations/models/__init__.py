"""Models of official texts."""

from regulations.models.attachments import InstrumentAttachment
from regulations.models.changes import TextChange
from regulations.models.citations import Citation
from regulations.models.comparison import ComparedPair
from regulations.models.editions import Edition
from regulations.models.instruments import Instrument
from regulations.models.interpretations import InterpretationIndexPage, InterpretationPage
from regulations.models.kept_comparisons import KeptComparison
from regulations.models.links import ProvisionLink
from regulations.models.outreach import OutreachIndexPage, OutreachPage
from regulations.models.outreach_rows import OutreachAudience, OutreachMaterial, OutreachQuestion
from regulations.models.provisions import Provision

__all__ = [
    "Citation",
    "ComparedPair",
    "Edition",
    "Instrument",
    "InstrumentAttachment",
    "InterpretationIndexPage",
    "InterpretationPage",
    "KeptComparison",
    "OutreachAudience",
    "OutreachIndexPage",
    "OutreachMaterial",
    "OutreachPage",
    "OutreachQuestion",
    "Provision",
    "ProvisionLink",
    "TextChange",
]
