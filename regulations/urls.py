"""Addresses of official texts; one reserved word, `regulations`."""

from django.urls import re_path

from regulations.views import reader
from regulations.views.compare import compare
from regulations.views.outreach import ledger_file

SLUG = "(?P<slug>[a-z0-9-]+)"
KEY = r"(?P<key>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]+)?|e[0-9]+)"
ANCHOR = r"(?P<anchor>(?:annex-[0-9]+-)?(?:art|point)-[0-9]+(?:_[0-9]+)?(?:_r[0-9]+)?)"

urlpatterns = [
    re_path(r"^regulations/$", reader.library, name="regulations"),
    re_path(r"^regulations/publicity\.(?P<kind>csv|xlsx)$", ledger_file, name="publicity_file"),
    re_path(rf"^regulations/{SLUG}/$", reader.reader, name="regulation"),
    re_path(rf"^regulations/{SLUG}/compare/$", compare, name="regulation_compare"),
    re_path(rf"^regulations/{SLUG}\.txt$", reader.as_text, name="regulation_text"),
    re_path(rf"^regulations/{SLUG}\.json$", reader.as_json, name="regulation_json"),
    re_path(rf"^regulations/{SLUG}/{KEY}\.txt$", reader.as_text, name="edition_text"),
    re_path(rf"^regulations/{SLUG}/{KEY}\.json$", reader.as_json, name="edition_json"),
    re_path(rf"^regulations/{SLUG}/{KEY}/$", reader.reader, name="edition"),
    re_path(rf"^regulations/{SLUG}/{ANCHOR}/$", reader.article, name="article"),
    re_path(rf"^regulations/{SLUG}/{KEY}/{ANCHOR}/$", reader.article, name="edition_article"),
]
