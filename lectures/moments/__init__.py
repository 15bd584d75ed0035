"""Moments of a recording and the provisions they speak about: no Django in here."""

from lectures.moments.grouping import Moment, moments_of
from lectures.moments.spoken import Target, TextName, recognise

__all__ = ["Moment", "Target", "TextName", "moments_of", "recognise"]
