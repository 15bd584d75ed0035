"""The queues of the outbox and the states of a message."""

from django.db import models


class Queue(models.TextChoices):
    """Which worker processes do a message; each queue has its own, so that none waits for another."""

    QUICK = "quick", "快速"  # follow-ups of a publication, index, mail: milliseconds each
    PICTURES = "pictures", "图片"  # seconds of processor time and a few hundred MB each
    SLOW = "slow", "慢速"  # transcoding: minutes to hours


class JobState(models.TextChoices):
    """What can be said of a message from its row."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    RETRYING = "retrying", "等着再试"
    DONE = "done", "完成"
    DEAD = "dead", "已放弃"
