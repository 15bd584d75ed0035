"""The three bodies: of stories, of interviews, of notices and standard pages."""

from wagtail import blocks

from core.blocks.attachments import DocumentBlock, EmbedBlock
from core.blocks.pictures import FigureBlock, GalleryBlock
from core.blocks.tables import TableBlock
from core.blocks.text import FactsBlock, QuestionBlock, QuoteBlock, SectionBlock


class PlainBodyBlock(blocks.StreamBlock):
    """For official documents and standard pages."""

    section = SectionBlock()
    table = TableBlock()
    figure = FigureBlock()
    document = DocumentBlock()


class BodyBlock(blocks.StreamBlock):
    """For stories."""

    section = SectionBlock()
    figure = FigureBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    facts = FactsBlock()
    table = TableBlock()
    question = QuestionBlock()
    document = DocumentBlock()
    embed = EmbedBlock()


class InterviewBodyBlock(blocks.StreamBlock):
    """For interviews: questions first."""

    question = QuestionBlock()
    section = SectionBlock()
    quote = QuoteBlock()
    figure = FigureBlock()
    gallery = GalleryBlock()
    facts = FactsBlock()
    table = TableBlock()
    document = DocumentBlock()
    embed = EmbedBlock()
