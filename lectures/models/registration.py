"""Registrations: a desk per session, the people registered at it, how often somebody asked."""

import uuid

from django.core import signing
from django.db import models

from lectures.enums import Act, Seat

SIGNER = signing.Signer(salt="lectures.registration")


class Desk(models.Model):
    """Where one registers for a session. Its row is the lock under which seats are given out.

    Written from the session when the lecture is published: a session row gets another key with each publication.
    """

    session_id = models.UUIDField("场次编号", default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(
        "lectures.LecturePage", verbose_name="讲座", on_delete=models.CASCADE, related_name="desks", editable=False
    )
    # Rows of the office: they neither belong to a page's content nor keep it from being removed.
    page.wagtail_reference_index_ignore = True
    title = models.CharField("讲座", max_length=300, editable=False)
    place = models.CharField("地点", max_length=160, editable=False)
    starts_at = models.DateTimeField("开始", editable=False)
    ends_at = models.DateTimeField("结束", editable=False)
    opens_at = models.DateTimeField("报名开始", null=True, editable=False)
    closes_at = models.DateTimeField("报名截止", editable=False)
    capacity = models.PositiveIntegerField("名额", null=True, editable=False)
    per_unit = models.PositiveIntegerField("每个单位最多", null=True, editable=False)
    # Where one registers to learn from the recording: no room, no day.
    is_replay = models.BooleanField("录像学习", default=False, editable=False)
    # How long personal data are kept after the session; a desk of recordings counts from the registration.
    keep_days = models.PositiveSmallIntegerField("保留天数", default=30, editable=False)
    # The editor's act, or `withdrawn` while no public page has the session.
    act = models.CharField("变动", max_length=10, blank=True, editable=False)
    told_act = models.CharField("已告知的变动", max_length=10, blank=True, editable=False)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        default_permissions = ("view",)
        verbose_name = "报名场次"
        verbose_name_plural = "报名场次"

    def __str__(self) -> str:
        return f"{self.title} {self.place}"

    @property
    def act_label(self) -> str:
        """延期, 取消 or nothing."""
        return str(Act(self.act).label) if self.act in Act.values else ""


class Registration(models.Model):
    """One person at one session: the least that is needed to keep a seat, forgotten some time after the session."""

    desk = models.ForeignKey(
        Desk, verbose_name="场次", on_delete=models.CASCADE, related_name="registrations", editable=False
    )
    number = models.CharField("编号", max_length=12, unique=True, editable=False)
    state = models.CharField("状态", max_length=10, choices=Seat, editable=False)
    name = models.CharField("姓名", max_length=30, blank=True, editable=False)
    unit_name = models.CharField("单位", max_length=60, blank=True, editable=False)
    phone = models.CharField("手机号", max_length=20, blank=True, editable=False)
    email = models.EmailField("邮箱", blank=True, editable=False)
    # Keyed hashes of phone and mail: one person has one seat, and nothing is left of it after the purge.
    phone_key = models.CharField("手机号摘要", max_length=64, blank=True, editable=False)
    email_key = models.CharField("邮箱摘要", max_length=64, blank=True, editable=False)
    # As promised when the person registered.
    keep_days = models.PositiveSmallIntegerField("保留天数", default=30, editable=False)
    created_at = models.DateTimeField("报名时间", auto_now_add=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, editable=False)
    cancelled_at = models.DateTimeField("取消时间", null=True, editable=False)
    checked_in_at = models.DateTimeField("签到时间", null=True, editable=False)
    purged_at = models.DateTimeField("删除个人信息", null=True, editable=False)
    # Kinds of mail that went out already.
    mailed = models.JSONField("已发邮件", default=list, editable=False)

    class Meta:
        ordering = ["pk"]
        default_permissions = ("change", "view")
        constraints = [
            models.UniqueConstraint(
                fields=["desk", key],
                condition=~models.Q(**{key: ""}) & ~models.Q(state=Seat.CANCELLED),
                name=f"lectures_{key}_once",
            )
            for key in ("phone_key", "email_key")
        ]
        indexes = [models.Index(fields=["desk", "state", "id"], name="lectures_seats")]
        verbose_name = "报名"
        verbose_name_plural = "报名"

    def __str__(self) -> str:
        return self.number

    @property
    def path(self) -> str:
        """The signed address under which the person sees and cancels the registration."""
        return f"/lectures/registration/{SIGNER.sign(self.number)}/"
