"""What the player's markup needs besides the facts of a video."""

from django import template
from django.conf import settings
from django.templatetags.static import static

register = template.Library()

HLS_FILE = "vendor/hls.js"


@register.simple_tag
def hls_script() -> str:
    """Address of the HLS library, empty where set-up could not build it: then the video plays natively."""
    if not (settings.BUNDLES_ROOT / HLS_FILE).is_file():
        return ""
    try:
        return static(HLS_FILE)
    except ValueError:  # built, but not collected yet
        return ""
