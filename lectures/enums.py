"""Fixed vocabularies of the lecture hall."""

from django.db import models


class State(models.TextChoices):
    """What a lecture is at a moment; worked out from its times, only 延期 and 取消 are set by hand."""

    ANNOUNCED = "announced", "预告"
    OPEN = "open", "报名中"
    CLOSED = "closed", "报名截止"
    LIVE = "live", "直播中"
    RUNNING = "running", "进行中"
    AWAITING = "awaiting", "待发布回放"
    REPLAY = "replay", "回放"
    ENDED = "ended", "已结束"
    POSTPONED = "postponed", "延期"
    CANCELLED = "cancelled", "取消"


class Act(models.TextChoices):
    """What the editor decided against the plan; empty while everything goes as announced."""

    POSTPONED = "postponed", "延期"
    CANCELLED = "cancelled", "取消"


class SpeakerRole(models.TextChoices):
    """What a speaker does in a lecture."""

    SPEAKER = "speaker", "主讲"
    TALK = "talk", "对谈"
    COMMENT = "comment", "点评"


class Audience(models.TextChoices):
    """For whom a lecture is meant."""

    STUDENTS = "students", "学生"
    PARENTS = "parents", "家长"
    TEACHERS = "teachers", "教师"
    LEADERS = "leaders", "书记校长"
    COMPANIES = "companies", "企业"
    OFFICES = "offices", "主管部门"
    PUBLIC = "public", "社会公众"


class LiveKind(models.TextChoices):
    """How a session is broadcast."""

    HLS = "hls", "HLS 地址（.m3u8）"
    EMBED = "embed", "视频平台的嵌入地址"


class QuestionState(models.TextChoices):
    """What became of a reader's question."""

    NEW = "new", "未处理"
    ANSWERED = "answered", "已答，在草稿里或已发布"
    DECLINED = "declined", "不答"


class Seat(models.TextChoices):
    """Where a registration stands."""

    CONFIRMED = "confirmed", "已报上"
    WAITING = "waiting", "候补"
    CANCELLED = "cancelled", "已取消"
