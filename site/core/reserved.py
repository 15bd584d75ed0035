"""Addresses of the site's own views: no page directly under the home page may take one of them."""

from django.core.exceptions import ValidationError

RESERVED_SLUGS = frozenset(
    """admin api archive apple-touch-icon.png calendar corrections favicon.ico feed feedback leaving manifest.webmanifest robots.txt
    sitemap.xml cities files health latest lectures media originals portal preference regulations robots schools
    search sitemap static submit topics uploads verify videos""".split()
)


def refuse_reserved_slug(slug: str) -> None:
    """Raise `ValidationError` for a slug that a view of the site answers."""
    if slug in RESERVED_SLUGS:
        raise ValidationError({"slug": f"“/{slug}/”是网站自己的地址，请换一个。"})
