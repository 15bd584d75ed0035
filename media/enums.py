"""Fixed vocabularies of the asset library."""

from django.db import models


class Licence(models.TextChoices):
    """Why the site may show a picture or a video."""

    OWN = "own", "本单位自摄、自绘"
    GRANTED = "granted", "作者授权"
    STOCK = "stock", "图库购买"
    PUBLIC_DOMAIN = "public_domain", "公有领域"


class UploadState(models.TextChoices):
    """Where an upload stands. From `RECEIVING` to `CHECKING` to `DONE` or `REFUSED`; or ended before that."""

    RECEIVING = "receiving", "上传中"
    CHECKING = "checking", "核对中"
    DONE = "done", "完成"
    REFUSED = "refused", "不能接受"
    CANCELLED = "cancelled", "已取消"
    EXPIRED = "expired", "过期"


class ProductionState(models.TextChoices):
    """How far the versions of a video are: `WAITING` → `WORKING` → `READY`, or `REFUSED` for good."""

    WAITING = "waiting", "等待转码"
    WORKING = "working", "转码中"
    READY = "ready", "转码完成"
    REFUSED = "refused", "不能转码"
