"""The bodies: of stories, of interviews, of notices and standard pages, of the parts of a case."""

from wagtail import blocks

from core.blocks.attachments import DocumentBlock, EmbedBlock
from core.blocks.pictures import FigureBlock, GalleryBlock
from core.blocks.recordings import VideoBlock
from core.blocks.tables import TableBlock
from core.blocks.text import FactsBlock, QuestionBlock, QuoteBlock, SectionBlock, SubsectionBlock


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
    video = VideoBlock()
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
    video = VideoBlock()
    facts = FactsBlock()
    table = TableBlock()
    document = DocumentBlock()
    embed = EmbedBlock()


class CasePartBlock(blocks.StreamBlock):
    """For one part of a case, which has its heading already."""

    section = SubsectionBlock()
    figure = FigureBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    facts = FactsBlock()
    table = TableBlock()
    document = DocumentBlock()


class CaseEvidenceBlock(blocks.StreamBlock):
    """For the evidence of a case: what can be looked at."""

    figure = FigureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    table = TableBlock()
    embed = EmbedBlock()
