"""Blocks of the body, shared by every entry type."""

from core.blocks.body import BodyBlock, InterviewBodyBlock, PlainBodyBlock

__all__ = ["BodyBlock", "InterviewBodyBlock", "PlainBodyBlock"]
