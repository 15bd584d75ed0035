"""The minimum valid object of each kind, built through the models as the site builds them."""

from tests.factories.pages import interview, notice, paragraph, publish, story, topic

__all__ = ["interview", "notice", "paragraph", "publish", "story", "topic"]
