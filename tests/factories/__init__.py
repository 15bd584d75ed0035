"""The minimum valid object of each kind, built through the models as the site builds them."""

from tests.factories.pages import (
    activity,
    case,
    interpretation,
    interview,
    learning_list,
    lecture,
    media_report,
    notice,
    outreach,
    paragraph,
    publish,
    story,
    theory,
    topic,
)
from tests.factories.texts import official_text

__all__ = [
    "activity",
    "case",
    "interpretation",
    "interview",
    "learning_list",
    "lecture",
    "media_report",
    "notice",
    "official_text",
    "outreach",
    "paragraph",
    "publish",
    "story",
    "theory",
    "topic",
]
