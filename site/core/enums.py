"""Fixed vocabularies that every page shares."""

from django.db import models


class Theme(models.TextChoices):
    """The three themes every typical deed belongs to (work points 2024, §19)."""

    ECONOMY = "economy", "支撑经济社会发展"
    LIFE = "life", "服务美好生活"
    GROWTH = "growth", "助力学生成长成才"


class SourceKind(models.TextChoices):
    """Where a text comes from."""

    ORIGINAL = "original", "原创"
    SCHOOL = "school", "学校来稿"
    REPRINT = "reprint", "转载"


class AgeBand(models.TextChoices):
    """Age of a named person as the portrait register needs it; never a date of birth."""

    CHILD = "under14", "不满14岁"
    MINOR = "14-17", "14至17岁"
    ADULT = "adult", "已满18岁"


class BylineRole(models.TextChoices):
    """Who did what for an entry."""

    REPORTER = "reporter", "记者"
    CORRESPONDENT = "correspondent", "通讯员"
    AUTHOR = "author", "作者"
    INTERVIEWER = "interviewer", "采访"
    PHOTOGRAPHER = "photographer", "摄影"
    CAMERA = "camera", "摄像"
    ILLUSTRATOR = "illustrator", "绘图"
    EDITOR = "editor", "编辑"
    RESPONSIBLE_EDITOR = "responsible_editor", "责任编辑"
    REVIEWER = "reviewer", "审核"


class UnitRelation(models.TextChoices):
    """Why a further unit belongs to an entry."""

    RELATED = "related", "相关单位"
    PARTNER = "partner", "合作单位"
    NOMINATOR = "nominator", "推荐单位"


class GreyScope(models.TextChoices):
    """Which pages turn grey on days of public mourning."""

    HOME = "home", "只有首页"
    SITE = "site", "全站"


class HostRole(models.TextChoices):
    """What a body or a person does for a lecture or an activity; readers see them in this order."""

    HOST = "host", "主办"
    ORGANISER = "organiser", "承办"
    CO_ORGANISER = "co_organiser", "协办"
    SUPPORTER = "supporter", "支持"
    CHAIR = "chair", "主持"
