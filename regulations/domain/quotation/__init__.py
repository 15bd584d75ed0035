"""Checks quotations that a text attributes to an article against the article's words. No Django in here."""

from regulations.domain.quotation.check import Misquote, check_quotations

__all__ = ["Misquote", "check_quotations"]
