"""Reads Word files into draft content without trusting them: `read_word(path, workdir)`."""

from columns.word.document import WordDocument, WordImage, WordNote
from columns.word.reader import read_word
from columns.word.refusal import WordRefused

__all__ = ["WordDocument", "WordImage", "WordNote", "WordRefused", "read_word"]
