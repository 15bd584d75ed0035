"""Home page, standard pages and topics."""

from home.models.home_page import HomeColumn, HomeHeadlineLink, HomePage, HomePick
from home.models.standard_page import StandardPage
from home.models.topic_page import TopicEntry, TopicPage

__all__ = ["HomeColumn", "HomeHeadlineLink", "HomePage", "HomePick", "StandardPage", "TopicEntry", "TopicPage"]
