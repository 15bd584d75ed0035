"""Fixed vocabularies of columns and entries."""

from django.db import models


class Tool(models.TextChoices):
    """The instrument that stands for a column: an icon and a kind of generated cover."""

    COMPASS = "gui", "规（圆规）"
    SQUARE = "ju", "矩（曲尺）"
    LEVEL = "zhun", "准（水准）"
    LINE = "sheng", "绳（墨线）"
    SLIPS = "jian", "简（竹简）"
    HALL = "tan", "坛（讲坛）"


class UpdateCycle(models.TextChoices):
    """How often a column must have something new (inspection rules count by it)."""

    FORTNIGHT = "14d", "两周"
    HALF_YEAR = "6m", "六个月"
    YEAR = "1y", "一年"
    STATIC = "static", "不要求更新"


class ColumnType(models.TextChoices):
    """Values of the official meta tag `ColumnType`."""

    NEWS = "工作动态", "工作动态"
    NOTICES = "通知公告", "通知公告"
    POLICIES = "政策文件", "政策文件"
    INTERPRETATION = "政策解读", "政策解读"
    FEATURE = "专题专栏", "专题专栏"
    VIDEO = "视频", "视频"
    INTERVIEW = "互动访谈", "互动访谈"


class IntervieweeRole(models.TextChoices):
    """What an interviewee is at the school."""

    SECRETARY = "secretary", "书记"
    PRESIDENT = "president", "院长（校长）"
    OTHER = "other", "其他"


class NoticeKind(models.TextChoices):
    """A notice, or a 公示 that asks for objections during a period."""

    NOTICE = "notice", "通知公告"
    PUBLICITY = "publicity", "公示"


class Validity(models.TextChoices):
    """Whether a document still holds."""

    VALID = "valid", "有效"
    REVISED = "revised", "已修订"
    REPEALED = "repealed", "已废止"


class ActivityForm(models.TextChoices):
    """The six forms of an activity (work points 2024, §2)."""

    MEETING = "meeting", "会议"
    CONTEST = "contest", "竞赛"
    PRESENTATION = "presentation", "宣介"
    DIALOGUE = "dialogue", "对话"
    EXPERIENCE = "experience", "体验"
    OBSERVATION = "observation", "观摩"
