"""Outbox work of the asset library: renditions of pictures."""

from collections.abc import Callable

from delivery.outbox import Queue, handles
from media.models import Image
from media.renditions import TOPIC_RENDITIONS, make_renditions

# Called with the image when its renditions are ready; higher layers refresh what they keep of it.
when_ready: list[Callable[[Image], None]] = []


@handles(TOPIC_RENDITIONS, queue=Queue.PICTURES)
def render_image(payload: dict) -> None:
    """Make the sizes of one picture and store their names on it; a picture deleted meanwhile is no error."""
    image = Image.objects.filter(pk=payload["image"]).first()
    if image is None:
        return
    Image.objects.filter(pk=image.pk).update(files=make_renditions(image))
    image.refresh_from_db()
    for function in when_ready:
        function(image)
