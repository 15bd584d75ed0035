"""Mails to those who registered, through the outbox, each kind once."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from core.machines.calendars import calendar_with
from core.serving.state import current_state
from delivery.outbox import enqueue, handles
from lectures.domain.calendar import Dated, event_of
from lectures.enums import Act, Seat
from lectures.models import Desk, Registration

TOPIC_MAIL = "lectures.mail"
CONFIRMED, WAITING, PROMOTED, CHANGED = "confirmed", "waiting", "promoted", "changed"
SUBJECTS = {
    CONFIRMED: "报名成功",
    WAITING: "已列入候补",
    PROMOTED: "候补成功，座位已经留好",
    CHANGED: "时间或地点有变动",
    Act.CANCELLED: "讲座取消",
    Act.POSTPONED: "讲座延期",
}
WITH_CALENDAR = {CONFIRMED, PROMOTED, CHANGED}


def send_later(registration_id: int, kind: str, desk: Desk) -> None:
    """Write the mail into the outbox, in the transaction of what it tells."""
    # A second change of the time is another mail; a cancellation is told once until it is taken back.
    mark = f"{kind} {desk.starts_at:%Y%m%d%H%M} {desk.place}" if kind == CHANGED else str(kind)
    enqueue(TOPIC_MAIL, {"registration": registration_id, "kind": str(kind), "mark": mark})


@handles(TOPIC_MAIL, label="给报名的人发邮件")
def send_mail_of(payload: dict) -> None:
    """Send one mail, unless it went out already, the person gave no address, or everything is forgotten by now."""
    registration = Registration.objects.select_related("desk").filter(pk=payload["registration"]).first()
    if registration is None or not registration.email or payload["mark"] in registration.mailed:
        return
    _message(registration, payload["kind"]).send()
    registration.mailed = [*registration.mailed, payload["mark"]]
    registration.save(update_fields=["mailed"])


def _message(registration: Registration, kind: str) -> EmailMessage:
    desk, state = registration.desk, current_state()
    starts = timezone.localtime(desk.starts_at)
    seat = Seat(registration.state).label
    lines = [
        f"{registration.name}，您好：",
        "",
        f"{SUBJECTS[kind]}。",
        f"讲座：{desk.title}",
        f"时间：{starts.year}年{starts.month}月{starts.day}日 {starts:%H:%M}",
        f"地点：{desk.place}",
        f"编号：{registration.number}（{seat}）",
        "",
        "查看、打印或取消报名：",
        state.absolute(registration.path),
    ]
    name = state.settings.site_name
    mail = EmailMessage(
        f"【{name}】{SUBJECTS[kind]}：{desk.title}"[:150],
        "\n".join(lines),
        settings.DEFAULT_FROM_EMAIL,
        [registration.email],
    )
    if kind in WITH_CALENDAR and not desk.is_replay:
        mail.attach(f"{starts:%Y%m%d}.ics", calendar_of(desk).decode(), "text/calendar")
    return mail


def calendar_of(desk: Desk) -> bytes:
    """The session as a calendar file, the same event as the public one."""
    state = current_state()
    page = desk.page
    session = Dated(
        str(desk.session_id),
        desk.starts_at,
        desk.ends_at,
        "",
        desk.place,
        desk.act,
        "",
        desk.title,
        desk.title,
        page.summary,
        state.path(page.url_path),
        "",
        page.last_published_at or desk.starts_at,
    )
    return calendar_with([event_of(session, state)], state).to_ical()
