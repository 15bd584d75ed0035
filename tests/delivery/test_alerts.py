"""Mail about dead letters."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from delivery.alerts import TOPIC_ALERT, alert_dead_letters
from delivery.models import OutboxMessage
from delivery.outbox import enqueue, run_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_address(settings):
    settings.ALERT_EMAILS = ["duty@example.invalid"]
    OutboxMessage.objects.all().delete()


def dead(topic: str, error: str) -> OutboxMessage:
    message = enqueue(topic, {"secret": "4711"})
    OutboxMessage.objects.filter(pk=message.pk).update(dead_at=Now(), error=error)
    return message


def test_all_that_died_come_in_one_mail_without_their_content(mailoutbox):
    first, second = dead("media.renditions", "OSError: 磁盘满了"), dead("core.refresh", "ValueError: 坏")

    alert_dead_letters()
    run_all()

    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == ("【职教齐鲁】2 个后台任务没有做成", ["duty@example.invalid"])
    assert (
        f"· 生成图片尺寸（#{first.pk}）：OSError: 磁盘满了\n· 更新显示了它的页面（#{second.pk}）：ValueError: 坏\n"
        in mail.body
    )
    assert "4711" not in mail.body


def test_the_next_mail_waits_ten_minutes():
    old = dead("core.refresh", "坏")
    first = alert_dead_letters()
    new = dead("core.refresh", "坏")

    second = alert_dead_letters()
    OutboxMessage.objects.filter(pk=old.pk).update(alerted_at=Now() - timedelta(minutes=11))
    third = alert_dead_letters()

    assert (first, second, third) == (True, False, True)
    assert OutboxMessage.objects.filter(topic=TOPIC_ALERT).latest("pk").payload == {"messages": [new.pk], "count": 1}


def test_an_alert_that_fails_raises_no_alert():
    dead(TOPIC_ALERT, "OSError: 连不上")

    assert alert_dead_letters() is False


def test_without_an_address_nothing_happens(settings):
    settings.ALERT_EMAILS = []
    dead("core.refresh", "坏")

    assert alert_dead_letters() is False
