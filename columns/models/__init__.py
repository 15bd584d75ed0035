"""Columns and entry types."""

from columns.models.activity import ActivityHost, ActivityMaterial, ActivityPage, AgendaItem
from columns.models.case import CaseAttachment, CaseFigure, CasePage
from columns.models.column import ColumnPage
from columns.models.interview import Interviewee, InterviewPage
from columns.models.media_report import MediaReportPage
from columns.models.notice import NoticeAttachment, NoticePage
from columns.models.story import StoryPage
from columns.models.theory import TheoryAuthor, TheoryPage, TheoryReference

__all__ = [
    "ActivityHost",
    "ActivityMaterial",
    "ActivityPage",
    "AgendaItem",
    "CaseAttachment",
    "CaseFigure",
    "CasePage",
    "ColumnPage",
    "InterviewPage",
    "Interviewee",
    "MediaReportPage",
    "NoticeAttachment",
    "NoticePage",
    "StoryPage",
    "TheoryAuthor",
    "TheoryPage",
    "TheoryReference",
]
