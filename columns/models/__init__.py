"""Columns and entry types."""

from columns.models.column import ColumnPage
from columns.models.interview import Interviewee, InterviewPage
from columns.models.notice import NoticeAttachment, NoticePage
from columns.models.story import StoryPage

__all__ = ["ColumnPage", "InterviewPage", "Interviewee", "NoticeAttachment", "NoticePage", "StoryPage"]
