"""Blocks of the body, shared by every entry type."""

from core.blocks.body import BodyBlock, CaseEvidenceBlock, CasePartBlock, InterviewBodyBlock, PlainBodyBlock

__all__ = ["BodyBlock", "CaseEvidenceBlock", "CasePartBlock", "InterviewBodyBlock", "PlainBodyBlock"]
