"""Fixed vocabularies of the asset library."""

from django.db import models


class Licence(models.TextChoices):
    """Why the site may show a picture or a video."""

    OWN = "own", "本单位自摄、自绘"
    GRANTED = "granted", "作者授权"
    STOCK = "stock", "图库购买"
    PUBLIC_DOMAIN = "public_domain", "公有领域"
