"""The browser walks through every kind of page: one that is added joins `tests/support/browser_pages.py`."""

from urllib.parse import urlsplit

from django.urls import resolve

from tests.support.browser_pages import PAGES
from tests.support.routes import routes_of_readers

# What answers with a file, with data or with another address.
NO_PAGES = set(
    """activity_calendar city_calendar edition_json edition_text feed manifest media_captions media_document
    media_original media_playback media_playback_file media_upload media_upload_finish media_upload_part media_uploads
    media_video lecture_certificate lecture_progress lecture_seen preference publicity_file regulation_json regulation_text robots search_clicked search_suggest series_calendar
    session_calendar sitemap_part sitemap_xml""".split()
)


def test_every_view_that_shows_a_page_is_walked_through():
    walked = {resolve(urlsplit(path).path).url_name for path in PAGES.values()}

    assert routes_of_readers() - walked == NO_PAGES
