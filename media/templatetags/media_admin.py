"""Words about videos for the admin."""

from django import template

from media.admin_production import state_text
from media.models import Production, Video

register = template.Library()


@register.simple_tag
def production_state(video: Video) -> str:
    """How far the versions of `video` are."""
    production = Production.objects.filter(video=video).first()
    return state_text(production) if production else ""
